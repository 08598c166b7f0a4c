"""How well a demo city's warehouse agrees with the city's truth, which nothing else reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb
import pyarrow as pa

from connectors.catalogue import SYSTEMS
from connectors.links import END_RECORDS, yielded
from matching.evaluation import Quality, evaluate
from schema.linkage import Kind
from warehouse import releases


@dataclass(frozen=True)
class Agreement:
    """Pairs of records of one kind, together in the warehouse and together in truth."""

    kind: Kind
    records: int
    """Records that both know."""
    missing: int
    """Mentions that a declaration makes records of and the warehouse does not have."""
    precision: float
    recall: float
    f1: float
    exact: float
    """Share of true entities that came out with no record more or less."""


def agreement(home: Path, truth: Path) -> list[Agreement]:
    """Compare the newest release of this home with the truth of its city, kind by kind; none before a release."""
    release = releases.newest(home)
    if release is None:
        return []
    with duckdb.connect(str(home / release.file), read_only=True) as connection:
        return list(_kinds(connection, truth))


def _kinds(connection: duckdb.DuckDBPyConnection, truth: Path) -> Iterator[Agreement]:
    for kind in Kind:
        path = truth / f"{kind}.parquet"
        if path.exists():
            sql = resources.files("pipelines").joinpath("sql", f"truth_{kind}.sql").read_text(encoding="utf-8")
            connection.register("declared", _declared(kind))
            rows = connection.execute(sql, {"path": str(path)}).to_arrow_table()
            known = rows.filter(rows["record_id"].is_valid())
            yield _agreement(kind, evaluate(known, known), rows.num_rows - known.num_rows)


def _agreement(kind: Kind, quality: Quality, missing: int) -> Agreement:
    return Agreement(kind, quality.records, missing, quality.precision, quality.recall, quality.f1, quality.exact)


def _declared(kind: Kind) -> pa.Table:
    """system, table_name, place: the fields that the declarations make records of; `dsr[]` for elements.

    The truth also knows mentions that are no records of their own, such as the employer in a person's row.
    """
    record = END_RECORDS[kind.value]
    rows = []
    for system in SYSTEMS.values():
        for table in system.tables:
            fields = [*yielded(table.records, record)]
            fields += [f"{each.column}[]" for each in table.each if yielded(each.records, record)]
            rows += [{"system": system.id, "table_name": table.name, "place": field} for field in fields]
    return pa.Table.from_pylist(rows)
