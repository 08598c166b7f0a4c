"""What a night takes out of an index and puts into it: records that are gone, changed and new."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa

from matching.columns import Flags, Ints, encode
from matching.hashing import Hashes
from matching.model import LinkageModel
from matching.nights.books import Change
from matching.nights.changes import Difference
from matching.nights.entries import asked_bits, key_lists, pointing_features, pointing_lists, value_entries
from matching.nights.index import Index, Slots
from matching.nights.postings import Entries, Postings, chosen_slots
from matching.nights.statistics import Tallies, occurrences, recounted, retallied
from matching.nights.tables import Excerpt, excerpt, pointed_slots


@dataclass(frozen=True)
class Turnover:
    """The index before and after, and what went and came: records as they were, and as they are."""

    before: Index
    after: Index
    old: Excerpt
    new: Excerpt

    @cached_property
    def was_alive(self) -> Flags:
        """Of each slot, whether it is a version that was there before."""
        return np.append(self.before.slots.alive, np.zeros(len(self.new.slots), dtype=bool))

    @cached_property
    def ever_alive(self) -> Flags:
        """Or is there now."""
        return self.was_alive | self.after.slots.alive

    def listing(self, name: str, entries: Entries) -> "Turnover":
        """The same with more entries in one list."""
        postings = {**self.after.postings, name: self.after.postings[name].with_entries(entries)}
        return replace(self, after=replace(self.after, postings=postings))


def turned_over(model: LinkageModel, before: Index, found: Difference, fresh: pa.Table) -> Turnover:
    """`fresh` holds the input of the records that are new or changed, in their order.

    Records whose features depend on what these point at, or are pointed at by, change with them.
    """
    old_rows = before.rows.take(found.dead)
    related = pointed_slots(model.features, before, pa.concat_tables([old_rows, fresh.select(old_rows.column_names)]))
    related = np.setdiff1d(related, found.dead, assume_unique=True)
    dead = chosen_slots(len(before.slots), found.dead, related)
    come = _sorted(fresh, found.fresh.digests, before, related)
    after = _with_slots(model, before, dead, *come)
    new_slots = np.arange(len(before.slots), len(after.slots))
    old, new = excerpt(model, before, dead), excerpt(model, after, new_slots)
    # new slots are numbered in ascending order of record id, as the rows of an excerpt are
    slots = replace(after.slots, asked=after.slots.asked.longer(asked_bits(model, new.table)))
    added = {name: new.listed(entries()) for name, entries in key_lists(model, new.table)}
    after = replace(after, slots=slots, postings=_listed(after.postings, added))
    return Turnover(before, after, old, new)


def _sorted(fresh: pa.Table, digests: Hashes, before: Index, related: Ints) -> tuple[pa.Table, Hashes]:
    """What is read anew and what comes again from the index, by record id."""
    rows = before.rows.take(related)
    every = pa.concat_tables([fresh.select(rows.column_names), rows])
    order = np.argsort(every["record_id"].to_numpy())
    known = before.rows.digests[before.rows.rows_of(related)]
    return every.take(pa.array(order)), np.concatenate((digests, known))[order]


def _with_slots(model: LinkageModel, before: Index, dead: Ints, rows: pa.Table, digests: Hashes) -> Index:
    """The index with these records in new slots, listed under nothing yet but what they point at, `asked` not known."""
    slots, count = before.slots, rows.num_rows
    numbers = np.arange(len(slots), len(slots) + count)
    alive = np.append(slots.alive, np.ones(count, dtype=bool))
    alive[dead] = False
    grown = Slots(slots.record_ids.longer(rows["record_id"].to_numpy()), alive, slots.asked)
    component = replace(before.component, grown=before.component.grown.longer(numbers))
    inputs = {name for feature in pointing_features(model) for name in feature.sources}
    columns = {name: encode(rows[name]) for name in inputs}
    pointing = {name: entries() for name, entries in pointing_lists(model, columns)}
    added = {name: Entries(numbers[entries.rows], entries.keys) for name, entries in pointing.items()}
    return replace(
        before,
        slots=grown,
        component=component,
        rows=before.rows.with_rows(rows, digests),
        postings=_listed(before.postings, added),
    )


def _listed(postings: Mapping[str, Postings], added: Mapping[str, Entries]) -> dict[str, Postings]:
    return {**postings, **{name: postings[name].with_entries(entries) for name, entries in added.items()}}


def counted_anew(model: LinkageModel, turnover: Turnover) -> tuple[Turnover, dict[str, Change]]:
    """The turnover with the tallies after it, and by column the counts that it changes."""
    before, old, new = turnover.before.tallies, turnover.old.table, turnover.new.table
    terms, changes = {}, {}
    for name, tally in before.terms.items():
        gone, come = (occurrences(model, table, name) for table in (old, new))
        terms[name], changes[name] = retallied(tally, gone, come, is_beside=name in model.frequency_of)
    values = {
        name: recounted(of, *(value_entries(table[name]).keys for table in (old, new)))
        for name, of in before.values.items()
    }
    return replace(turnover, after=replace(turnover.after, tallies=Tallies(terms, values))), changes
