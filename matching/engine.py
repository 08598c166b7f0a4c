"""The engine: records in, pairs, clusters and a census out.  It knows nothing of names, numbers or departments."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.blocking import Blocks, build_blocks, candidate_pairs
from matching.clustering import Apart, Clusters, Links, cluster
from matching.columns import Table
from matching.conditions import Pairs
from matching.decisions import Decided, read_decisions
from matching.fellegi_sunter import LINK, NO_LINK, UNSURE, Scored, frequencies, prior_odds, score
from matching.loading import load
from matching.model import LinkageModel
from matching.output import Kept, census_table, cuts_table, join, memberships_table, pairs_table
from matching.progress import Clock, Progress

CHUNK = 1_000_000
"""Pairs compared at a time; memory grows with it."""

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
    """Pairs worth keeping, and by blocking rule how many were (compared, links, doubtful)."""

    blocks: Sequence[Blocks]
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
        blocks = [build_blocks(rule, table) for rule in model.rules]
    with clock.stage("comparison"):
        found = compare(model, table, blocks, decided, clock)
    with clock.stage("clustering"):
        clusters = clusters_of(model, table, found.kept, decided)
    with clock.stage("output"):
        names, ids = [rule.name for rule in model.rules], table.record_ids
        pairs = pairs_table(found.kept, names, ids)
        links = found.kept.where(found.kept.judged == LINK)
        memberships = memberships_table(clusters, links, decided.links, names, ids)
        cuts = cuts_table(clusters.cuts, ids)
        census = census_table([block.census for block in blocks], found.counts)
    return Linkage(pairs, memberships, cuts, census, _report(model, found, clusters, clock.seconds))


def compare(model: LinkageModel, table: Table, blocks: Sequence[Blocks], decided: Decided, clock: Clock) -> Found:
    """Score all candidate pairs; keep links and doubtful pairs, and count by rule."""
    frequency, prior = frequencies(model, table), prior_odds(model, len(table))
    total, done = max(sum(block.census.pairs for block in blocks), 1), 0
    kept, counts = [], np.zeros((len(blocks), 3), dtype=np.int64)
    for number, block in enumerate(blocks):
        for low, high in candidate_pairs(block, blocks[:number], CHUNK):
            scored = score(model, Pairs(table, low, high), frequency)
            judged = decided.override(low, high, scored.judge(prior, model.thresholds))
            kept.append(_keep(scored, judged, number))
            counts[number] += (len(low), (judged == LINK).sum(), (judged == UNSURE).sum())
            done += len(low)
            clock.progress("comparison", min(done / total, 1.0))
    return Found(blocks, join(kept, len(model.comparisons)), counts)


def clusters_of(model: LinkageModel, table: Table, kept: Kept, decided: Decided) -> Clusters:
    """Clusters of the links that were found and of those that were decided."""
    found, (low, high) = kept.where(kept.judged == LINK), decided.links
    links = Links(
        np.concatenate((found.low, low)),
        np.concatenate((found.high, high)),
        np.concatenate((found.weights, np.full(len(low), np.inf))),
    )
    unique = tuple((rule, table[rule.column]) for rule in model.uniqueness)
    return cluster(len(table), links, Apart(unique, decided.apart))


def _keep(scored: Scored, judged: npt.NDArray[np.int8], rule: int) -> Kept:
    everything = Kept(
        scored.low, scored.high, np.full(len(judged), rule, dtype=np.int8), scored.weights, judged, scored.levels
    )
    return everything.where(judged != NO_LINK)


def _report(model: LinkageModel, found: Found, clusters: Clusters, seconds: dict[str, float]) -> Report:
    compared, links, doubtful = found.counts.sum(axis=0).tolist()
    return Report(
        records=len(clusters.labels),
        compared=compared,
        links=links,
        doubtful=doubtful,
        clusters=len(np.unique(clusters.labels)),
        cuts=len(clusters.cuts),
        capped_keys=sum(block.census.capped_keys for block in found.blocks),
        skipped_records=sum(block.census.skipped_records for block in found.blocks),
        prior=prior_odds(model, len(clusters.labels)),
        seconds=seconds,
    )
