"""All that the rows to map yield: mentions, events, links, those of array elements, and which rows yielded nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa

from connectors.elements import Each
from connectors.links import LinkMap
from connectors.mapping.ends import Made
from connectors.mapping.frames import Frame, Mask, elements_of, no_array
from connectors.mapping.ids import Ids
from connectors.mapping.links import link, with_ends
from connectors.mapping.mentions import Draft, Mentions, constant, is_always_there, mentions, start
from connectors.maps import EventMap, RecordMap
from connectors.source import System, Table


@dataclass(slots=True)
class Yielded:
    """What mapping made of the rows."""

    spoken: Mask
    """Rows that yielded anything."""
    drafts: list[Draft] = field(default_factory=list)
    rejections: list[pa.Table] = field(default_factory=list)

    def add(self, made: Mentions, frame: Frame) -> None:
        """Take in what one map or link made of a frame."""
        if made.draft.table.num_rows:
            self.drafts.append(made.draft)
            self.spoken[frame.rows[made.there]] = True
        self.rejections.extend(made.rejections)


@dataclass(frozen=True, slots=True)
class _Words:
    """The maps and links of a table's rows, or of the elements of one array column."""

    system: System
    table: Table
    records: tuple[RecordMap, ...]
    links: tuple[LinkMap, ...]
    of_elements: bool

    def field(self, one: RecordMap) -> str | None:
        """The field of a map's mentions; None: each element has its own."""
        if self.of_elements:
            return None
        return self.table.key[0] if isinstance(one, EventMap) else one.field


def map_rows(connection: duckdb.DuckDBPyConnection, system: System, table: Table, rows: Frame) -> Yielded:
    """Every map, link and array of a table over its rows."""
    result = Yielded(np.zeros(rows.size, dtype=np.bool_))
    of_rows = _Words(system, table, table.records, table.links, of_elements=False)
    _map_frame(of_rows, rows, Ids(connection, system.id, table.name, rows), result)
    for each in table.each:
        result.rejections.extend(_not_arrays(rows, each))
        elements = elements_of(connection, rows, each)
        of_elements = _Words(system, table, each.records, each.links, of_elements=True)
        _map_frame(of_elements, elements, Ids(connection, system.id, table.name, elements), result)
    return result


def _map_frame(words: _Words, frame: Frame, ids: Ids, result: Yielded) -> None:
    pairs = []
    for started in [start(frame, one) for one in words.records]:
        name = words.field(started.one)
        always = is_always_there(started.one, words.records[0])
        pairs.append((started.one, mentions(started, frame, ids.of(name), name, always)))
    made = Made(words.system, words.table.name, frame, ids, tuple(pairs), words.of_elements)
    for one, mentioned in pairs:
        result.add(with_ends(one, mentioned, made) if isinstance(one, EventMap) else mentioned, frame)
    for word in words.links:
        result.add(link(word, made), frame)


def _not_arrays(rows: Frame, each: Each) -> Iterator[pa.Table]:
    """A rejection for every text that should be an array and is none."""
    positions = no_array(rows, each)
    if len(positions):
        size = len(positions)
        yield pa.table(
            {
                "source_key": rows.table.column("source_key").take(pa.array(positions)),
                "field": constant(each.column, size),
                "column": constant(each.column, size),
                "rule": constant("array.not_an_array", size),
            }
        )
