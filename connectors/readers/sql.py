"""Database tables: SQLAlchemy streams from every database, DuckDB's scanners take the fast path where they can.

Both give the same texts; tests prove it on every column type in use.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.exc import NoSuchTableError, SQLAlchemyError

from connectors.contract import fit
from connectors.kinds import kind_of_sql
from connectors.readers import scanner
from connectors.readers.canonical import canonical
from connectors.readers.query import Query
from connectors.reading import Location, Reading, Wanted
from schema.errors import ContractDrift, DeliveryError, SourceUnreachable

_ROWS = 20_000


def read_table(location: Location, wanted: Wanted, since: datetime | None) -> Reading:
    """Rows whose cursor is at or after `since`, or blank; all rows where it is None."""
    with connected(location, wanted) as connection:
        types = _types(connection, wanted)
    names = list(types)
    header = fit(wanted, names)
    taken = {column: names[position] for column, position in header.positions.items()}
    cursor = taken[wanted.cursor] if wanted.cursor else None
    columns = {name: types[name] for name in taken.values()}
    query = Query(wanted.table, columns, wanted.columns, cursor, since, wanted.limit)
    url = sa.make_url(location.url)
    slower = partial(stream, location, wanted, query)
    kinds = {column: kind_of_sql(types[name]) for column, name in taken.items()}
    if scanner.has_fast_path(url, query):
        return Reading(scanner.scan(url, query, wanted.arrow_schema), header.new_columns, slower, kinds=kinds)
    return Reading(slower(), header.new_columns, kinds=kinds)


def stream(location: Location, wanted: Wanted, query: Query) -> Iterator[pa.RecordBatch]:
    """The path that works everywhere: the driver's values, each made a text by its Python type."""
    padded = [isinstance(kind, sa.CHAR) for kind in query.columns.values()]
    with connected(location, wanted) as connection:
        result = connection.execution_options(yield_per=_ROWS).execute(query.select(connection.dialect.name))
        for rows in result.partitions():
            columns = [_texts(values, pad) for values, pad in zip(zip(*rows, strict=True), padded, strict=True)]
            yield pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema)


@contextmanager
def connected(location: Location, wanted: Wanted) -> Iterator[sa.Connection]:
    """A connection whose errors carry neither values nor credentials."""
    try:
        url = sa.make_url(location.url)
        _check_file(url, wanted)
        with sa.create_engine(url, poolclass=sa.NullPool).connect() as connection:
            _prepare(connection)
            yield connection
    except SQLAlchemyError as error:
        raise _unreachable(type(getattr(error, "orig", None) or error).__name__, wanted) from None
    except ImportError as error:
        raise _unreachable(f"no driver: {error.name}", wanted) from None


def _prepare(connection: sa.Connection) -> None:
    backend = connection.dialect.name
    if backend in ("mysql", "mariadb"):
        connection.execute(sa.text("SET time_zone = '+08:00'"))
    if backend == "sqlite":
        # a text that its owner cut inside a character is still a text
        raw: Any = connection.connection.dbapi_connection
        raw.text_factory = lambda value: value.decode(errors="replace")


def _check_file(url: sa.URL, wanted: Wanted) -> None:
    """SQLite would make an empty database of a wrong path."""
    if url.get_backend_name() == "sqlite" and not (url.database and Path(url.database).is_file()):
        raise _unreachable("no such file", wanted)


def _types(connection: sa.Connection, wanted: Wanted) -> dict[str, sa.types.TypeEngine[Any]]:
    try:
        return {column["name"]: column["type"] for column in sa.inspect(connection).get_columns(wanted.table)}
    except NoSuchTableError:
        raise ContractDrift(
            "there is no such table",
            where=wanted.where,
            next_step="ask the owner what changed, then correct the department's declaration",
        ) from None


def _texts(values: tuple[object, ...], padded: bool) -> pa.Array:
    """One column; the blanks that fill a CHAR are no data."""
    texts = [canonical(value) for value in values]
    return pa.array([text and text.rstrip(" ") for text in texts] if padded else texts, pa.string())


def _unreachable(what: str, wanted: Wanted) -> DeliveryError:
    return SourceUnreachable(
        f"the database did not answer the question ({what})",
        where=wanted.where,
        next_step="check the location and the credentials in the settings, then ask its owner",
    )
