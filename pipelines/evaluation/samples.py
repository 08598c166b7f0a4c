"""Random pairs for persons to judge, drawn by bands of weight, so that quality can be estimated without bias.

Doubtful pairs are what persons are asked about otherwise: decisions on those say little of all the others.  A sample
is kept in `<home>/samples/<kind>/`, record ids and bands only; the decisions on its pairs are the labels.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
from pydantic import TypeAdapter

from matching.loading import load
from matching.model import LinkageModel
from matching.sweep import Scores, scores
from pipelines import models
from schema.linkage import Kind
from warehouse.clock import now

BANDS = (-10.0, -3.0, 2.0, 6.0, 12.0)
"""Lower ends in bits of posterior odds; pairs below the first, and excluded ones, are not drawn."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A pair of a sample; left_id < right_id."""

    left_id: int
    right_id: int
    band: float
    is_together: bool


@dataclass(frozen=True, slots=True)
class Band:
    """All candidate pairs of one band that were together, or that were not."""

    low: float
    is_together: bool
    population: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Pairs drawn from each band at random."""

    name: str
    bands: list[Band]
    pairs: list[Drawn]
    not_drawn: int
    """Candidate pairs below the lowest band."""


_SAMPLE = TypeAdapter(Sample)


def draw(connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel, size: int) -> Sample:
    """Draw about so many pairs, as many from each band, and keep them."""
    kind = model.kind
    table = load(models.compared(connection, kind), model)
    found = scores(model, table)
    query = f"SELECT cluster_id FROM {kind}_membership ORDER BY record_id"
    cluster = connection.execute(query).to_arrow_table()["cluster_id"].to_numpy()
    together = cluster[found.low] == cluster[found.high]
    band = np.searchsorted(BANDS, found.odds, side="right") - 1
    bands, pairs = [], []
    strata = [(number, flag) for number in range(len(BANDS)) for flag in (True, False)]
    rows_of = [np.flatnonzero((band == number) & (together == flag)) for number, flag in strata]
    random = np.random.default_rng()
    for (number, flag), rows, wanted in zip(strata, rows_of, _shared_out(size, list(map(len, rows_of))), strict=True):
        if len(rows):
            bands.append(Band(BANDS[number], flag, len(rows)))
            chosen = random.choice(rows, wanted, replace=False)
            pairs += [_drawn(table.record_ids, found, row, BANDS[number], flag) for row in np.sort(chosen).tolist()]
    random.shuffle(pairs)
    return _keep(home, kind, Sample(f"{now():%Y-%m-%d-%H%M%S}", bands, pairs, int((band < 0).sum())))


def _shared_out(size: int, populations: list[int]) -> list[int]:
    """As many from each, and what the small ones cannot give from the largest."""
    share = -(-size // max(sum(count > 0 for count in populations), 1))
    given = [min(share, count) for count in populations]
    largest = populations.index(max(populations))
    given[largest] += max(min(size - sum(given), populations[largest] - given[largest]), 0)
    return given


def newest(home: Path, kind: Kind) -> Sample | None:
    """The sample drawn last."""
    files = sorted(_folder(home, kind).glob("*.json"))
    return _SAMPLE.validate_json(files[-1].read_bytes()) if files else None


def _drawn(ids: np.ndarray, found: Scores, row: int, low: float, flag: bool) -> Drawn:
    return Drawn(int(ids[found.low[row]]), int(ids[found.high[row]]), low, flag)


def _keep(home: Path, kind: Kind, sample: Sample) -> Sample:
    _folder(home, kind).mkdir(parents=True, exist_ok=True)
    (_folder(home, kind) / f"{sample.name}.json").write_bytes(_SAMPLE.dump_json(sample))
    return sample


def _folder(home: Path, kind: Kind) -> Path:
    return home / "samples" / kind.value
