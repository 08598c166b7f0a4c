"""One night: what changed is read, listed, compared with what shares a key with it, and clustered with what it links.

Each step gives a new index; nothing of the old one changes, so that a night that is cut off leaves it as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from matching.blocking import Candidates, Packed, first_brought, pack, unpack
from matching.columns import Flags, Ints
from matching.decisions import read_decisions
from matching.engine import Found, Scale, compare
from matching.fellegi_sunter import LINK, NO_LINK
from matching.grouping import distinct_sorted
from matching.model import LinkageModel
from matching.nights.changes import Difference, changed_decisions
from matching.nights.index import Index, Slots
from matching.nights.pairs import ComparedPairs
from matching.nights.partners import brought, without_chains
from matching.nights.postings import MOST_SLOTS, Looked, chosen_flags, chosen_slots
from matching.nights.reclustered import reclustered, stirred
from matching.nights.rescored import marked_by_terms, rest_on
from matching.nights.scale import outworn_by
from matching.nights.statistics import shares
from matching.nights.tables import Excerpt, excerpt
from matching.nights.touched import touched_by_blocks
from matching.nights.turnover import Turnover, counted_anew, turned_over
from matching.output import pairs_table
from matching.progress import Clock

_MOST_CHANGED, _MOST_DEAD = 0.2, 0.2
"""Shares of the records from which a whole run costs less, or an index is mostly about the past."""


@dataclass(frozen=True)
class NightReport:
    """What a night did; seconds by stage."""

    changed: int
    """Records that are new, changed or gone."""
    compared: int
    links: int
    doubtful: int
    clustered: int
    """Records whose cluster was made anew."""
    cuts: int
    seconds: dict[str, float]


@dataclass(frozen=True)
class NightLinkage:
    """What a night made of the records; tables as in `engine.Linkage`, but of what may have changed only.

    dropped   left_id, right_id: pairs that were kept before and went, or come again among `pairs`
    touched   ids of all records whose memberships and cuts are said anew, also of those that are gone
    """

    pairs: pa.Table
    dropped: pa.Table
    memberships: pa.Table
    cuts: pa.Table
    touched: Ints
    report: NightReport
    index: Index


@dataclass(frozen=True)
class WholeRunDue:
    """Why a night would not do: all records are to be linked."""

    reason: str


def outgrown(index: Index, found: Difference) -> WholeRunDue | None:
    """Whether a whole run costs less, because too much changed, or is due, as the index is full of what was."""
    slots = len(index.slots) + len(found.fresh.record_ids)
    living = int(index.slots.alive.sum()) - len(found.dead) + len(found.fresh.record_ids)
    changed = max(len(found.dead), len(found.fresh.record_ids))
    if changed > _MOST_CHANGED * living:
        return WholeRunDue(f"{changed:,} of {living:,} records changed")
    if slots >= MOST_SLOTS or slots - living > _MOST_DEAD * slots:
        return WholeRunDue(f"{slots - living:,} of {slots:,} entries of the index are about the past")
    return None


def link_changes(
    model: LinkageModel, index: Index, found: Difference, fresh: pa.Table, decisions: pa.Table, clock: Clock
) -> NightLinkage | WholeRunDue:
    """Link what changed since the index was made; `fresh` holds the input of what is new or changed, by record id.

    Where the index keeps a yardstick that the records have outgrown, all are to be linked.
    """
    with clock.stage("features"):
        turnover, counted = counted_anew(model, turned_over(model, index, found, fresh))
    outworn = outworn_by(model, turnover.after)
    if outworn:
        return WholeRunDue("; ".join(outworn))
    with clock.stage("blocking"):
        turnover, crowded, looked = touched_by_blocks(model, turnover)
        after = replace(turnover.after, decisions=decisions)
        touched = _touched(turnover, crowded, changed_decisions(index.decisions, decisions))
        packed = _brought(model, turnover, after, touched, looked)
        ends = chosen_flags(len(after.slots), turnover.old.slots, touched)
        marks = marked_by_terms(model, after, counted)
        lost, kept = index.pairs.parted(lambda pairs: _with_end(pairs, ends) | rest_on(pairs, marks))
    with clock.stage("comparison"):
        again = lost.where(~_with_end(lost, ends))
        packed = np.concatenate((packed, pack(again.low, again.high, again.rule)))
        part, compared, pairs = _compared(model, after, packed, clock)
        after = replace(after, pairs=kept.and_more(pairs))
    with clock.stage("clustering"):
        moved = np.concatenate((turnover.old.slots, touched, _ends(lost), _ends(pairs.where(pairs.judged == LINK))))
        component = after.component.whole()
        slots = np.flatnonzero(stirred(component, moved, _decided_links(after)) & after.slots.alive)
        after, memberships, cuts = reclustered(model, after, component, slots)
    with clock.stage("output"):
        said = pairs_table(compared.kept, [rule.name for rule in model.rules], part.table.record_ids)
        touched_ids = distinct_sorted(after.slots.record_ids[np.concatenate((slots, turnover.old.slots))])
        dropped = _named(after.slots, lost.where(lost.judged != NO_LINK))
    report = _report(turnover, compared, memberships, cuts, clock)
    return NightLinkage(said, dropped, memberships, cuts, touched_ids, report, after)


def _touched(turnover: Turnover, crowded: Ints, decided: Ints) -> Ints:
    """The slots of all records whose pairs are brought anew."""
    slots = turnover.after.slots.slots_of(decided)
    return chosen_slots(len(turnover.after.slots), turnover.new.slots, crowded, slots[slots >= 0])


def _with_end(pairs: ComparedPairs, is_end: Flags) -> Flags:
    return np.asarray(is_end[pairs.low] | is_end[pairs.high])


def _brought(
    model: LinkageModel, turnover: Turnover, after: Index, touched: Ints, looked: Mapping[str, Looked]
) -> Packed:
    """The pairs of the records that came, whose features are known, and of the others that are touched."""
    others = np.setdiff1d(touched, turnover.new.slots, assume_unique=True)
    packed = brought(model, after, turnover.new, looked)
    return np.concatenate((packed, brought(model, after, excerpt(model, after, others), {}))) if len(others) else packed


def _compared(model: LinkageModel, index: Index, packed: Packed, clock: Clock) -> tuple[Excerpt, Found, ComparedPairs]:
    """Compare pairs of slots: the records compared, what was found of their rows, and the pairs as slots again."""
    low, high, rule = unpack(packed)
    part = excerpt(model, index, chosen_slots(len(index.slots), low, high))
    row_of = np.zeros(len(index.slots), dtype=np.int32)
    row_of[part.slots] = np.arange(len(part.slots), dtype=np.int32)
    rows = row_of[low], row_of[high]
    wanted = without_chains(model, part, *rows, rule)
    brought = Candidates(first_brought(np.sort(pack(*rows, rule)[wanted])), ())
    decided = read_decisions(index.decisions, part.table.record_ids)
    scale = Scale(shares(index.tallies, index.yardstick, part.table), index.yardstick.prior)
    found = compare(model, part.table, brought, decided, scale, clock)
    low, high, rule = unpack(brought.packed)
    slots = part.slots.astype(np.int32)
    return part, found, ComparedPairs.of(slots[low], slots[high], rule, found.scores)


def _ends(pairs: ComparedPairs) -> Ints:
    return np.concatenate((pairs.low, pairs.high)).astype(np.int64)


def _decided_links(index: Index) -> tuple[Ints, Ints]:
    """The slots of records that decisions link."""
    links = index.decisions.filter(pa.compute.equal(index.decisions["judgement"], "link"))
    low, high = (index.slots.slots_of(links[name].to_numpy()) for name in ("left_id", "right_id"))
    present = (low >= 0) & (high >= 0)
    return low[present], high[present]


def _named(slots: Slots, pairs: ComparedPairs) -> pa.Table:
    return pa.table({"left_id": slots.record_ids[pairs.low], "right_id": slots.record_ids[pairs.high]})


def _report(turnover: Turnover, found: Found, memberships: pa.Table, cuts: pa.Table, clock: Clock) -> NightReport:
    compared, links, doubtful = found.counts.sum(axis=0).tolist()
    ids = (turnover.before.slots.record_ids[turnover.old.slots], turnover.after.slots.record_ids[turnover.new.slots])
    return NightReport(
        changed=len(np.union1d(*ids)),
        compared=compared,
        links=links,
        doubtful=doubtful,
        clustered=memberships.num_rows,
        cuts=cuts.num_rows,
        seconds=clock.seconds,
    )
