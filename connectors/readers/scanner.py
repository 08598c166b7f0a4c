"""The fast path: DuckDB's scanners for SQLite, PostgreSQL, MySQL and MariaDB.

Scanners change values on their own (an unbounded numeric becomes DOUBLE, TINYINT(1) becomes BOOLEAN), so the source
computes every text itself and the scanner only carries it.  The extensions come as packages; nothing is downloaded.
"""

import importlib
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import duckdb
import pyarrow as pa
import sqlalchemy as sa

from connectors.moments import quoted
from connectors.readers.query import Query
from connectors.readers.text_forms import BLOB_MARK, REAL_MARK, text_form
from connectors.reading import GaveUp

_ROWS = 100_000
_BACKENDS = {"sqlite": "sqlite", "postgresql": "postgres", "mysql": "mysql", "mariadb": "mysql"}
_FINISH = f"""CASE left({{name}}, 1)
  WHEN '{REAL_MARK}' THEN CASE WHEN contains({{name}}, 'e') THEN error('exponent')
    ELSE regexp_replace(CAST(CAST({{name}}[2:] AS DOUBLE) AS VARCHAR), '\\.0$', '') END
  WHEN '{BLOB_MARK}' THEN error('blob')
  ELSE {{name}} END AS {{name}}"""


_loading = threading.Lock()
_scanners: dict[str, duckdb.DuckDBPyConnection] = {}


def has_fast_path(url: sa.URL, query: Query) -> bool:
    """Whether every column of the query has a text form in this database."""
    backend = url.get_backend_name()
    return backend in _BACKENDS and all(text_form(backend, kind) for kind in query.columns.values())


def scan(url: sa.URL, query: Query, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows as texts.  Raises GaveUp where the scanner cannot: DuckDB's own errors hold values and passwords."""
    name = _BACKENDS[url.get_backend_name()]
    try:
        with attached(url, name) as (connection, source):
            for rows in connection.execute(_statement(query, url, name, source)).to_arrow_reader(_ROWS):
                texts = rows.cast(schema)
                texts.validate(full=True)  # a text that its owner cut inside a character comes through as it is
                yield texts
    except (duckdb.Error, OSError, pa.ArrowException) as error:
        raise GaveUp(type(error).__name__) from None


@contextmanager
def attached(url: sa.URL, name: str) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """A connection, and the name under which the database is attached to it."""
    source = f"source_{uuid4().hex}"
    with closing(_scanner(name).cursor()) as connection:
        connection.execute(f"ATTACH '{_quoted(_target(url, name))}' AS {source} (TYPE {name}, READ_ONLY)")
        try:
            yield connection, source
        finally:
            connection.execute(f"DETACH {source}")


def _scanner(name: str) -> duckdb.DuckDBPyConnection:
    """The one DuckDB of this process that has the extension: to load it takes longer than to read a small table."""
    with _loading:
        if name not in _scanners:
            connection = duckdb.connect()
            package = importlib.import_module(f"duckdb_extension_{name}_scanner")
            file = next(Path(package.__path__[0]).rglob(f"{name}_scanner.duckdb_extension"))
            connection.execute(f"LOAD '{_quoted(str(file))}'")
            if name == "mysql":
                connection.execute("SET GLOBAL mysql_session_time_zone = '+08:00'")
            _scanners[name] = connection
        return _scanners[name]


def _statement(query: Query, url: sa.URL, name: str, source: str) -> str:
    backend = url.get_backend_name()

    def form(column: str, value: sa.ColumnElement[object]) -> sa.ColumnElement[object]:
        chosen = text_form(backend, query.columns[column])
        return value if chosen is None else chosen(value)

    # 'named' parameters: the other styles double every percent sign
    dialect = sa.create_engine(url, paramstyle="named").dialect
    remote = query.select(backend, form).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    names = [quoted(column) for column in query.names]
    if name == "sqlite":
        kinds = zip(names, query.columns.values(), strict=True)
        names = [column if isinstance(kind, sa.String) else _FINISH.format(name=column) for column, kind in kinds]
    return f"SELECT {', '.join(names)} FROM {name}_query('{source}', '{_quoted(str(remote))}')"


def _target(url: sa.URL, name: str) -> str:
    """What ATTACH takes: a file, or the words of libpq (in single quotes) or of the MySQL scanner (in double ones)."""
    if name == "sqlite":
        return url.database or ""
    database, quote = ("dbname", "'") if name == "postgres" else ("database", '"')
    words: dict[str, object] = {"host": url.host, "port": url.port, "user": url.username, "password": url.password}
    words |= {database: url.database}
    words |= {key: str(value) for key, value in url.query.items() if key != "charset"}
    return " ".join(f"{key}={_word(str(value), quote)}" for key, value in words.items() if value is not None)


def _word(text: str, quote: str) -> str:
    return quote + text.replace("\\", "\\\\").replace(quote, "\\" + quote) + quote


def _quoted(text: str) -> str:
    return text.replace("'", "''")
