"""The pairs that blocking brings for some records of an index: looked up, where `blocking` sorts all records."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from matching.blocking import BlockingRule, Packed, pack
from matching.columns import Codes, Flags, Ints, Rows
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.entries import block_entries, block_name, is_asked, narrower_entries
from matching.nights.index import Index
from matching.nights.postings import Entries, Looked, Members
from matching.nights.tables import Excerpt
from matching.nights.touched import first_of


def brought(model: LinkageModel, index: Index, part: Excerpt, looked: Mapping[str, Looked]) -> Packed:
    """All pairs of slots with an end in an excerpt, with the number of the rule, once or more for each rule.

    `looked`: by list, what was looked up already of all keys of the excerpt, for lists that are among it.

    Of pairs that a chain stands for are those that other rules bring still among them: see `without_chains`.
    """
    found = [np.zeros(0, dtype=np.uint64)]
    for number, rule in enumerate(model.rules):
        pairs = _chained if rule.chain else _in_blocks
        for ends, others in pairs(model, rule, _Lists(index, looked), part):
            found.append(_packed(index, ends, others, number))
    return np.concatenate(found)


class _Lists(NamedTuple):
    """The lists of an index, and what was looked up in them."""

    known: Index
    looked: Mapping[str, Looked]

    def members(self, name: str, keys: Hashes) -> Members:
        found = self.looked.get(name)
        return self.known.members(name, keys) if found is None else found.of(keys)


def _packed(index: Index, ends: Ints, others: Ints, number: int) -> Packed:
    """The slot of the smaller record id first."""
    ends, others = ends[ends != others], others[ends != others]
    swapped = index.slots.record_ids[ends] > index.slots.record_ids[others]
    return pack(np.where(swapped, others, ends), np.where(swapped, ends, others), number)


def _in_blocks(model: LinkageModel, rule: BlockingRule, lists: _Lists, part: Excerpt) -> Iterator[tuple[Ints, Ints]]:
    entries = block_entries(rule, part.table)
    for level in range(len(rule.narrower) + 1):
        keys, asked = entries.numbered()
        members = lists.members(block_name(rule, level), keys)
        counts = np.bincount(members.asked, minlength=len(keys))
        common = counts > rule.cap
        rare = ~common[asked]
        ends, others = _crossed(part.slots[entries.rows[rare]], asked[rare], members, counts)
        chosen = _either(model, rule, lists.known, ends, others)
        yield ends[chosen], others[chosen]
        if level < len(rule.narrower):
            entries = narrower_entries(part.table, rule.narrower[level], entries.where(common[asked]))


def _either(model: LinkageModel, rule: BlockingRule, index: Index, ends: Ints, others: Ints) -> Flags:
    bits = index.slots.asked
    return is_asked(model, rule, bits[ends]) | is_asked(model, rule, bits[others])


def _crossed(slots: Ints, asked: Ints, members: Members, counts: Ints) -> tuple[Ints, Ints]:
    """Each slot with all members of the key it asks for; `counts` has how many each key has."""
    order = np.argsort(members.asked, kind="stable")
    starts, lengths = (np.cumsum(counts) - counts)[asked], counts[asked]
    places = np.arange(int(lengths.sum())) + np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return np.repeat(slots, lengths), members.slots[order[places]]


def _chained(model: LinkageModel, rule: BlockingRule, lists: _Lists, part: Excerpt) -> Iterator[tuple[Ints, Ints]]:
    """The first record of a chain with all others, the others with the first."""
    entries = block_entries(rule, part.table)
    keys, asked = entries.numbered()
    members, slots = lists.members(block_name(rule), keys), part.slots[entries.rows]
    heads = first_of(lists.known, members, len(keys))[asked]
    yield slots, heads
    is_head = slots == heads
    yield _crossed(slots[is_head], asked[is_head], members, np.bincount(members.asked, minlength=len(keys)))


def without_chains(model: LinkageModel, part: Excerpt, low: Rows, high: Rows, rules: Codes) -> Flags:
    """Which pairs of rows, each brought by a rule, no other rule's chain stands for."""
    wanted = np.ones(len(low), dtype=bool)
    for number, rule in enumerate(model.rules):
        if rule.chain:
            key = _key_of_row(block_entries(rule, part.table), len(part.table))
            wanted &= (key[low] != key[high]) | (key[low] == 0) | (rules == number)
    return wanted


def _key_of_row(entries: Entries, rows: int) -> Packed:
    """The key of each row, and one more so that none is 0; 0 for rows without."""
    keys = np.zeros(rows, dtype=np.uint64)
    keys[entries.rows] = entries.short + np.uint64(1)
    return keys
