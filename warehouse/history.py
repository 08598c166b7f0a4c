"""Golden records as they were: each release carries the history on, closing rows that changed and opening new ones."""

from collections.abc import Mapping

import duckdb

from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from warehouse import statements

VALIDITY = ("valid_from_release", "valid_to_release", "valid_from", "valid_to")


def carry_on(
    connection: duckdb.DuckDBPyConnection, kind: Kind, *, has_previous: bool, release: Mapping[str, object]
) -> None:
    """Fill `draft.<kind>_history` from the golden records of the draft and the history of `previous`, if there is one.

    Only columns that both releases have are compared, so that a new column does not close every row.
    """
    shared = _shared_columns(connection, kind) if has_previous else _golden_columns(kind)
    before = f"previous.{kind}_history" if has_previous else f"draft.{kind}_history"
    _view(connection, f"{kind}_before", (*shared, *VALIDITY), before)
    _view(connection, f"{kind}_now", shared, f"draft.{kind}")
    statements.run(connection, "history_difference", kind=kind.value)
    statements.run(connection, "history_carry", release, kind=kind.value)
    _open(connection, kind, release)


def go_on(connection: duckdb.DuckDBPyConnection, kind: Kind, release: Mapping[str, object]) -> None:
    """The same in a draft that has the history of the release before: only `<kind>_touched` entities may differ."""
    columns, touched = _golden_columns(kind), f"SEMI JOIN {kind}_touched USING ({kind}_id)"
    _view(connection, f"{kind}_before", (*columns, *VALIDITY), f"previous.{kind}_history {touched}")
    _view(connection, f"{kind}_now", columns, f"draft.{kind} {touched}")
    statements.run(connection, "history_difference", kind=kind.value)
    statements.run(connection, "history_close", release, kind=kind.value)
    _open(connection, kind, release)


def _open(connection: duckdb.DuckDBPyConnection, kind: Kind, release: Mapping[str, object]) -> None:
    statements.run(connection, "history_open", release, kind=kind.value)
    connection.execute(f"DROP VIEW {kind}_before")
    connection.execute(f"DROP VIEW {kind}_now")
    connection.execute(f"DROP TABLE {kind}_difference")


def _golden_columns(kind: Kind) -> tuple[str, ...]:
    columns = PUBLISHED.tables[f"{kind}_history"].columns.keys()
    return tuple(name for name in columns if name not in VALIDITY)


def _shared_columns(connection: duckdb.DuckDBPyConnection, kind: Kind) -> tuple[str, ...]:
    rows = statements.run(connection, "previous_columns", {"table": f"{kind}_history"}).fetchall()
    previous = {name for (name,) in rows}
    return tuple(name for name in _golden_columns(kind) if name in previous)


def _view(connection: duckdb.DuckDBPyConnection, name: str, columns: tuple[str, ...], source: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {', '.join(columns)} FROM {source}")
