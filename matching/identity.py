"""Entity ids that stay: a ledger says which entity each record was last seen in, and its records vote for it.

- An entity goes to the cluster that holds most of its records; ties go to the cluster with the smallest such record.
- A cluster to which several entities go keeps the oldest: made in the earliest run, then of the smallest id.  The
  others are merged into it and forward to it.
- A cluster to which none goes takes the id that most of its records were first given, if no other record has that id
  now: undoing a merge brings the old id back.  Otherwise it gets a new one.
- A new id is the letter of the kind and the smallest of its records that the ledger does not know, as 16 hex digits;
  where it knows all of them, a hash of the smallest and of the number of the run.  No id is given to others again.

Nothing depends on the order of rows.
"""

from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.hashing import combine, mix
from matching.ledger import Ints, Ledger, ledger_table, read_ledger
from schema.linkage import Change, Kind

CHANGES = pa.schema(
    [("kind", pa.string()), ("change", pa.string()), ("entity_id", pa.string()), ("other_id", pa.string())]
)
"""The fields of schema.linkage.EntityChange."""

_LETTERS = {Kind.PERSON: "P", Kind.ENTERPRISE: "E", Kind.ADDRESS: "A"}
_NONE = -1


@dataclass(frozen=True)
class Identified:
    """assignments(record_id, entity_id) of the records that are there, `changes` as CHANGES, `ledger` as LEDGER."""

    assignments: pa.Table
    changes: pa.Table
    ledger: pa.Table


def assign(memberships: pa.Table, ledger: pa.Table | None, kind: Kind, *, run: int = 0) -> Identified:
    """Give every cluster of memberships(record_id, cluster_id) its entity id.

    `ledger` is what the last run returned, None at first.  Of one that has only record_id and entity_id, the entity is
    also the birth entity, all entities are equally old, and no entity is reported as retired.  `run` grows from run to
    run.
    """
    past = read_ledger(ledger, kind)
    now = _Present.read(memberships, past)
    known = now.known()
    won = _majority(past.entity[known.row], known.cluster, len(past.names))
    keeps = _oldest(past, won, now.clusters)
    entities = np.where(keeps == _NONE, _given_back(past, known, keeps), keeps)
    nameless = np.flatnonzero(entities == _NONE)
    names = pa.array([*past.names, *_new_names(kind, run, now, nameless)], pa.string())
    entities[nameless] = len(past.names) + np.arange(len(nameless))
    changes = _changes(kind, names, _of_old(past, won, keeps), _of_new(past, known, keeps, entities))
    assignments = pa.table({"record_id": now.record_ids, "entity_id": names.take(pa.array(entities[now.cluster]))})
    ages = _ages(past, keeps, entities, run)
    book = past.continued(now.record_ids, entities[now.cluster], _forwards(past, won, keeps))
    return Identified(assignments, changes, ledger_table(kind, book, names, ages))


class _Change(NamedTuple):
    """One kind of change: codes of the entities it befell, and of the others it names."""

    change: Change
    entities: Ints
    others: Ints | None


@dataclass(frozen=True)
class _Present:
    """The records that are there, in ascending order, with the number of their cluster and their row in the ledger."""

    record_ids: Ints
    cluster: Ints
    clusters: int
    row: Ints

    @classmethod
    def read(cls, memberships: pa.Table, past: Ledger) -> "_Present":
        record_ids = memberships["record_id"].to_numpy()
        order = np.argsort(record_ids)
        ids, cluster = np.unique(memberships["cluster_id"].to_numpy()[order], return_inverse=True)
        return cls(record_ids[order], cluster, len(ids), past.rows(record_ids[order]))

    def known(self) -> "_Present":
        """Only records that the ledger knows."""
        chosen = self.row >= 0
        return _Present(self.record_ids[chosen], self.cluster[chosen], self.clusters, self.row[chosen])


def _majority(group: Ints, choice: Ints, groups: int) -> Ints:
    """For each group the choice of most of its rows, ties to the choice with the earliest row; -1 without rows."""
    width = np.int64(choice.max(initial=0) + 1)
    keys, first, counts = np.unique(group * width + choice, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts, keys // width))
    winners, place = np.unique((keys // width)[order], return_index=True)
    result = np.full(groups, _NONE, dtype=np.int64)
    result[winners] = (keys % width)[order][place]
    return result


def _oldest(past: Ledger, won: Ints, clusters: int) -> Ints:
    """For each cluster the oldest of the entities that it won; -1 where it won none."""
    entities = np.flatnonzero(won != _NONE)
    order = np.lexsort((past.ranks[entities], past.age_of_entities()[entities], won[entities]))
    winners, place = np.unique(won[entities][order], return_index=True)
    result = np.full(clusters, _NONE, dtype=np.int64)
    result[winners] = entities[order][place]
    return result


def _given_back(past: Ledger, known: _Present, keeps: Ints) -> Ints:
    """For each cluster that won no entity the birth entity of most of its records that nobody has now."""
    free = np.ones(len(past.names), dtype=bool)
    free[past.entity] = False
    birth = past.birth[known.row]
    chosen = (keeps[known.cluster] == _NONE) & free[birth]
    return _oldest(past, _majority(birth[chosen], known.cluster[chosen], len(past.names)), known.clusters)


def _new_names(kind: Kind, run: int, now: _Present, nameless: Ints) -> list[str]:
    """Ids that nobody has had, for these clusters."""
    fresh = now.row < 0
    smallest, unknown = _first_record(now, fresh | ~fresh)[nameless], _first_record(now, fresh)[nameless]
    salted = combine(mix(smallest.astype(np.uint64)), np.full(len(smallest), run, np.uint64)) >> np.uint64(1)
    numbers = np.where(unknown == _NONE, salted.astype(np.int64), unknown)
    return [f"{_LETTERS[kind]}{number:016x}" for number in numbers.tolist()]


def _first_record(now: _Present, chosen: npt.NDArray[np.bool_]) -> Ints:
    """The smallest chosen record of each cluster; -1 where it has none."""
    clusters, first = np.unique(now.cluster[chosen], return_index=True)
    result = np.full(now.clusters, _NONE, dtype=np.int64)
    result[clusters] = now.record_ids[chosen][first]
    return result


def _of_old(past: Ledger, won: Ints, keeps: Ints) -> list[_Change]:
    """What became of the entities of the past: merged into others, without records, or there again."""
    there, kept = np.zeros(len(past.names), dtype=bool), np.zeros(len(past.names), dtype=bool)
    there[past.entity[past.present]] = True
    kept[keeps[keeps != _NONE]] = True
    lives = won != _NONE
    merged = np.flatnonzero(lives & ~kept)
    retired = np.flatnonzero(there & ~lives & past.knows_presence)
    returned = np.flatnonzero(kept & ~there)
    return [
        _Change(Change.MERGED, merged, keeps[won[merged]]),
        _Change(Change.RETIRED, retired, None),
        _Change(Change.CREATED, returned, None),
    ]


def _of_new(past: Ledger, known: _Present, keeps: Ints, entities: Ints) -> list[_Change]:
    """Where entities come from that no cluster of the past had: split from one, or from new records."""
    origin = _majority(known.cluster, past.entity[known.row], known.clusters)
    split = np.flatnonzero((keeps == _NONE) & (origin != _NONE))
    created = np.flatnonzero((keeps == _NONE) & (origin == _NONE))
    return [_Change(Change.SPLIT, entities[split], origin[split]), _Change(Change.CREATED, entities[created], None)]


def _changes(kind: Kind, names: pa.Array, *parts: list[_Change]) -> pa.Table:
    tables = [
        pa.table(
            {
                "kind": pa.repeat(kind.value, len(part.entities)),
                "change": pa.repeat(part.change.value, len(part.entities)),
                "entity_id": names.take(pa.array(part.entities)),
                "other_id": names.take(pa.array(part.others))
                if part.others is not None
                else pa.nulls(len(part.entities), pa.string()),
            },
            schema=CHANGES,
        )
        for part in chain.from_iterable(parts)
    ]
    return pa.concat_tables(tables).sort_by([("entity_id", "ascending"), ("change", "ascending")])


def _ages(past: Ledger, keeps: Ints, entities: Ints, run: int) -> Ints:
    """The run that made each entity, those of the past first."""
    ages = np.full(max(len(past.names), int(entities.max(initial=-1)) + 1), run, dtype=np.int64)
    ages[: len(past.names)] = past.age_of_entities()
    ages[entities[keeps == _NONE]] = run
    return ages


def _forwards(past: Ledger, won: Ints, keeps: Ints) -> Ints:
    """The entity that each entity of the past is now: itself, or what it was merged into."""
    forwards = np.arange(len(past.names), dtype=np.int64)
    voted = won != _NONE
    forwards[voted] = keeps[won[voted]]
    return forwards
