"""One record that nobody knows yet: which records it would be compared with, and what each comparison says.

Looked up in the lists of an index; nothing is read of the millions of records but those that share a key with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from matching.columns import Ints, Rows, Table
from matching.conditions import Pairs
from matching.explain import Explainer, Explanation
from matching.fellegi_sunter import score
from matching.loading import table_of
from matching.model import LinkageModel
from matching.nights.entries import asked_bits, block_entries, block_name, is_asked, narrower_entries
from matching.nights.index import Index
from matching.nights.postings import chosen_slots, distinct_hashes
from matching.nights.statistics import shares
from matching.nights.tables import pointed_slots

NEW = np.iinfo(np.int64).max
"""The id of the record that arrives: no record has it, and it is the larger one of every pair."""


@dataclass(frozen=True)
class Met:
    """A record that shares a key with the one that arrived; all in descending order of the odds."""

    record_id: int
    odds: float
    """Posterior log2 odds; minus infinity where an exclusion holds."""
    explainer: Explainer

    @property
    def explanation(self) -> Explanation:
        """Made when it is asked for."""
        return self.explainer.explain(self.record_id, NEW)


@dataclass(frozen=True)
class Arrival:
    """What one record meets."""

    compared: int
    """Records that share a key with it."""
    met: tuple[Met, ...]


def arrive(model: LinkageModel, index: Index, values: Mapping[str, object], *, most: int = 10) -> Arrival:
    """Compare a record of these inputs, others null, with all that share a key with it; of these the `most` likeliest.

    Caps are those of blocking; of a chain all members are met and not the first alone.
    """
    row = _row(index.rows.base.schema, values)
    related = pointed_slots(model.features, index, row)
    alone = table_of(pa.concat_tables([row, index.rows.take(related)]), model)
    slots = chosen_slots(len(index.slots), *_partners(model, index, alone))
    every = chosen_slots(len(index.slots), slots, related)
    table = table_of(pa.concat_tables([row, index.rows.take(every)]), model)
    explainer = Explainer(model, table, shares(index.tallies, index.yardstick, table), index.yardstick.prior)
    return Arrival(len(slots), tuple(_met(explainer, _rows(table, index.slots.record_ids[slots]), most)))


def _row(schema: pa.Schema, values: Mapping[str, object]) -> pa.Table:
    given = {"record_id": NEW, **values}
    return pa.table({name: pa.array([given.get(name)], schema.field(name).type) for name in schema.names})


def _rows(table: Table, record_ids: Ints) -> Rows:
    return np.searchsorted(table.record_ids, record_ids).astype(np.int32)


def _partners(model: LinkageModel, index: Index, table: Table) -> Iterator[Ints]:
    """The slots of the records that share a key, or a narrower one where a key is too common, with the last row."""
    new = len(table) - 1
    bits = asked_bits(model, table)[new:]
    for rule in model.rules:
        entries = block_entries(rule, table)
        entries = entries.where(entries.rows == new)
        for level in range(len(rule.narrower) + 1):
            keys = distinct_hashes(entries.short)
            members = index.members(block_name(rule, level), keys)
            common = (np.bincount(members.asked, minlength=len(keys)) > rule.cap) & (not rule.chain)
            slots = members.slots[~common[members.asked]]
            yield slots[is_asked(model, rule, bits)[0] | is_asked(model, rule, index.slots.asked[slots])]
            if level < len(rule.narrower):
                entries = entries.where(np.isin(entries.short, keys[common]))
                entries = narrower_entries(table, rule.narrower[level], entries)


def _met(explainer: Explainer, rows: Rows, most: int) -> Iterator[Met]:
    table = explainer.table
    scored = score(explainer.model, Pairs(table, rows, np.full_like(rows, len(table) - 1)), explainer.frequency)
    odds = np.where(scored.excluded >= 0, -np.inf, scored.weights + explainer.prior)
    for place in np.lexsort((rows, -odds))[:most].tolist():
        record_id = int(table.record_ids[rows[place]])
        yield Met(record_id, float(odds[place]), explainer)
