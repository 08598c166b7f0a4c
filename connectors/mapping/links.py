"""Links over all rows at once, and the records that events name."""

import numpy as np
import pyarrow as pa

from connectors.links import LinkMap
from connectors.mapping.claims import start_claims
from connectors.mapping.ends import Made, Resolved, resolve
from connectors.mapping.frames import Indices, Mask
from connectors.mapping.mentions import Draft, Mentions, constant, named, rejections
from connectors.maps import EventMap
from connectors.values import Coded, Value


def link(word: LinkMap, made: Made) -> Mentions:
    """One link: it is where its condition holds and its ends are there."""
    ends = {end: resolve(word, end, given, made) for end, given in word.ends.items()}
    there = _there(word, ends, made)
    positions = np.flatnonzero(there)
    part = made.frame.take(positions)
    field = None if made.of_elements else ends[word.named_by].field
    columns = named(part, made.ids.of(field).take(pa.array(positions)), field)
    mentioned = pa.table(columns)
    columns |= _at(ends, positions)
    if isinstance(word.role, str):
        columns["role"] = constant(word.role, part.size)
    values = _values(word)
    cleaned = start_claims(word.record, values, part)()
    for clean in cleaned.values():
        columns |= clean.values
    rejected = rejections(mentioned, values, cleaned, np.arange(part.size))
    return Mentions(Draft(word.record, pa.table(columns)), there, rejected)


def with_ends(word: EventMap, event: Mentions, made: Made) -> Mentions:
    """An event that names the address and the enterprise of its row."""
    ends = {end: resolve(word, end, given, made) for end, given in word.ends.items()}
    table = event.draft.table
    for name, values in _at(ends, np.flatnonzero(event.there)).items():
        table = table.append_column(name, values)
    return Mentions(Draft(event.draft.record, table), event.there, event.rejections)


def _there(word: LinkMap, ends: dict[str, Resolved], made: Made) -> Mask:
    found = np.zeros(made.frame.size, dtype=np.bool_)
    found[made.frame.where(word.when)] = True
    for group in word.needs:
        found &= np.logical_or.reduce([ends[end].there for end in group])
    return found


def _values(word: LinkMap) -> dict[str, Value]:
    role = {"role": word.role} if isinstance(word.role, Coded) else {}
    return {**role, **word.claims}


def _at(ends: dict[str, Resolved], positions: Indices) -> dict[str, pa.ChunkedArray]:
    """The columns that name the ends, at these positions."""
    taken = pa.array(positions)
    return {f"{name}_record_id": end.ids.take(taken) for name, end in ends.items()}
