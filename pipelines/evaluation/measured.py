"""How well one kind is resolved, measured against labelled records: all figures that tables and charts show."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from matching.evaluation import Quality, entities_of, evaluate
from matching.loading import load
from matching.model import LinkageModel
from matching.sweep import (
    AtThreshold,
    Bin,
    OfPairs,
    Scores,
    by_threshold,
    histogram,
    known_pairs,
    of_pairs,
    same_entity,
    scores,
)
from pipelines import models
from pipelines.evaluation.groups import GroupQuality, by_group
from schema.errors import DeliveryError, NotFound
from schema.linkage import Kind

THRESHOLDS = (-4.0, -2.0, 0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0)
_KEYS = ("system", "table_name", "source_key", "field")


@dataclass(frozen=True)
class RuleQuality:
    """What one blocking rule brings; the pairs that rules before it bring too are theirs."""

    rule: str
    pairs: int
    matches: int
    """Pairs of one entity."""
    recall: float
    """Of all true pairs the share that this rule and those before it bring."""


@dataclass(frozen=True)
class Measured:
    """One kind against the truth; thresholds, pairs and rules are empty for addresses, which are not compared."""

    kind: Kind
    model: LinkageModel | None
    labels: int
    unknown: int
    """Labels that name no record of the hub."""
    quality: Quality
    """Of the workshop's entities, decisions included."""
    groups: list[GroupQuality]
    found_sizes: dict[int, int]
    """Records of an entity → how many entities have so many."""
    true_sizes: dict[int, int]
    thresholds: list[AtThreshold]
    curve: list[OfPairs]
    bins: list[Bin]
    rules: list[RuleQuality]
    prior: float


def measure(connection: duckdb.DuckDBPyConnection, kind: Kind, model: LinkageModel | None, file: Path) -> Measured:
    """Compare the workshop's entities of a kind, and what its model would make at other thresholds, with a file."""
    truth = read_truth(connection, file)
    return _Whole(connection, kind, model, _labelled(connection, kind, truth, file)).measured(truth.num_rows)


def labelled_records(connection: duckdb.DuckDBPyConnection, kind: Kind, file: Path) -> pa.Table:
    """record_id, cluster_id, entity of each record that a file labels; NotFound if it labels none."""
    return _labelled(connection, kind, read_truth(connection, file), file)


def _labelled(connection: duckdb.DuckDBPyConnection, kind: Kind, truth: pa.Table, file: Path) -> pa.Table:
    connection.register("truth", truth)
    labelled = connection.execute(_sql("labelled", kind)).to_arrow_table()
    connection.unregister("truth")
    if not labelled.num_rows:
        raise NotFound(
            f"no label names a {kind} record of this hub",
            where=file.name,
            next_step=f"give {', '.join(_KEYS)} and cluster, as `{kind}_source` of a release has them",
        )
    return labelled


def read_truth(connection: duckdb.DuckDBPyConnection, file: Path) -> pa.Table:
    """system, table_name, source_key, field, entity of a CSV or Parquet file; entity may be called cluster there."""
    reader = "read_parquet" if file.suffix == ".parquet" else "read_csv"
    options = "" if reader == "read_parquet" else ", all_varchar = true"
    try:
        found = connection.execute(f"SELECT * FROM {reader}(?{options})", [str(file)]).to_arrow_table()
    except duckdb.Error as error:
        raise DeliveryError(f"cannot be read ({type(error).__name__})", where=file.name) from None
    entity = "entity" if "entity" in found.column_names else "cluster"
    missing = [name for name in (*_KEYS, entity) if name not in found.column_names]
    if missing:
        raise DeliveryError(
            f"has no column {', '.join(missing)}", where=file.name, next_step=f"give {', '.join(_KEYS)} and cluster"
        )
    return found.select([*_KEYS, entity]).rename_columns([*_KEYS, "entity"])


@dataclass(frozen=True)
class _Whole:
    connection: duckdb.DuckDBPyConnection
    kind: Kind
    model: LinkageModel | None
    labelled: pa.Table

    def measured(self, labels: int) -> Measured:
        found = _Scored.of(self, self.model) if self.model else None
        return Measured(
            self.kind,
            self.model,
            labels,
            labels - self.labelled.num_rows,
            evaluate(self.labelled, self.labelled),
            by_group(self.connection, self.kind, self.labelled),
            _sizes(self.labelled["cluster_id"]),
            _sizes(self.labelled["entity"]),
            found.thresholds if found else [],
            found.curve if found else [],
            found.bins if found else [],
            found.rules if found else [],
            found.prior if found else 0.0,
        )


@dataclass(frozen=True)
class _Scored:
    """What the model alone makes of the records, without any decision."""

    thresholds: list[AtThreshold]
    curve: list[OfPairs]
    bins: list[Bin]
    rules: list[RuleQuality]
    prior: float

    @classmethod
    def of(cls, whole: _Whole, model: LinkageModel) -> "_Scored":
        table = load(models.compared(whole.connection, whole.kind), model)
        every = scores(model, table)
        entity = entities_of(table, whole.labelled)
        known = known_pairs(every, entity)
        same = same_entity(known, entity)
        sizes = np.bincount(entity[entity >= 0])
        true_pairs = int((sizes * (sizes - 1) // 2).sum())
        bins = histogram(known, same)
        asked = (*THRESHOLDS, model.thresholds.link) if model.thresholds.link not in THRESHOLDS else THRESHOLDS
        return cls(
            list(by_threshold(model, table, every, whole.labelled, sorted(asked))),
            of_pairs(bins, true_pairs),
            bins,
            _rules(model, known, same, true_pairs),
            every.prior,
        )


def _rules(model: LinkageModel, known: Scores, same: np.ndarray, true_pairs: int) -> list[RuleQuality]:
    pairs = np.bincount(known.rule, minlength=len(model.rules))
    matches = np.bincount(known.rule[same], minlength=len(model.rules))
    recall = matches.cumsum() / max(true_pairs, 1)
    names = [rule.name for rule in model.rules]
    return [RuleQuality(*row) for row in zip(names, pairs.tolist(), matches.tolist(), recall.tolist(), strict=True)]


def _sizes(labels: pa.ChunkedArray) -> dict[int, int]:
    counts = labels.value_counts().field("counts").to_numpy()
    sizes, how_many = np.unique(counts, return_counts=True)
    return dict(zip(sizes.tolist(), how_many.tolist(), strict=True))


def _sql(name: str, kind: Kind) -> str:
    text = resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    return text.replace("{kind}", kind.value)
