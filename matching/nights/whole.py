"""The index that a run over all records leaves behind."""

import numpy as np
import pyarrow as pa

from matching.blocking import unpack
from matching.clustering import components
from matching.columns import Ints
from matching.engine import Linked
from matching.grouping import runs_of
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.entries import Listing, asked_bits, block_entries, block_name, lists_of, narrower_entries
from matching.nights.index import ComparedPairs, Index, Slots
from matching.nights.postings import Entries, Postings
from matching.nights.rows import InputRows
from matching.nights.statistics import tallied
from matching.parallel import in_parallel


def index_of(model: LinkageModel, rows: pa.Table, digests: Hashes, linked: Linked, decisions: pa.Table) -> Index:
    """What a whole run knew; a record's slot is its row.  `rows` and `digests` are as they were read."""
    table, scores = linked.table, linked.found.scores
    order = np.argsort(rows["record_id"].to_numpy())
    asked, (low, high, rule) = asked_bits(model, table), unpack(linked.brought.packed)
    lists = dict(in_parallel(_list, list(lists_of(model, table))))
    return Index(
        slots=Slots(table.record_ids, digests[order], np.ones(len(table), dtype=bool), asked, _component(linked)),
        postings=lists | _narrowed(model, linked),
        tallies=tallied(model, table),
        pairs=ComparedPairs(low, high, rule.astype(np.int8), scores.weights, scores.judged, scores.excluded),
        rows=InputRows(rows, order, rows.slice(0, 0)),
        decisions=decisions,
    )


def _list(named: tuple[str, Listing]) -> tuple[str, Postings]:
    name, entries = named
    return name, Postings.of(entries())


def _component(linked: Linked) -> Ints:
    compared, (low, high) = linked.found.compared, linked.decided.links
    links = compared.where(compared.linked)
    ends = np.concatenate((links.low, low)), np.concatenate((links.high, high))
    return components(len(linked.table), *ends).astype(np.int64)


def _narrowed(model: LinkageModel, linked: Linked) -> dict[str, Postings]:
    """The lists of keys that were too common and are narrowed, for each step of narrowing."""
    found = {}
    for rule in model.rules:
        entries = block_entries(rule, linked.table)
        for level, column in enumerate(rule.narrower):
            entries = narrower_entries(linked.table, column, _common(entries, rule.cap))
            found[block_name(rule, level + 1)] = Postings.of(entries)
    return found


def _common(entries: Entries, cap: int) -> Entries:
    """The entries of keys that more than `cap` records share."""
    runs = runs_of(entries.keys, np.arange(len(entries.rows)), len(entries.rows))
    common = runs.where(runs.lengths > cap)
    return Entries(entries.rows[common.rows], entries.keys[common.rows])
