"""From texts to namings: `resolve_naming`, one row a distinct naming of a place, and `resolve_reading`, one a text."""

from collections.abc import Iterator
from functools import partial

import duckdb
import pyarrow as pa

from matching.addresses import statements
from matching.addresses.workers import BATCH, CUT_SCHEMA, Bulk, cut_texts, read_heads, read_tails
from schema.normalize.gazetteer import Gazetteer

GRAMMAR = 8
"""Counted up by every change of the grammar that cuts a text differently; parses of other grammars are not taken."""

PARSE_SCHEMA = pa.schema(
    [("text", pa.string()), *(field for field in CUT_SCHEMA if field.name != "text_id"), ("grammar", pa.int16())]
)
"""A text as cut, for the next run; it does not depend on the gazetteer."""


def collect_texts(connection: duckdb.DuckDBPyConnection, earlier: pa.Table | duckdb.DuckDBPyRelation | None) -> int:
    """Makes `resolve_cut` of the texts that an earlier run has cut; answers how many are left to cut."""
    table = PARSE_SCHEMA.empty_table() if earlier is None else earlier
    relation = connection.from_arrow(table) if isinstance(table, pa.Table) else table
    relation.create_view("resolve_earlier", replace=True)
    statements.run(connection, "cut", grammar=GRAMMAR)
    connection.execute("DROP VIEW resolve_earlier")
    (count,) = statements.rows(connection, "uncut_count")[0]
    return int(count)


def cut_new(connection: duckdb.DuckDBPyConnection, bulk: Bulk) -> pa.Table:
    """Cuts the texts that are left; answers the new parses."""
    # inserted at once: the database would take the processor from those that cut
    found = list(bulk(cut_texts, _batches(connection, "uncut")))
    statements.insert(connection, "insert_cut", pa.concat_tables([CUT_SCHEMA.empty_table(), *found]))
    return statements.table(connection, "parses", grammar=GRAMMAR).cast(PARSE_SCHEMA)


def read(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, bulk: Bulk) -> None:
    """Reads every distinct head and tail once and joins them back to texts."""
    statements.run(connection, "head_text", "tail_text", "parse", "head", "tail")
    for found in bulk(partial(read_heads, gazetteer), _batches(connection, "heads")):
        statements.insert(connection, "insert_head", found)
    for found in bulk(read_tails, _batches(connection, "tails")):
        statements.insert(connection, "insert_tail", found)
    statements.run(connection, "reading", "naming", "reading_naming")
    statements.drop(connection, "cut", "head_text", "tail_text", "parse", "head", "tail")


def _batches(connection: duckdb.DuckDBPyConnection, name: str) -> Iterator[pa.RecordBatch]:
    """The rows of a query in batches; they are fetched whole first, since the connection does other work meanwhile."""
    yield from statements.table(connection, name).to_batches(max_chunksize=BATCH)
