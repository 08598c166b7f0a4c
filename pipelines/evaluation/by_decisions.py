"""Persons' decisions as labels: what the weights alone would have said of the pairs that persons judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from sqlalchemy import Engine

from matching.comparing import odds_of
from matching.intervals import Estimate, Stratum, precision_and_recall, wilson
from matching.loading import load
from matching.model import LinkageModel
from pipelines import models
from pipelines.evaluation import samples
from pipelines.evaluation.groups import SMALLEST, groups_of
from pipelines.evaluation.samples import Sample
from schema.linkage import Judgement, Kind
from warehouse import decisions


@dataclass(frozen=True)
class Agreement:
    """Decided pairs of one kind of group, and the share of which the weights alone say what the person said."""

    grouping: str
    group: str
    decisions: int
    right: Estimate


@dataclass(frozen=True)
class FromSample:
    """Precision and recall of all candidate pairs, from random ones."""

    name: str
    drawn: int
    judged: int
    precision: Estimate
    recall: Estimate
    not_drawn: int
    """Candidate pairs of such low weight that none was drawn: taken for rightly apart."""


@dataclass(frozen=True)
class ByDecisions:
    """What decisions say of the model."""

    kind: Kind
    decisions: int
    sample: FromSample | None
    agreement: list[Agreement]
    """By what was decided, by system, by group; doubtful pairs are far more frequent here than among all pairs."""


def by_decisions(
    connection: duckdb.DuckDBPyConnection, control: Engine, home: Path, model: LinkageModel
) -> ByDecisions:
    """All standing decisions of a kind that say link or no link; those of an unmerge are one answer and left out."""
    kind = model.kind
    rows = [row for row in decisions.standing_rows(control, kind) if row["unmerge_id"] is None]
    rows = [row for row in rows if row["judgement"] != Judgement.UNSURE.value]
    pairs = [(int(row["left_id"]), int(row["right_id"])) for row in rows]
    linked = {pair: row["judgement"] == Judgement.LINK.value for pair, row in zip(pairs, rows, strict=True)}
    sample = samples.newest(home, kind)
    found = _agreement(connection, model, linked) if pairs else []
    return ByDecisions(kind, len(pairs), _from_sample(sample, linked) if sample else None, found)


def _from_sample(sample: Sample, linked: dict[tuple[int, int], bool]) -> FromSample:
    strata, judged = [], 0
    for band in sample.bands:
        of_band = [each for each in sample.pairs if (each.band, each.is_together) == (band.low, band.is_together)]
        said = [linked[each.left_id, each.right_id] for each in of_band if (each.left_id, each.right_id) in linked]
        strata.append(Stratum(band.population, len(said), sum(said), band.is_together))
        judged += len(said)
    precision, recall = precision_and_recall(strata)
    return FromSample(sample.name, len(sample.pairs), judged, precision, recall, sample.not_drawn)


def _agreement(
    connection: duckdb.DuckDBPyConnection, model: LinkageModel, linked: dict[tuple[int, int], bool]
) -> list[Agreement]:
    pairs = list(linked)
    odds = odds_of(model, load(models.compared(connection, model.kind), model), pairs)
    known = np.isfinite(odds) | np.isneginf(odds)
    right = (odds >= model.thresholds.link) == np.array(list(linked.values()))
    said = ["linked by a person" if is_linked else "told apart by a person" for is_linked in linked.values()]
    found = list(_shares("decision 决定", [{word} for word in said], known, right, smallest=1))
    groups = _groups(connection, model.kind, pairs)
    for grouping in groups.column_names:
        if grouping != "record_id":
            of = dict(zip(groups["record_id"].to_pylist(), groups[grouping].to_pylist(), strict=True))
            found += _shares(grouping, [{of.get(end) for end in pair} for pair in pairs], known, right)
    return found


def _shares(
    grouping: str, groups: Sequence[set[str | None]], known: np.ndarray, right: np.ndarray, smallest: int = SMALLEST
) -> list[Agreement]:
    """A pair counts in the groups of both its records."""
    every = sorted({name for of in groups for name in of if name})
    found = []
    for name in every:
        inside = np.array([name in of for of in groups]) & known
        if inside.sum() >= smallest:
            found.append(
                Agreement(grouping, name, int(inside.sum()), wilson(int(right[inside].sum()), int(inside.sum())))
            )
    return found


def _groups(connection: duckdb.DuckDBPyConnection, kind: Kind, pairs: Sequence[tuple[int, int]]) -> pa.Table:
    records = sorted({record for pair in pairs for record in pair})
    query = f"SELECT record_id, cluster_id, entity_id AS entity FROM {kind}_membership"
    members = connection.execute(f"{query} WHERE record_id IN (SELECT unnest(?))", [records]).to_arrow_table()
    return groups_of(connection, kind, members)
