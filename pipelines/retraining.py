"""Weights trained from the records as they are, and what would change if they were adopted."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from sqlalchemy import Engine

from matching.columns import Ints, Table
from matching.comparing import Difference, difference, odds_of
from matching.evaluation import Quality, evaluate
from matching.explain import Explainer
from matching.loading import load
from matching.model import LinkageModel
from matching.training import train
from matching.weights import WeightChange, adopted, changes, weights_of
from pipelines import model_store, models
from pipelines.evaluation.measured import labelled_records
from pipelines.record_names import name_of
from schema.linkage import Judgement, Kind
from warehouse import decisions

EXAMPLES = 5


@dataclass(frozen=True)
class Step:
    """One comparison of an example, in bits under both sets of weights."""

    comparison: str
    level: str
    before: float
    after: float


@dataclass(frozen=True)
class Example:
    """A pair of records that would come together, or apart."""

    a: str
    b: str
    before: Judgement
    after: Judgement
    odds_before: float
    odds_after: float
    steps: list[Step]


@dataclass(frozen=True)
class OnDecisions:
    """Persons' decisions and how many of them the weights alone would give."""

    judgement: Judgement
    decisions: int
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """What adopting would change; nothing has changed yet."""

    kind: Kind
    version_before: str
    version: str
    file: str
    records: int
    weights: list[WeightChange]
    pairs: list[tuple[Judgement, Judgement, int]]
    """(before, after, candidate pairs) whose judgement changes."""
    entities: tuple[int, int]
    merged: int
    split: int
    examples: list[Example]
    on_decisions: list[OnDecisions]
    on_labels: tuple[Quality, Quality] | None
    """Where labels were given: before and after."""


@dataclass(frozen=True)
class Trainer:
    """One kind's records, loaded once; the connection is the workshop's."""

    connection: duckdb.DuckDBPyConnection
    control: Engine
    home: Path
    kind: Kind

    def preview(self, truth: Path | None, seed: int) -> Preview:
        """Train, keep the weights, and compare with those in use."""
        before = model_store.current(self.home, self.kind)
        table = load(models.compared(self.connection, self.kind), before)
        # what is declared is the prior, whatever was adopted: training again from the same records changes nothing
        declared = models.declared(self.kind)
        weights = train(declared, table, version=model_store.next_version(self.home, self.kind), seed=seed)
        after, file = adopted(declared, weights), model_store.keep(self.home, self.kind, weights)
        found = difference(before, after, table, EXAMPLES)
        return Preview(
            self.kind,
            before.version,
            after.version,
            str(file.relative_to(self.home)),
            len(table),
            changes(weights_of(before), weights),
            [(*judged, count) for judged, count in found.pairs.items()],
            found.clusters,
            found.merged,
            found.split,
            self._examples(before, after, table, found.examples),
            self._on_decisions(before, after, table),
            self._on_labels(table, found, truth) if truth else None,
        )

    def _examples(
        self, before: LinkageModel, after: LinkageModel, table: Table, pairs: Sequence[tuple[int, int]]
    ) -> list[Example]:
        if not pairs:
            return []
        explainers = Explainer.of(before, table), Explainer.of(after, table)
        return [self._example(explainers, pair) for pair in pairs]

    def _example(self, explainers: tuple[Explainer, Explainer], pair: tuple[int, int]) -> Example:
        one, other = (explainer.explain(*pair) for explainer in explainers)
        steps = [
            Step(a.comparison, a.level, a.weight, b.weight)
            for a, b in zip(one.evidence, other.evidence, strict=True)
            if a.weight != b.weight
        ]
        a, b = (name_of(self.connection, self.kind, record) for record in (one.left_id, one.right_id))
        odds = one.match_weight + one.prior, other.match_weight + other.prior
        return Example(a, b, one.judgement, other.judgement, *odds, steps)

    def _on_decisions(self, before: LinkageModel, after: LinkageModel, table: Table) -> list[OnDecisions]:
        rows = [row for row in decisions.standing_rows(self.control, self.kind) if row["unmerge_id"] is None]
        pairs = [(row["left_id"], row["right_id"]) for row in rows]
        said = np.array([row["judgement"] for row in rows])
        linked = [odds_of(model, table, pairs) >= model.thresholds.link for model in (before, after)]
        found = []
        for judgement in (Judgement.LINK, Judgement.NO_LINK):
            chosen = said == judgement.value
            right = [int((each[chosen] == (judgement is Judgement.LINK)).sum()) for each in linked]
            found.append(OnDecisions(judgement, int(chosen.sum()), right[0], right[1]))
        return [each for each in found if each.decisions]

    def _on_labels(self, table: Table, found: Difference, truth: Path) -> tuple[Quality, Quality]:
        labelled = labelled_records(self.connection, self.kind, truth)
        return _quality(table, found.labels[0], labelled), _quality(table, found.labels[1], labelled)


def _quality(table: Table, labels: Ints, labelled: pa.Table) -> Quality:
    return evaluate(pa.table({"record_id": table.record_ids, "cluster_id": labels}), labelled)
