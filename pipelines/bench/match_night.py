"""`hub bench match --night`: what a night costs against comparing everything, and whether both say the same."""

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from pyarrow import parquet

from pipelines import progress
from pipelines.bench import models, preparation
from pipelines.bench.child import BenchFailed, measured
from pipelines.bench.engines import THREADS
from pipelines.bench.match import Request, prepare
from pipelines.bench.night_engine import DAYS, STEPS, Spent
from pipelines.bench.night_records import store_days

_ENGINE = "pipelines.bench.night_engine"


@dataclass(frozen=True, slots=True)
class Night:
    """What each step took; see `night_engine`."""

    records: int
    share: float
    model: str
    threads: int
    steps: dict[str, Spent]
    is_same: bool
    """Whether the night left the partition that comparing everything makes of the same records."""

    def ratio(self, step: str) -> float:
        """Work of the night to work of another step."""
        return self.steps["night"].cpu_seconds / self.steps[step].cpu_seconds

    def ratio_on_the_wall(self, step: str) -> float:
        """Seconds of the night to seconds of another step."""
        return self.steps["night"].seconds / self.steps[step].seconds


def measure(request: Request, share: float) -> Night:
    """Prepare two days, and let a process of its own take each step, one after the other."""
    if not models.is_declared(request.model):
        raise BenchFailed("a night needs parameters, and this file declares none", where=request.model)
    with TemporaryDirectory(prefix="hub-bench-") as scratch, progress.shown():
        folder = request.keep or Path(scratch)
        with progress.stage("preparing the records", 1):
            prepare(request, folder)
            records = parquet.read_table(folder / preparation.OURS)
            (folder / DAYS).unlink(missing_ok=True)
            store_days(records, models.ours(request.model).inputs, share, request.seed, folder / DAYS)
        with progress.stage("a day, the day after, and the night between", len(STEPS)):
            steps = {step: _taken(step, folder, request.model) for step in STEPS}
        return Night(len(records), share, request.model, THREADS, steps, is_same(folder))


def _taken(step: str, folder: Path, model: str) -> Spent:
    measured((_ENGINE, step, str(folder), model), folder / f"{step}.log", THREADS)
    return Spent(**json.loads((folder / f"{step}.json").read_text(encoding="utf-8")))


def is_same(folder: Path) -> bool:
    """Clusters are called by their smallest record id: the same partition is the same table."""
    one, other = (parquet.read_table(folder / f"{name}.parquet").sort_by("record_id") for name in ("night", "all"))
    return bool(one.combine_chunks().equals(other.combine_chunks()))
