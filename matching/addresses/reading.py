"""From texts to namings: `resolve_naming`, one row a distinct naming of a place, and `resolve_reading`, one a text."""

import duckdb
import pyarrow as pa

from matching.addresses import statements
from matching.addresses.workers import BACKS, CUT_SCHEMA, FRONTS, TAILS, TEXTS, Bulk, heads
from schema.normalize.address.halves import back_characters
from schema.normalize.gazetteer import Gazetteer

GRAMMAR = 9
"""Counted up by every change of the grammar that cuts a text differently; parses of other grammars are not taken."""

PARSE_SCHEMA = pa.schema(
    [("text", pa.string()), *(field for field in CUT_SCHEMA if field.name != "text_id"), ("grammar", pa.int16())]
)
"""A text as cut by itself, for the next run; it does not depend on the gazetteer."""
_FOR_READING = ("front", "back", "divided", "cut", "front_head", "head_text", "tail_text", "parse", "head", "tail")


def cut(
    connection: duckdb.DuckDBPyConnection, earlier: pa.Table | duckdb.DuckDBPyRelation | None, bulk: Bulk
) -> pa.Table:
    """Cuts every text, by its halves or by itself; answers the new parses of those cut by themselves.

    Makes `resolve_head_text`, `resolve_tail_text` and `resolve_parse`.
    """
    statements.run(connection, "half", back=_back())
    statements.run(connection, "front", "back")
    for query, work, insert in (("fronts", FRONTS, "insert_front"), ("backs", BACKS, "insert_back")):
        for found in bulk(work, statements.batches(connection, query)):
            statements.insert(connection, insert, found)
    statements.run(connection, "divided")
    statements.drop(connection, "half")
    _cut_others(connection, earlier, bulk)
    statements.run(connection, "front_head", "head_text", "tail_text", "parse")
    return statements.table(connection, "parses", grammar=GRAMMAR).cast(PARSE_SCHEMA)


def _back() -> str:
    """The back of a text as a regular expression of the database."""
    characters = "".join(f"\\x{{{ord(character):x}}}" for character in back_characters())
    return f"[{characters}]+$"


def _cut_others(
    connection: duckdb.DuckDBPyConnection, earlier: pa.Table | duckdb.DuckDBPyRelation | None, bulk: Bulk
) -> None:
    table = PARSE_SCHEMA.empty_table() if earlier is None else earlier
    relation = connection.from_arrow(table) if isinstance(table, pa.Table) else table
    relation.create_view("resolve_earlier", replace=True)
    statements.run(connection, "cut", grammar=GRAMMAR)
    connection.execute("DROP VIEW resolve_earlier")
    for found in bulk(TEXTS, statements.batches(connection, "uncut")):
        statements.insert(connection, "insert_cut", found)


def texts(connection: duckdb.DuckDBPyConnection) -> int:
    """How many texts there are to read."""
    ((count,),) = connection.execute("SELECT count(*) FROM resolve_text").fetchall()
    return int(count)


def read(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, bulk: Bulk) -> None:
    """Reads every distinct head and tail once and joins them back to texts."""
    statements.run(connection, "head", "tail")
    for found in bulk(heads(gazetteer), statements.batches(connection, "heads")):
        statements.insert(connection, "insert_head", found)
    for found in bulk(TAILS, statements.batches(connection, "tails")):
        statements.insert(connection, "insert_tail", found)
    statements.run(connection, "reading", "naming", "reading_naming")
    statements.drop(connection, *_FOR_READING)
