"""Two records compared as the run compared them: by the model of their kind, or, addresses, by how they were read."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from matching.explain import Explanation, explain
from pipelines import matching_index, model_store, models
from schema.linkage import Kind


@dataclass(frozen=True)
class Places:
    """Two address records: what was written, and the place it was read as, part by part, as (A, B)."""

    left_id: int
    right_id: int
    parts: dict[str, tuple[object, object]]
    """Only parts that one of them has."""
    is_same: bool


def of(
    connection: duckdb.DuckDBPyConnection, home: Path, kind: Kind, left_id: int, right_id: int
) -> Explanation | Places:
    """Why two records of the workshop are, or are not, one."""
    if kind is Kind.ADDRESS:
        return _places(connection, left_id, right_id)
    model = model_store.current(home, kind)
    yardstick = matching_index.yardstick(home, model)
    return explain(connection, models.compared(connection, kind), model, left_id, right_id, yardstick)


def _places(connection: duckdb.DuckDBPyConnection, left_id: int, right_id: int) -> Places:
    left, right = _place(connection, left_id), _place(connection, right_id)
    parts = {name: (left[name], right[name]) for name in left if left[name] is not None or right[name] is not None}
    return Places(left_id, right_id, parts, is_same=left["address_id"] == right["address_id"])


def _place(connection: duckdb.DuckDBPyConnection, record_id: int) -> dict[str, object]:
    sql = resources.files("pipelines").joinpath("sql", "place_of_record.sql").read_text(encoding="utf-8")
    rows: list[dict[str, object]] = connection.execute(sql, {"record_id": record_id}).to_arrow_table().to_pylist()
    return rows[0]
