"""What reading addresses taught is kept: texts as cut while a record has them, and the newest gazetteer."""

import duckdb
import pyarrow as pa
import pytest

from matching.addresses.reading import PARSE_SCHEMA
from warehouse import readings

NAMES = ("part", "name", "official", "street", "community", "kind")


@pytest.fixture(autouse=True)
def records(workshop: duckdb.DuckDBPyConnection) -> None:
    for record, text in enumerate(["石塘路88号 ", "石塘路90号"]):
        workshop.execute(
            "INSERT INTO address_record (record_id, system, table_name, source_key, field, batch_id, address_text)"
            " VALUES ($record, 's', 't', $record::VARCHAR, 'f', 'b', $text)",
            {"record": record, "text": text},
        )


def cut(*texts: str, grammar: int = 1) -> pa.Table:
    rows = [
        {"text": text, "head": "石塘路", "tail": text[3:], "open": "", "is_address": True, "is_beside": False}
        for text in texts
    ]
    return pa.Table.from_pylist([{**row, "grammar": grammar} for row in rows], schema=PARSE_SCHEMA)


def names(*rows: tuple[str, ...]) -> pa.Table:
    schema = pa.schema([*((name, pa.string()) for name in NAMES), ("systems", pa.list_(pa.string()))])
    return pa.Table.from_pylist(
        [{**dict(zip(NAMES, row, strict=True)), "systems": ["s"]} for row in rows], schema=schema
    )


def kept(workshop: duckdb.DuckDBPyConnection) -> set[tuple[str, int]]:
    return set(readings.parses(workshop).project("text, grammar").fetchall())


def test_texts_stay_while_a_record_has_them(workshop: duckdb.DuckDBPyConnection) -> None:
    readings.keep(workshop, cut("石塘路88号", "石塘路90号"), names())
    readings.keep(workshop, cut(), names())
    assert kept(workshop) == {("石塘路88号", 1), ("石塘路90号", 1)}
    workshop.execute("DELETE FROM address_record WHERE record_id = 1")
    readings.keep(workshop, cut(), names())
    assert kept(workshop) == {("石塘路88号", 1)}


def test_texts_cut_by_another_grammar_go(workshop: duckdb.DuckDBPyConnection) -> None:
    readings.keep(workshop, cut("石塘路88号"), names())
    readings.keep(workshop, cut("石塘路88号", "石塘路90号", grammar=2), names())
    assert kept(workshop) == {("石塘路88号", 2), ("石塘路90号", 2)}


def test_the_gazetteer_is_that_of_the_last_run_and_has_its_version(workshop: duckdb.DuckDBPyConnection) -> None:
    official = ("road", "石塘路", "石塘路", "乔司街道", "", "official")
    versions = []
    for rows in ([official], [official, ("road", "老石塘路", "石塘路", "乔司街道", "", "former")], [official]):
        readings.keep(workshop, cut(), names(*rows))
        found = workshop.execute("SELECT place_name, gazetteer_version FROM gazetteer").fetchall()
        assert [name for name, _ in found] == [row[1] for row in rows]
        versions.append(found[0][1])
    assert versions[0] == versions[2] != versions[1]
