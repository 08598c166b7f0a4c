"""`hub bench match`: our engine and Splink on the same cleaned records, each in a process of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from matching.evaluation import Quality, evaluate
from pipelines import progress
from pipelines.bench import models, preparation
from pipelines.bench.child import Measured
from pipelines.bench.engines import OURS, SPLINK, THREADS, carried_out
from pipelines.bench.job import Job, Timed, read_answer

_RECORDS = {OURS: preparation.OURS, SPLINK: preparation.SPLINK}
MISSING = "Splink is not installed: pip install 'registry-hub[splink]'"


@dataclass(frozen=True, slots=True)
class Request:
    """What to match, and with whom."""

    files: tuple[Path, ...]
    """CSV files; none: generated persons."""
    model: str
    records: int
    """How many persons' records to generate."""
    seed: int
    fit: bool
    """Estimate the parameters also where the model declares them."""
    keep: Path | None
    """A folder that keeps what the engines found and estimated."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one engine did with the records."""

    engine: str
    timed: Timed
    process: Measured
    quality: Quality

    @property
    def seconds(self) -> float:
        """From cleaned records to clusters."""
        return sum(self.timed.seconds.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The results on the same records; `remark` says why an engine is missing."""

    records: int
    entities: int
    model: str
    threads: int
    results: tuple[Result, ...]
    remark: str | None


def compare(request: Request) -> Comparison:
    """Prepare the records once, and let each engine that is installed link them, one after the other."""
    installed = find_spec("splink") is not None
    engines = (OURS, SPLINK) if installed else (OURS,)
    with TemporaryDirectory(prefix="hub-bench-") as scratch, progress.shown():
        folder = request.keep or Path(scratch)
        with progress.stage("preparing the records", 1):
            prepare(request, folder)
        results = tuple(_results(request, folder, engines))
    first = results[0].quality
    remark = None if installed else MISSING
    return Comparison(first.records, first.entities, request.model, THREADS, results, remark)


def prepare(request: Request, folder: Path) -> None:
    """The records of a request in the folder, as `preparation` writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    if request.files:
        preparation.write_files(request.files, request.model, folder)
        return
    preparation.make_persons(request.records, request.seed, folder)


def _results(request: Request, folder: Path, engines: Sequence[str]) -> Iterator[Result]:
    fit = request.fit or not models.is_declared(request.model)
    truth = parquet.read_table(folder / preparation.TRUTH)
    for engine in engines:
        own = folder / engine
        records = folder / _RECORDS[engine]
        with progress.stage(f"linking with {engine}", 1):
            yield _result(Job(engine, str(records), str(own), request.model, fit, THREADS), truth)


def _result(job: Job, truth: pa.Table) -> Result:
    process = carried_out(job)
    memberships = parquet.read_table(job.memberships)
    return Result(job.engine, read_answer(job), process, evaluate(memberships, truth))
