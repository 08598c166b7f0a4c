"""The engine: records in, pairs, clusters and a census out.  It knows nothing of names, numbers or departments."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import Candidates, RuleCensus, candidates
from matching.clustering import Apart, Clusters, Compared, cluster, joined
from matching.columns import Codes, Flags, Rows, Table
from matching.conditions import Pairs
from matching.decisions import Decided, read_decisions
from matching.fellegi_sunter import (
    LINK,
    NO_LINK,
    UNSURE,
    Frequencies,
    Marks,
    Scored,
    measured,
    resting_on,
    score,
)
from matching.loading import load
from matching.model import LinkageModel
from matching.output import Kept, census_table, cuts_table, join, memberships_table, pairs_table
from matching.parallel import in_parallel
from matching.progress import Clock, Progress
from matching.term_frequency import Yardstick

CHUNK, _LEAST, _SHARES = 200_000, 10_000, 16
"""Pairs compared at a time: what is remembered of them fits a processor's cache; of few pairs a share each."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Report:
    """What a run did; counts of pairs and records, seconds by stage."""

    records: int
    compared: int
    links: int
    doubtful: int
    clusters: int
    cuts: int
    capped_keys: int
    skipped_records: int
    prior: float
    """log2 odds of a random pair."""
    seconds: dict[str, float]


@dataclass(frozen=True)
class Linkage:
    """What linking made of the records, as Arrow tables.

    pairs        left_id, right_id BIGINT (left < right), rule VARCHAR, match_weight DOUBLE, judgement VARCHAR, levels
                 TINYINT[] in the order of the model's comparisons; links and doubtful pairs only
    memberships  record_id, cluster_id BIGINT (its smallest record id), match_weight DOUBLE (null: alone or decided),
                 match_rule VARCHAR; one row a record
    cuts         left_id, right_id BIGINT, match_weight DOUBLE, reason VARCHAR: links that were not followed
    census       one row a blocking rule: the fields of RuleCensus, and compared, links, doubtful
    """

    pairs: pa.Table
    memberships: pa.Table
    cuts: pa.Table
    census: pa.Table
    report: Report


@dataclass(frozen=True)
class Scale:
    """What all records together say: how common the values of the table are, and the log2 odds of a random pair."""

    frequency: Frequencies
    prior: float


@dataclass(frozen=True)
class Scores:
    """What was found of every candidate pair, in their order: what a later night need not find again."""

    weights: npt.NDArray[np.float32]
    """Exact: match weights are whole steps of 1/1024 bit."""
    judged: npt.NDArray[np.int8]
    excluded: Flags
    terms: Marks
    """The frequencies that the weight rests on."""


@dataclass(frozen=True)
class Found:
    """Pairs that clusters look at, those worth keeping, and by rule how many were (compared, links, doubtful)."""

    census: tuple[RuleCensus, ...]
    compared: Compared
    kept: Kept
    counts: Counts
    scores: Scores


@dataclass(frozen=True)
class Linked:
    """What linking found, as rows of the table: what `Linkage` says in record ids."""

    table: Table
    decided: Decided
    brought: Candidates
    yardstick: Yardstick
    found: Found
    clusters: Clusters


def link(
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyRelation,
    model: LinkageModel,
    *,
    decisions: pa.Table | None = None,
    progress: Progress | None = None,
    yardstick: Yardstick | None = None,
) -> Linkage:
    """Link the records of a relation of this connection that has `record_id` and the model's inputs.

    `decisions` has left_id, right_id, judgement, and decided_at if known; `yardstick` is one that was kept, see
    `fellegi_sunter.measured`.  The result does not depend on the order of the rows.
    """
    clock = Clock(progress)
    with clock.stage("features"):
        table = load(records, model)
    return linkage_of(model, link_table(model, table, decisions, clock, yardstick), clock)


def link_table(
    model: LinkageModel, table: Table, decisions: pa.Table | None, clock: Clock, yardstick: Yardstick | None = None
) -> Linked:
    """Link the records of a table that has the model's features."""
    decided = read_decisions(decisions, table.record_ids)
    with clock.stage("blocking"):
        brought = candidates(model.rules, table)
    with clock.stage("comparison"):
        used, frequency = measured(model, table, yardstick)
        found = compare(model, table, brought, decided, Scale(frequency, used.prior), clock)
    with clock.stage("clustering"):
        clusters = clusters_of(model, table, found.compared, decided)
    return Linked(table, decided, brought, used, found, clusters)


def linkage_of(model: LinkageModel, linked: Linked, clock: Clock) -> Linkage:
    """The tables of what was linked, and the report."""
    found, clusters = linked.found, linked.clusters
    with clock.stage("output"):
        names, ids = [rule.name for rule in model.rules], linked.table.record_ids
        pairs = pairs_table(found.kept, names, ids)
        links = found.kept.where(found.kept.judged == LINK)
        memberships = memberships_table(clusters, links, linked.decided.links, names, ids)
        cuts = cuts_table(clusters.cuts, ids)
        census = census_table(found.census, found.counts)
    return Linkage(pairs, memberships, cuts, census, _report(linked, clock.seconds))


def compare(
    model: LinkageModel, table: Table, brought: Candidates, decided: Decided, scale: Scale, clock: Clock
) -> Found:
    """Score all candidate pairs, in parallel; keep links and doubtful pairs, and count by rule."""

    def one_chunk(chunk: tuple[Rows, Rows, Codes]) -> tuple[Compared, Kept, Scores, Counts]:
        low, high, rule = chunk
        scored = score(model, Pairs(table, low, high), scale.frequency)
        judged = decided.override(low, high, scored.judge(scale.prior, model.thresholds))
        kept = Kept(low, high, rule.astype(np.int8), scored.weights, judged, scored.levels)
        return (
            comparable(low, high, scored, judged),
            kept.where(judged != NO_LINK),
            Scores(scored.weights.astype(np.float32), judged, scored.excluded >= 0, resting_on(model, scored.levels)),
            _count(rule, judged, len(model.rules)),
        )

    parts = []
    size = min(CHUNK, max(_LEAST, len(brought) // _SHARES))
    for part in in_parallel(one_chunk, brought.chunks(size)):
        parts.append(part)
        clock.progress("comparison", min(len(parts) * size / len(brought), 1.0))
    return _found(model, brought, parts)


def comparable(low: Rows, high: Rows, scored: Scored, judged: npt.NDArray[np.int8]) -> Compared:
    """The pairs that clusters look at: links, and those that speak against one."""
    weights = np.where(scored.excluded >= 0, -np.inf, scored.weights)
    return Compared(low, high, weights, judged == LINK).where((judged == LINK) | (weights < 0))


def _found(model: LinkageModel, brought: Candidates, parts: Sequence[tuple[Compared, Kept, Scores, Counts]]) -> Found:
    counts = sum((count for *_, count in parts), np.zeros((len(model.rules), 3), dtype=np.int64))
    kept = join([part[1] for part in parts], len(model.comparisons))
    return Found(
        brought.census, joined([part[0] for part in parts]), kept, counts, _joined([part[2] for part in parts])
    )


def _joined(parts: Sequence[Scores]) -> Scores:
    nothing = Scores(np.zeros(0, np.float32), np.zeros(0, np.int8), np.zeros(0, bool), np.zeros(0, np.uint32))
    every = [nothing, *parts]
    return Scores(*(np.concatenate([getattr(part, name.name) for part in every]) for name in fields(Scores)))


def _count(rule: Codes, judged: npt.NDArray[np.int8], rules: int) -> Counts:
    """Compared pairs, links and doubtful pairs of each rule."""
    chosen = (rule, rule[judged == LINK], rule[judged == UNSURE])
    return np.stack([np.bincount(numbers, minlength=rules) for numbers in chosen], axis=1)


def clusters_of(model: LinkageModel, table: Table, pairs: Compared, decided: Decided) -> Clusters:
    """Clusters of the links that were found and of those that were decided."""
    low, high = decided.links
    compared = Compared(
        np.concatenate((pairs.low, low)),
        np.concatenate((pairs.high, high)),
        np.concatenate((pairs.weights, np.full(len(low), np.inf))),
        np.concatenate((pairs.linked, np.ones(len(low), dtype=bool))),
    )
    unique = tuple((rule, table[rule.column]) for rule in model.uniqueness)
    return cluster(len(table), compared, Apart(unique, decided.apart))


def _report(linked: Linked, seconds: dict[str, float]) -> Report:
    found, clusters = linked.found, linked.clusters
    compared, links, doubtful = found.counts.sum(axis=0).tolist()
    return Report(
        records=len(clusters.labels),
        compared=compared,
        links=links,
        doubtful=doubtful,
        clusters=int(np.count_nonzero(clusters.labels == np.arange(len(clusters.labels)))),
        cuts=len(clusters.cuts),
        capped_keys=sum(census.capped_keys for census in found.census),
        skipped_records=sum(census.skipped_records for census in found.census),
        prior=linked.yardstick.prior,
        seconds=seconds,
    )
