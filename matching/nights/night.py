"""One night: what changed is read, listed, compared with what shares a key with it, and clustered with what it links.

Each step gives a new index; nothing of the old one changes, so that a night that is cut off leaves it as it was.
"""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from matching.blocking import Candidates, Packed, first_brought, pack, unpack
from matching.columns import Flags, Ints
from matching.decisions import read_decisions
from matching.engine import Found, Scale, compare
from matching.fellegi_sunter import LINK, NO_LINK, prior_odds
from matching.grouping import distinct_sorted
from matching.model import LinkageModel
from matching.nights.changes import Difference, changed_decisions
from matching.nights.index import ComparedPairs, Index, Slots
from matching.nights.partners import brought, without_chains
from matching.nights.postings import MOST_SLOTS, chosen_slots
from matching.nights.reclustered import reclustered, stirred
from matching.nights.rescored import touched_by_terms
from matching.nights.statistics import scales, shares
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


def is_outgrown(index: Index, found: Difference) -> bool:
    """Whether a whole run is due: too much changed, or the index is full of what was."""
    slots = len(index.slots) + len(found.fresh.record_ids)
    living = int(index.slots.alive.sum()) - len(found.dead) + len(found.fresh.record_ids)
    changed = max(len(found.dead), len(found.fresh.record_ids))
    return slots >= MOST_SLOTS or changed > _MOST_CHANGED * living or slots - living > _MOST_DEAD * slots


def link_changes(
    model: LinkageModel, index: Index, found: Difference, fresh: pa.Table, decisions: pa.Table, clock: Clock
) -> NightLinkage | None:
    """Link what changed since the index was made; `fresh` holds the input of what is new or changed, by record id.

    None where every weight changes, because the records have become so many more or fewer: all are to be linked.
    """
    with clock.stage("features"):
        turnover, counted = counted_anew(model, turned_over(model, index, found, fresh))
    if _scale(model, turnover.before) != _scale(model, turnover.after):
        return None
    with clock.stage("blocking"):
        turnover, crowded = touched_by_blocks(model, turnover)
        after = replace(turnover.after, decisions=decisions)
        touched = _touched(turnover, crowded, changed_decisions(index.decisions, decisions))
        packed = _brought(model, turnover, after, touched)
        stale = _with_end(index.pairs, len(after.slots), np.concatenate((turnover.old.slots, touched)))
        anew = touched_by_terms(model, after, counted) & ~stale
    with clock.stage("comparison"):
        again = index.pairs.where(anew)
        packed = np.concatenate((packed, pack(again.low, again.high, again.rule)))
        part, compared, pairs = _compared(model, after, packed, clock)
    lost, after = (
        index.pairs.where(stale | anew),
        replace(after, pairs=index.pairs.where(~(stale | anew)).and_more(pairs)),
    )
    with clock.stage("clustering"):
        moved = np.concatenate((turnover.old.slots, touched, _ends(lost), _ends(pairs.where(pairs.judged == LINK))))
        is_stirred = stirred(after, moved, _decided_links(after))
        slots = np.flatnonzero(is_stirred & after.slots.alive)
        after, memberships, cuts = reclustered(model, after, slots)
    with clock.stage("output"):
        said = pairs_table(compared.kept, [rule.name for rule in model.rules], part.table.record_ids)
        touched_ids = distinct_sorted(after.slots.record_ids[np.concatenate((slots, turnover.old.slots))])
        dropped = _named(after.slots, lost.where(lost.judged != NO_LINK))
    report = _report(turnover, compared, memberships, cuts, clock)
    return NightLinkage(said, dropped, memberships, cuts, touched_ids, report, after)


def _scale(model: LinkageModel, index: Index) -> tuple[object, float]:
    """What the weights of all pairs depend on."""
    return scales(model, index.tallies), prior_odds(model, int(index.slots.alive.sum()))


def _touched(turnover: Turnover, crowded: Ints, decided: Ints) -> Ints:
    """The slots of all records whose pairs are brought anew."""
    slots = turnover.after.slots.slots_of(decided)
    return chosen_slots(len(turnover.after.slots), turnover.new.slots, crowded, slots[slots >= 0])


def _with_end(pairs: ComparedPairs, slots: int, ends: Ints) -> Flags:
    is_end = np.zeros(slots, dtype=bool)
    is_end[ends] = True
    return np.asarray(is_end[pairs.low] | is_end[pairs.high])


def _brought(model: LinkageModel, turnover: Turnover, after: Index, touched: Ints) -> Packed:
    """The pairs of the records that came, whose features are known, and of the others that are touched."""
    others = np.setdiff1d(touched, turnover.new.slots, assume_unique=True)
    parts = [turnover.new, *([excerpt(model, after, others)] if len(others) else [])]
    return np.concatenate([brought(model, after, part) for part in parts])


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
    scale = Scale(shares(model, index.tallies, part.table), prior_odds(model, int(index.slots.alive.sum())))
    found = compare(model, part.table, brought, decided, scale, clock)
    low, high, rule = unpack(brought.packed)
    slots, scores = part.slots.astype(np.int32), found.scores
    pairs = ComparedPairs(slots[low], slots[high], rule.astype(np.int8), scores.weights, scores.judged, scores.excluded)
    return part, found, pairs


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
