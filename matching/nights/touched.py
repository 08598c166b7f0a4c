"""Records that did not change and whose pairs may have: those of blocks that changes made too common, or no more so."""

from dataclasses import dataclass

import numpy as np

from matching.blocking import BlockingRule
from matching.columns import Flags, Ints
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.entries import block_entries, block_name, is_asked, narrower_entries
from matching.nights.index import Index
from matching.nights.postings import NOTHING, Entries, Looked, Members, are_among, chosen_slots, distinct_hashes, joined
from matching.nights.tables import excerpt
from matching.nights.turnover import Turnover


def touched_by_blocks(model: LinkageModel, turnover: Turnover) -> tuple[Turnover, Ints, dict[str, Looked]]:
    """The slots of such records; the lists of narrowed keys come up to date on the way.

    Also, by list, who is there now under the keys of what went and came.
    """
    found: list[Ints] = []
    looked: dict[str, Looked] = {}
    for rule in model.rules:
        if rule.chain:
            found.append(_new_heads(rule, turnover, looked))
        else:
            turnover, crossed = _crossed(model, rule, turnover, looked)
            found.extend(crossed)
    slots = chosen_slots(len(turnover.after.slots), *found)
    return turnover, slots[turnover.after.slots.alive[slots]], looked


def _new_heads(rule: BlockingRule, turnover: Turnover, looked: dict[str, Looked]) -> Ints:
    """Chains pair their first record with all others: the first ones, old and new, where another came first."""
    keys = _both(*(block_entries(rule, side.table) for side in (turnover.old, turnover.new)))
    before, after = _sides(turnover, block_name(rule), keys)
    looked[block_name(rule)] = Looked(keys, after)
    was, now = (first_of(turnover.after, members, len(keys)) for members in (before, after))
    changed = was != now
    heads = np.concatenate((was[changed], now[changed]))
    return heads[heads >= 0]


def _sides(turnover: Turnover, name: str, keys: Hashes) -> tuple[Members, Members]:
    """Who was listed under the keys before, and who is now, looked up once."""
    members = turnover.after.members(name, keys, turnover.ever_alive)
    return members.where(turnover.was_alive[members.slots]), members.where(turnover.after.slots.alive[members.slots])


def first_of(index: Index, members: Members, keys: int) -> Ints:
    """The slot of each key's first record, -1 where it has none."""
    order = np.lexsort((index.slots.record_ids[members.slots], members.asked))
    asked, place = np.unique(members.asked[order], return_index=True)
    first = np.full(keys, -1, dtype=np.int64)
    first[asked] = members.slots[order][place]
    return first


def _crossed(
    model: LinkageModel, rule: BlockingRule, turnover: Turnover, looked: dict[str, Looked]
) -> tuple[Turnover, list[Ints]]:
    """Members of blocks that came to exceed the cap, or came below it, at any step of narrowing."""
    old, new = block_entries(rule, turnover.old.table), block_entries(rule, turnover.new.table)
    others, found = Others(NOTHING, np.zeros(0, dtype=np.uint64)), []
    for level in range(len(rule.narrower) + 1):
        name, keys = block_name(rule, level), _both(old, new, others.entries)
        before, after = _sides(turnover, name, keys)
        looked[name] = Looked(keys, after)
        was, now, crossed = _common(before, after, keys, rule.cap, others.keys)
        found.append(crossed[is_asked(model, rule, turnover.after.slots.asked[crossed])])
        if level < len(rule.narrower):
            column = rule.narrower[level]
            others = _others(model, turnover.after, name, column, keys[now & ~was])
            old = narrower_entries(turnover.old.table, column, _among(old, keys[was]))
            new = narrower_entries(turnover.new.table, column, _among(new, keys[now]))
            come = joined(turnover.new.listed(new), others.entries)
            turnover = turnover.listing(block_name(rule, level + 1), come)
    return turnover, found


def _common(before: Members, after: Members, keys: Hashes, cap: int, new_keys: Hashes) -> tuple[Flags, Flags, Ints]:
    """Which keys were too common and which are now, and the members of those where that changed."""
    was, now = (np.bincount(side.asked, minlength=len(keys)) > cap for side in (before, after))
    was &= ~are_among(keys, new_keys)
    return was, now, after.slots[(was != now)[after.asked]]


@dataclass(frozen=True)
class Others:
    """Entries, by slot, under the narrower keys of blocks that were not too common before."""

    entries: Entries
    keys: Hashes


def _others(model: LinkageModel, index: Index, name: str, column: str, keys: Hashes) -> Others:
    """All members of these blocks under keys narrowed by a column."""
    members = index.members(name, keys)
    if not len(members.slots):
        return Others(NOTHING, keys[:0])
    part = excerpt(model, index, chosen_slots(len(index.slots), members.slots), only=(column,))
    rows = Entries(part.rows_of(members.slots), lengthened(keys[members.asked]))
    entries = part.listed(narrower_entries(part.table, column, rows))
    return Others(entries, distinct_hashes(entries.short))


def lengthened(short: Hashes) -> Hashes:
    """A whole key that is told apart as this one is."""
    return short << np.uint64(24)


def _both(*parts: Entries) -> Hashes:
    """The keys of entries, each once, ascending."""
    return distinct_hashes(np.concatenate([part.short for part in parts]))


def _among(entries: Entries, keys: Hashes) -> Entries:
    return entries.where(are_among(entries.short, keys))
