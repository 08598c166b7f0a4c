"""DDL of the tables that `schema` declares, as one DuckDB script: many small statements are slow one by one."""

from collections.abc import Iterable, Iterator
from functools import cache

from duckdb_sqlalchemy import Dialect
from sqlalchemy import MetaData
from sqlalchemy.schema import CreateTable, ExecutableDDLElement, SetColumnComment, SetTableComment

_DIALECT = Dialect()


@cache
def create_script(metadata: MetaData) -> str:
    """Creates every table with its comments, all or nothing."""
    tables = (CreateTable(table) for table in metadata.sorted_tables)
    return _script((*tables, *_comments(metadata)))


@cache
def comment_script(metadata: MetaData) -> str:
    """Writes every comment to the tables that are there; comments follow the code, not the revision."""
    return _script(_comments(metadata))


def _comments(metadata: MetaData) -> Iterator[ExecutableDDLElement]:
    for table in metadata.sorted_tables:
        yield SetTableComment(table)
        yield from (SetColumnComment(column) for column in table.columns)


def _script(elements: Iterable[ExecutableDDLElement]) -> str:
    return ";\n".join(("BEGIN", *(str(each.compile(dialect=_DIALECT)) for each in elements), "COMMIT"))
