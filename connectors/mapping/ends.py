"""The other records that links and events name: in the same row, the same element, or another table's row."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.declaring import Declared
from connectors.elsewhere import End, Other
from connectors.links import END_RECORDS, resolve_end
from connectors.mapping.frames import Frame, Mask
from connectors.mapping.ids import Ids
from connectors.mapping.keys import joined_key
from connectors.mapping.mentions import Mentions
from connectors.maps import RecordMap
from connectors.source import System


@dataclass(frozen=True, slots=True)
class Made:
    """What the maps of one frame made, so that links and events can name it."""

    system: System
    table_name: str
    frame: Frame
    ids: Ids
    mentions: tuple[tuple[RecordMap, Mentions], ...]
    of_elements: bool

    @property
    def maps(self) -> tuple[RecordMap, ...]:
        """The maps, without the event that may ask."""
        return tuple(one for one, _ in self.mentions)


@dataclass(frozen=True, slots=True)
class Resolved:
    """One end over all rows: its record ids, where it is there, and its field's name."""

    ids: pa.ChunkedArray
    there: Mask
    field: str | None


def resolve(word: Declared, end: str, given: End, made: Made) -> Resolved:
    """Where the end of a link or event stands; the declaration was checked at import."""
    if isinstance(given, Other):
        return _elsewhere(word, end, given, made)
    field = resolve_end(word, made.maps, end, given, made.table_name)
    there = _there(end, field, made)
    ids = made.ids.of(None if made.of_elements else field) if there.any() else pa.nulls(made.frame.size, pa.int64())
    return Resolved(pc.if_else(pa.array(there), ids, pa.scalar(None, pa.int64())), there, field)


def _elsewhere(word: Declared, end: str, other: Other, made: Made) -> Resolved:
    table = made.system.table(other.table)
    field = resolve_end(word, table.records, end, other.field, other.table)
    ids = made.ids.elsewhere(other.table, joined_key(map(made.frame.texts, other.key)), field or "")
    return Resolved(ids, pc.is_valid(ids).to_numpy(), other.key[0])


def _there(end: str, field: str | None, made: Made) -> Mask:
    found = np.zeros(made.frame.size, dtype=np.bool_)
    for one, mentions in made.mentions:
        if one.record is END_RECORDS[end] and one.field == field:
            found |= mentions.there
    return found
