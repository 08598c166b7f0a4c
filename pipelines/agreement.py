"""How well a demo city's warehouse agrees with the city's truth, which nothing else reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

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
    """Records of the truth that the warehouse does not have."""
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
            rows = connection.execute(sql, {"path": str(path)}).to_arrow_table()
            known = rows.filter(rows["record_id"].is_valid())
            yield _agreement(kind, evaluate(known, known), rows.num_rows - known.num_rows)


def _agreement(kind: Kind, quality: Quality, missing: int) -> Agreement:
    return Agreement(kind, quality.records, missing, quality.precision, quality.recall, quality.f1, quality.exact)
