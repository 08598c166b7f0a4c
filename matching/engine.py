"""The engine: records in, pairs, clusters and a census out.  It knows nothing of names, numbers or departments."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import Candidates, RuleCensus, candidates
from matching.clustering import Apart, Clusters, Compared, cluster, joined
from matching.columns import Codes, Rows, Table
from matching.conditions import Pairs
from matching.decisions import Decided, read_decisions
from matching.fellegi_sunter import LINK, NO_LINK, UNSURE, frequencies, prior_odds, score
from matching.loading import load
from matching.model import LinkageModel
from matching.output import Kept, census_table, cuts_table, join, memberships_table, pairs_table
from matching.parallel import in_parallel
from matching.progress import Clock, Progress

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
class Found:
    """Pairs that clusters look at, those worth keeping, and by rule how many were (compared, links, doubtful)."""

    census: tuple[RuleCensus, ...]
    compared: Compared
    kept: Kept
    counts: Counts


def link(
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyRelation,
    model: LinkageModel,
    *,
    decisions: pa.Table | None = None,
    progress: Progress | None = None,
) -> Linkage:
    """Link the records of a relation of this connection that has `record_id` and the model's inputs.

    `decisions` has left_id, right_id, judgement, and decided_at if known.  The result does not depend on the order of
    the rows.
    """
    clock = Clock(progress)
    with clock.stage("features"):
        table = load(records, model)
        decided = read_decisions(decisions, table.record_ids)
    with clock.stage("blocking"):
        brought = candidates(model.rules, table)
    with clock.stage("comparison"):
        found = compare(model, table, brought, decided, clock)
    with clock.stage("clustering"):
        clusters = clusters_of(model, table, found, decided)
    with clock.stage("output"):
        names, ids = [rule.name for rule in model.rules], table.record_ids
        pairs = pairs_table(found.kept, names, ids)
        links = found.kept.where(found.kept.judged == LINK)
        memberships = memberships_table(clusters, links, decided.links, names, ids)
        cuts = cuts_table(clusters.cuts, ids)
        census = census_table(found.census, found.counts)
    return Linkage(pairs, memberships, cuts, census, _report(model, found, clusters, clock.seconds))


def compare(model: LinkageModel, table: Table, brought: Candidates, decided: Decided, clock: Clock) -> Found:
    """Score all candidate pairs, in parallel; keep links and doubtful pairs, and count by rule."""
    frequency, prior = frequencies(model, table), prior_odds(model, len(table))

    def one_chunk(chunk: tuple[Rows, Rows, Codes]) -> tuple[Compared, Kept, Counts]:
        low, high, rule = chunk
        scored = score(model, Pairs(table, low, high), frequency)
        judged = decided.override(low, high, scored.judge(prior, model.thresholds))
        kept = Kept(low, high, rule.astype(np.int8), scored.weights, judged, scored.levels)
        weights = np.where(scored.excluded >= 0, -np.inf, scored.weights)
        matters = (judged == LINK) | (weights < 0)
        return (
            Compared(low, high, weights, judged == LINK).where(matters),
            kept.where(judged != NO_LINK),
            _count(rule, judged, len(model.rules)),
        )

    parts = []
    size = min(CHUNK, max(_LEAST, len(brought) // _SHARES))
    for part in in_parallel(one_chunk, brought.chunks(size)):
        parts.append(part)
        clock.progress("comparison", min(len(parts) * size / len(brought), 1.0))
    return _found(model, brought, parts)


def _found(model: LinkageModel, brought: Candidates, parts: Sequence[tuple[Compared, Kept, Counts]]) -> Found:
    counts = sum((count for _, _, count in parts), np.zeros((len(model.rules), 3), dtype=np.int64))
    kept = join([kept for _, kept, _ in parts], len(model.comparisons))
    return Found(brought.census, joined([compared for compared, _, _ in parts]), kept, counts)


def _count(rule: Codes, judged: npt.NDArray[np.int8], rules: int) -> Counts:
    """Compared pairs, links and doubtful pairs of each rule."""
    chosen = (rule, rule[judged == LINK], rule[judged == UNSURE])
    return np.stack([np.bincount(numbers, minlength=rules) for numbers in chosen], axis=1)


def clusters_of(model: LinkageModel, table: Table, found: Found, decided: Decided) -> Clusters:
    """Clusters of the links that were found and of those that were decided."""
    low, high = decided.links
    pairs = found.compared
    compared = Compared(
        np.concatenate((pairs.low, low)),
        np.concatenate((pairs.high, high)),
        np.concatenate((pairs.weights, np.full(len(low), np.inf))),
        np.concatenate((pairs.linked, np.ones(len(low), dtype=bool))),
    )
    unique = tuple((rule, table[rule.column]) for rule in model.uniqueness)
    return cluster(len(table), compared, Apart(unique, decided.apart))


def _report(model: LinkageModel, found: Found, clusters: Clusters, seconds: dict[str, float]) -> Report:
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
        prior=prior_odds(model, len(clusters.labels)),
        seconds=seconds,
    )
