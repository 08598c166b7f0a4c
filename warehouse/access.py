"""How releases are read: the newest one, read-only; and an analyst's SQL in a process of its own."""

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from schema.errors import NotFound, QueryRefused
from warehouse import releases
from warehouse.sandbox import FAILED, REFUSED, Question

_START_SECONDS = 10
"""What the child may take to start, beside its query."""


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """What one query may take."""

    rows: int = 10_000
    memory_mb: int = 1_000
    seconds: int = 60
    """Of processor time; the same by the clock."""


@dataclass(frozen=True)
class Answer:
    """The rows of a query, and whether there are more than the limit let through."""

    table: pa.Table
    is_cut: bool


def open_release(home: Path) -> duckdb.DuckDBPyConnection:
    """The newest release, read-only, without access to any other file.  NotFound before the first release.

    The file itself is opened, not the link, so that one process can hold two releases.
    """
    return duckdb.connect(str(_newest_file(home)), read_only=True, config={"enable_external_access": "false"})


def run_sql(home: Path, sql: str, limits: QueryLimits | None = None) -> Answer:
    """Answer one SELECT on the newest release, in a child process under limits.

    QueryRefused for anything else, for a statement that cannot be run, and for one that takes too much; no message
    quotes data.
    """
    allowed = limits or QueryLimits()
    question = Question(str(_newest_file(home)), sql, allowed.rows, allowed.memory_mb, allowed.seconds)
    child = _ask(question)
    if child.returncode in (REFUSED, FAILED):
        raise _refused(json.loads(child.stderr)["message"])
    if child.returncode != 0:
        raise _refused(f"it took more than {allowed.seconds} s or {allowed.memory_mb} MB")
    table = pa.ipc.open_stream(child.stdout).read_all()
    return Answer(table.slice(0, allowed.rows), table.num_rows > allowed.rows)


def _newest_file(home: Path) -> Path:
    release = releases.newest(home)
    if release is None:
        raise NotFound("there is no release yet", where="warehouse", next_step="run `hub sync`, or `hub demo` to try")
    return (home / release.file).resolve()


def _ask(question: Question) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "warehouse.sandbox"]
    content = json.dumps(asdict(question)).encode()
    seconds = question.seconds + _START_SECONDS
    try:
        # the command is ours alone: the query goes in by standard input, never by the command line
        return subprocess.run(command, input=content, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _refused(f"it took more than {question.seconds} s") from None


def _refused(why: str) -> QueryRefused:
    return QueryRefused(why, where="query", next_step="see docs/data_dictionary.md for the tables and columns")
