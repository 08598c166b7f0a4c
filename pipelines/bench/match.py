"""`hub bench match`: our engine and Splink on the same cleaned records, each in a process of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from connectors.demo.person_records import person_records
from matching.decoding import table_as_arrow
from matching.evaluation import Quality, evaluate
from matching.loading import table_of
from matching.model_file.building import FILE
from matching.model_file.records import read_records
from pipelines import progress
from pipelines.bench import models
from pipelines.bench.child import Measured, measured
from pipelines.bench.job import Job, Timed, read_answer, write_job
from pipelines.bench.splink_settings import columns_of

OURS, SPLINK = "ours", "splink"
_MODULES = {OURS: "pipelines.bench.own_engine", SPLINK: "pipelines.bench.splink_engine"}
THREADS = 2
"""Cores for each engine: what the hub is sized for."""
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
            truth = _prepare(request, folder, engines)
        results = tuple(_results(request, folder, engines, truth))
    first = results[0].quality
    remark = None if installed else MISSING
    return Comparison(first.records, first.entities, request.model, THREADS, results, remark)


def _prepare(request: Request, folder: Path, engines: Sequence[str]) -> pa.Table:
    """Write each engine's records into its folder; the truth about them."""
    records, truth = _cleaned(request)
    for engine in engines:
        (folder / engine).mkdir(parents=True, exist_ok=True)
    parquet.write_table(records, folder / OURS / "records.parquet")
    if SPLINK in engines:
        parquet.write_table(_columns_for_splink(request.model, records), folder / SPLINK / "records.parquet")
    return truth


def _cleaned(request: Request) -> tuple[pa.Table, pa.Table]:
    if request.files:
        read = read_records(request.files, models.plain(request.model))
        return read.cleaned, read.truth
    made = person_records(request.records, request.seed)
    return made.records, made.truth


def _columns_for_splink(model: str, records: pa.Table) -> pa.Table:
    """What our engine makes of the columns as a part of its work, Splink is given."""
    file = models.plain(model)
    made = table_as_arrow(table_of(records, models.ours(model)))
    return made.select(["record_id", *columns_of(file), *((FILE,) if file.between_files else ())])


def _results(request: Request, folder: Path, engines: Sequence[str], truth: pa.Table) -> Iterator[Result]:
    for engine in engines:
        with progress.stage(f"linking with {engine}", 1):
            yield _result(_job(request, folder / engine, engine), truth)


def _job(request: Request, folder: Path, engine: str) -> Job:
    fit = request.fit or not models.is_declared(request.model)
    return Job(engine, str(folder / "records.parquet"), str(folder), request.model, fit, THREADS)


def _result(job: Job, truth: pa.Table) -> Result:
    folder = Path(job.folder)
    write_job(job, folder / "job.json")
    process = measured((_MODULES[job.engine], str(folder / "job.json")), folder / "log.txt", job.threads)
    memberships = parquet.read_table(job.memberships)
    return Result(job.engine, read_answer(job), process, evaluate(memberships, truth))
