"""From texts to namings: `resolve_naming`, one row a distinct naming of a place, and `resolve_reading`, one a text."""

import duckdb

from matching.addresses import statements
from matching.addresses.readings import Readings, collect, take, take_heads
from matching.addresses.workers import BACKS, FRONTS, TAILS, TEXTS, Bulk, heads
from schema.normalize.address.halves import back_characters
from schema.normalize.gazetteer import Gazetteer

_FOR_READING = (
    *("front", "back", "divided", "cut", "front_head", "head_text", "tail_text"),
    *("parse", "head", "tail", "met", "said", "naming_of"),
)


def cut(connection: duckdb.DuckDBPyConnection, earlier: Readings | None, bulk: Bulk) -> int:
    """Cuts every text, by its halves or by itself; answers how many were cut by themselves and for the first time.

    Makes `resolve_head_text`, `resolve_tail_text` and `resolve_parse`.
    """
    statements.run(connection, "half", back=_back())
    statements.run(connection, "front_half", "back_half", "front", "back")
    if earlier is not None:
        take(connection, earlier, kept_front="fronts", kept_back="backs")
    for query, work, insert in (("fronts", FRONTS, "insert_front"), ("backs", BACKS, "insert_back")):
        for found in bulk(work, statements.batches(connection, query)):
            statements.insert(connection, insert, found)
    statements.run(connection, "divided")
    statements.drop(connection, "half", "front_half", "back_half")
    count = _cut_others(connection, earlier, bulk)
    statements.run(connection, "front_head", "head_text", "tail_text", "parse")
    return count


def _back() -> str:
    """The back of a text as a regular expression of the database."""
    characters = "".join(f"\\x{{{ord(character):x}}}" for character in back_characters())
    return f"[{characters}]+$"


def _cut_others(connection: duckdb.DuckDBPyConnection, earlier: Readings | None, bulk: Bulk) -> int:
    statements.run(connection, "cut")
    if earlier is not None:
        take(connection, earlier, kept_cut="cuts")
    uncut = statements.batches(connection, "uncut")
    for found in bulk(TEXTS, uncut):
        statements.insert(connection, "insert_cut", found)
    return sum(map(len, uncut))


def texts(connection: duckdb.DuckDBPyConnection) -> int:
    """How many texts there are to read."""
    ((count,),) = connection.execute("SELECT count(*) FROM resolve_text").fetchall()
    return int(count)


def read(
    connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, earlier: Readings | None, bulk: Bulk
) -> tuple[Readings, int]:
    """Reads every distinct head and tail that no earlier run has read, and joins them all back to texts.

    Answers what is to be kept for the next run, and how many heads were read.
    """
    statements.run(connection, "head", "tail")
    if earlier is not None:
        take(connection, earlier, kept_tail="tails")
        take_heads(connection, earlier, gazetteer)
    unread = statements.batches(connection, "heads")
    for found in bulk(heads(gazetteer), unread):
        statements.insert(connection, "insert_head", found)
    for found in bulk(TAILS, statements.batches(connection, "tails")):
        statements.insert(connection, "insert_tail", found)
    statements.run(connection, "reading", "met", "said", "naming", "content", "naming_of", "reading_naming")
    return collect(connection, gazetteer), sum(map(len, unread))


def free(connection: duckdb.DuckDBPyConnection) -> None:
    """Drops what no later step looks at."""
    statements.drop(connection, *_FOR_READING)
