"""The engines, each a process of its own that a bench measures from outside."""

from pathlib import Path

from pipelines.bench.child import Limits, Measured, measured
from pipelines.bench.job import Job, write_job

OURS, SPLINK, GOLDENMATCH = "ours", "splink", "goldenmatch"
PEERS = (SPLINK, GOLDENMATCH)
THREADS = 2
"""Cores for each engine: what the hub is sized for."""
_MODULES = {
    OURS: "pipelines.bench.own_engine",
    SPLINK: "pipelines.bench.splink_engine",
    GOLDENMATCH: "pipelines.bench.goldenmatch_engine",
}


def carried_out(job: Job, limits: Limits | None = None) -> Measured:
    """Let the job's engine do it; its answer is in the job's folder.  BenchFailed if it ends badly."""
    folder = Path(job.folder)
    folder.mkdir(exist_ok=True)
    write_job(job, folder / "job.json")
    return measured((_MODULES[job.engine], str(folder / "job.json")), folder / "log.txt", job.threads, limits)
