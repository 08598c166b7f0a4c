"""All that is known of one entity: the id it has now, what befell it, its records, and the links that hold them."""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import duckdb

from schema.errors import NotFound
from schema.linkage import Change, Kind


@dataclass(frozen=True)
class Befallen:
    """One change of an entity: its own, or that of another that went into it or came out of it."""

    release_number: int
    change: str
    entity_id: str
    other_id: str | None


@dataclass(frozen=True)
class Member:
    """A record of the entity, with the strongest evidence that holds it there."""

    record: str
    match_weight: float | None
    match_rule: str


@dataclass(frozen=True)
class Edge:
    """A link within the entity, or one from it that clustering gave up."""

    a: str
    b: str
    match_weight: float
    reason: str
    """The blocking rule that brought it; of a cut: why it was given up."""
    is_cut: bool


@dataclass(frozen=True)
class Story:
    """One entity."""

    asked: str
    entity_id: str
    """The id that it has now; another than was asked for where that was merged away."""
    past: list[Befallen]
    members: list[Member]
    edges: list[Edge]


def story(connection: duckdb.DuckDBPyConnection, kind: Kind, asked: str) -> Story:
    """Follow an id, also one that was merged away; NotFound if no entity ever had it.  The workshop's connection."""
    entity = _forward(connection, kind, asked)
    past = [Befallen(**row) for row in _rows(connection, "entity_past", kind, entity_id=asked)]
    members = [Member(**row) for row in _rows(connection, "entity_members", kind, entity_id=entity)]
    edges = [Edge(**row) for row in _rows(connection, "entity_links", kind, entity_id=entity)]
    if not past and not members:
        raise NotFound(f"no {kind} ever had this id", where=asked, next_step="`hub trace SYSTEM TABLE KEY` shows ids")
    return Story(asked, entity, past, members, edges)


def _forward(connection: duckdb.DuckDBPyConnection, kind: Kind, asked: str) -> str:
    """Where merges lead from an id without records."""
    entity, seen = asked, {asked}
    while not _rows(connection, "entity_members", kind, entity_id=entity):
        past = _rows(connection, "entity_past", kind, entity_id=entity)
        on = [row["other_id"] for row in past if row["change"] == Change.MERGED.value and row["entity_id"] == entity]
        if not on or on[-1] in seen:
            break
        entity = str(on[-1])
        seen.add(entity)
    return entity


def _rows(connection: duckdb.DuckDBPyConnection, name: str, kind: Kind, **values: object) -> list[dict[str, Any]]:
    sql = resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    given = {"kind": kind.value, **values} if "$kind" in sql else values
    rows: list[dict[str, Any]] = (
        connection.execute(sql.replace("{kind}", kind.value), given).to_arrow_table().to_pylist()
    )
    return rows
