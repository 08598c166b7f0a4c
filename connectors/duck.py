"""The one DuckDB of this process for questions about landed files: to start one takes longer than a small question."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

import duckdb

_starting = threading.Lock()


@contextmanager
def asked() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of one's own to it, for one thread; it keeps nothing."""
    with _starting:
        shared = _shared()
    with closing(shared.cursor()) as connection:
        yield connection


@cache
def _shared() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()
