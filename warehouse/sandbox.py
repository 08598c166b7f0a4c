"""The child process that answers one analyst's query: read-only, without files, network, or more than its limits.

Run as `python -m warehouse.sandbox` by `warehouse.access.run_sql` only.  It reads a question as JSON from its standard
input and writes the answer to its standard output as an Arrow stream; of an error it tells the kind and, where only
names are at fault, DuckDB's first line without literals: DuckDB's messages quote data.
"""

import json
import re
import resource
import sys
from dataclasses import dataclass

import duckdb
import pyarrow as pa

REFUSED, FAILED = 3, 4
"""Exit codes: the statement is not one SELECT, or it could not be run."""

_OVERHEAD = 1 << 30
"""Address space that the interpreter and the libraries take beside DuckDB's memory."""
_LITERAL = re.compile(r"'[^']*'|\d{3,}")
_NAMES_AT_FAULT = (duckdb.CatalogException, duckdb.BinderException, duckdb.ParserException)
_SETTINGS = (
    "SET python_enable_replacements = false",
    # after opening: the database itself is read through this file system, what is open stays readable
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)


@dataclass(frozen=True, slots=True)
class Question:
    """One query and what it may take."""

    file: str
    sql: str
    rows: int
    """The most that come back."""
    memory_mb: int
    seconds: int
    """Of processor time."""


def main() -> int:
    """Answer the question on standard input."""
    question = Question(**json.load(sys.stdin))
    _limit(question)
    try:
        return _answer(question)
    except MemoryError:
        return _fail("it needs more memory than it may take")
    except duckdb.Error as error:
        return _fail(explain(error))


def explain(error: duckdb.Error) -> str:
    """What went wrong without any value: names are told, data and literals are not."""
    kind = type(error).__name__.removesuffix("Exception")
    if isinstance(error, duckdb.OutOfMemoryException):
        return "it needs more memory than it may take"
    if isinstance(error, duckdb.PermissionException):
        return "a query reads the release and nothing else: no file, no network, no setting"
    if isinstance(error, _NAMES_AT_FAULT):
        return _LITERAL.sub("…", str(error).splitlines()[0])
    return f"{kind} error (DuckDB's message is not shown, because it can quote data)"


def _limit(question: Question) -> None:
    memory = (question.memory_mb << 20) + _OVERHEAD
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (question.seconds, question.seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(question: Question) -> int:
    statements = duckdb.extract_statements(question.sql)
    if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
        return _tell("only one SELECT at a time is answered", REFUSED)
    with _opened(question) as connection:
        result = connection.execute(statements[0]).to_arrow_reader(10_000)
        with pa.ipc.new_stream(sys.stdout.buffer, result.schema) as stream:
            _copy(result, stream, question.rows)
    return 0


def _opened(question: Question) -> duckdb.DuckDBPyConnection:
    options: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "memory_limit": f"{question.memory_mb}MB",
        "temp_directory": "",
    }
    connection = duckdb.connect(question.file, read_only=True, config=options)
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def _copy(result: pa.RecordBatchReader, stream: pa.ipc.RecordBatchStreamWriter, rows: int) -> None:
    # one row more than asked for tells the parent that there are more
    left = rows + 1
    for batch in result:
        stream.write_batch(batch.slice(0, left))
        left -= min(left, batch.num_rows)
        if not left:
            return


def _fail(message: str) -> int:
    return _tell(message, FAILED)


def _tell(message: str, code: int) -> int:
    sys.stderr.write(json.dumps({"message": message}))
    return code


if __name__ == "__main__":
    sys.exit(main())
