"""`hub bench match`: our engine, Splink and GoldenMatch on the same cleaned records, each in a process of its own."""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from matching.evaluation import Quality, evaluate
from pipelines import progress
from pipelines.bench import models, preparation
from pipelines.bench.child import BenchFailed, Limits, Measured
from pipelines.bench.engines import OURS, PEERS, THREADS, carried_out
from pipelines.bench.job import Job, Timed, read_answer

_LIMITS = Limits(seconds=30 * 60, peak_bytes=12 << 30)
"""Of another engine: ours takes seconds and 4 GB at the seed's size."""


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
    peers: tuple[str, ...] = PEERS
    """The engines beside ours."""
    limits: Limits = _LIMITS
    """What each of them may take."""


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
    """The results on the same records, ours first; `remarks` say why an engine is missing."""

    records: int
    entities: int
    model: str
    threads: int
    results: tuple[Result, ...]
    remarks: tuple[str, ...]


def compare(request: Request) -> Comparison:
    """Prepare the records once, and let ours and each peer that is installed link them, one after the other.

    A peer that fails, or takes more than it may, is left out with a remark.
    """
    with TemporaryDirectory(prefix="hub-bench-") as scratch, progress.shown():
        folder = request.keep or Path(scratch)
        with progress.stage("preparing the records", 1):
            prepare(request, folder)
        truth = parquet.read_table(folder / preparation.TRUTH)
        ours = _result(_job(request, folder, OURS), truth, None)
        results, remarks = [ours], []
        for peer in request.peers:
            try:
                results.append(_of_peer(request, folder, peer, truth))
            except BenchFailed as failed:
                remarks.append(f"{peer}: {failed.what}")
    return Comparison(
        ours.quality.records, ours.quality.entities, request.model, THREADS, tuple(results), tuple(remarks)
    )


def prepare(request: Request, folder: Path) -> None:
    """The records of a request in the folder, as `preparation` writes them."""
    folder.mkdir(parents=True, exist_ok=True)
    if request.files:
        preparation.write_files(request.files, request.model, folder)
        return
    preparation.make_persons(request.records, request.seed, folder)


def _job(request: Request, folder: Path, engine: str) -> Job:
    fit = request.fit or not models.is_declared(request.model)
    records = folder / (preparation.OURS if engine == OURS else preparation.PEERS)
    return Job(engine, str(records), str(folder / engine), request.model, fit, THREADS)


def _of_peer(request: Request, folder: Path, peer: str, truth: pa.Table) -> Result:
    if find_spec(peer) is None:
        raise BenchFailed(f"it is not installed: pip install 'registry-hub[{peer}]'", where=peer)
    return _result(_job(request, folder, peer), truth, request.limits)


def _result(job: Job, truth: pa.Table, limits: Limits | None) -> Result:
    with progress.stage(f"linking with {job.engine}", 1):
        process = carried_out(job, limits)
    memberships = parquet.read_table(job.memberships)
    return Result(job.engine, read_answer(job), process, evaluate(memberships, truth))
