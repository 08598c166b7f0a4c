"""Rows become mentions: the claims of one map over all rows at once, and which rows speak of something at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.mapping.claims import CleanColumns, start_claims
from connectors.mapping.frames import Frame, Indices, Mask
from connectors.maps import EventMap, RecordMap
from connectors.values import Value, column_of
from schema.records import Mention


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows of one relation, without the columns that are the same in the whole batch and those that nothing fills."""

    record: type[Mention]
    table: pa.Table


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one map makes of a frame."""

    draft: Draft
    there: Mask
    """Which positions of the frame yield a mention."""
    rejections: tuple[pa.Table, ...]
    """`source_key`, `field`, `column`, `rule`."""


@dataclass(frozen=True, slots=True)
class Started:
    """A map whose claims are being cleaned."""

    one: RecordMap
    passed: Indices
    """Positions of the frame that the map's condition lets pass."""
    part: Frame
    answer: Callable[[], dict[str, CleanColumns]]


def start(frame: Frame, one: RecordMap) -> Started:
    """Begin to clean; several maps begun together keep every core busy."""
    passed = frame.where(one.when)
    part = frame.take(passed)
    return Started(one, passed, part, start_claims(one.record, one.claims, part))


def mentions(started: Started, frame: Frame, ids: pa.ChunkedArray, field: str | None, always: bool) -> Mentions:
    """What the map makes of the frame; `field` None: each element has its own.

    `always`: every row that the map's condition lets pass yields a mention; else those where evidence says something.
    """
    one, part, cleaned = started.one, started.part, started.answer()
    kept = np.arange(part.size) if always else np.flatnonzero(_evidence(one, cleaned, part.size))
    there = np.zeros(frame.size, dtype=np.bool_)
    there[started.passed[kept]] = True
    own = named(part, ids.take(pa.array(started.passed)), field)
    table = pa.table(own | _first_values(list(cleaned.values())))
    draft = Draft(one.record, table if len(kept) == part.size else table.take(pa.array(kept)))
    return Mentions(draft, there, rejections(table, one.claims, cleaned, kept))


def named(frame: Frame, ids: pa.ChunkedArray, field: str | None) -> dict[str, pa.Array | pa.ChunkedArray]:
    """The columns that name each mention."""
    own = frame.table.column("field") if field is None else constant(field, frame.size)
    return {
        "record_id": ids,
        "source_key": frame.table.column("source_key"),
        "field": own,
        "observed_at": frame.table.column("observed_at"),
    }


def rejections(
    mentioned: pa.Table, values: Mapping[str, Value], cleaned: Mapping[str, CleanColumns], kept: Indices
) -> tuple[pa.Table, ...]:
    """The texts that broke a rule, claim by claim, in the rows that were kept."""
    found = (_rejected(mentioned, values[claim], clean, kept) for claim, clean in cleaned.items())
    return tuple(rejected for rejected in found if rejected.num_rows)


def constant(text: str, size: int) -> pa.DictionaryArray:
    """The same text in every row."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(size, dtype=np.int8)), pa.array([text]))


def is_always_there(one: RecordMap, first: RecordMap) -> bool:
    """What a table describes is in every row: its first map, what stands in the same column, and every event."""
    return isinstance(one, EventMap) or one is first or one.field == first.field


def _evidence(one: RecordMap, cleaned: dict[str, CleanColumns], size: int) -> Mask:
    """Rows in which a claim that alone makes a mention has a value, or a text that broke its rule."""
    found = np.zeros(size, dtype=np.bool_)
    for claim in one.evidence:
        if claim in cleaned:
            for values in (*cleaned[claim].values.values(), cleaned[claim].rules):
                found |= pc.is_valid(values).to_numpy(zero_copy_only=False)
    return found


def _first_values(cleaned: list[CleanColumns]) -> dict[str, pa.Array]:
    """Where several claims fill one column, the first that has a value stands."""
    columns: dict[str, pa.Array] = {}
    for clean in cleaned:
        for name, values in clean.values.items():
            columns[name] = pc.coalesce(columns[name], values) if name in columns else values
    return columns


def _rejected(mentioned: pa.Table, value: Value, clean: CleanColumns, kept: Indices) -> pa.Table:
    broken = pc.is_valid(clean.rules).to_numpy(zero_copy_only=False)
    positions = pa.array(kept[broken[kept]])
    rows = mentioned.select(["source_key", "field"]).take(positions)
    rows = rows.append_column("column", constant(column_of(value), rows.num_rows))
    return rows.append_column("rule", clean.rules.take(positions))
