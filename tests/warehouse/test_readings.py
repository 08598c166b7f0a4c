"""What reading addresses taught is kept: the newest gazetteer."""

import duckdb
import pyarrow as pa

from warehouse import readings

NAMES = ("part", "name", "official", "street", "community", "kind")


def names(*rows: tuple[str, ...]) -> pa.Table:
    schema = pa.schema([*((name, pa.string()) for name in NAMES), ("systems", pa.list_(pa.string()))])
    return pa.Table.from_pylist(
        [{**dict(zip(NAMES, row, strict=True)), "systems": ["s"]} for row in rows], schema=schema
    )


def test_the_gazetteer_is_that_of_the_last_run_and_has_its_version(workshop: duckdb.DuckDBPyConnection) -> None:
    official = ("road", "石塘路", "石塘路", "乔司街道", "", "official")
    versions = []
    for rows in ([official], [official, ("road", "老石塘路", "石塘路", "乔司街道", "", "former")], [official]):
        readings.keep(workshop, names(*rows))
        found = workshop.execute("SELECT place_name, gazetteer_version FROM gazetteer").fetchall()
        assert [name for name, _ in found] == [row[1] for row in rows]
        versions.append(found[0][1])
    assert versions[0] == versions[2] != versions[1]
