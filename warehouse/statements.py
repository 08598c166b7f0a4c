"""The SQL files of this package: one statement each, which names what it reads in its first line."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import duckdb

from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from schema.tables import WORKSHOP

_RELEASES = ("draft", "previous")
"""The release that is built and the one before, as they are attached."""
_IDENTIFIERS = frozenset({*map(str, Kind), *WORKSHOP.tables, *PUBLISHED.tables, *_RELEASES})

Parameters = Mapping[str, object]


@cache
def statement(name: str, **identifiers: str) -> str:
    """The text of `sql/<name>.sql`; each `{word}` in it becomes the identifier given for that word.

    Values are bound, never written into the text; an identifier must be a kind or a table that `schema` declares, or
    one of the two releases.
    """
    unknown = set(identifiers.values()) - _IDENTIFIERS
    if unknown:
        raise ValueError(f"{unknown.pop()!r} is neither a kind, a table nor a release of the hub")
    text = resources.files("warehouse").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    for word, identifier in identifiers.items():
        text = text.replace(f"{{{word}}}", identifier)
    return text


def run(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: Parameters | None = None, **identifiers: str
) -> duckdb.DuckDBPyConnection:
    """Execute `sql/<name>.sql` with its `$parameters` bound; the connection holds the result."""
    return connection.execute(statement(name, **identifiers), dict(parameters or {}))


def count(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: Parameters | None = None, **identifiers: str
) -> int:
    """The one number that a statement answers."""
    row = run(connection, name, parameters, **identifiers).fetchone()
    return int(row[0]) if row and row[0] is not None else 0
