"""What a bench asks of an engine, and what the engine answers: small JSON files between two processes."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    """`records`: Parquet with record_id and the engine's columns; `folder` takes the answer."""

    engine: str
    records: str
    folder: str
    model: str
    """A model file, or the name of a model of the hub."""
    fit: bool
    """Estimate the parameters from the records; else they are those that the model declares."""
    threads: int

    @property
    def memberships(self) -> Path:
        """Where the answer's record_id, cluster_id go."""
        return Path(self.folder) / "memberships.parquet"

    @property
    def census(self) -> Path:
        """Where our engine's census of blocking goes."""
        return Path(self.folder) / "census.parquet"

    @property
    def fitted(self) -> Path:
        """Where estimated parameters go."""
        return Path(self.folder) / "fitted.json"


@dataclass(frozen=True, slots=True)
class Timed:
    """What an engine did; seconds by stage, without the start of its process and its imports."""

    version: str
    seconds: dict[str, float]
    training: float
    """Seconds of estimating parameters, not among `seconds`."""
    peak_bytes: int
    """The most resident memory that the process held."""
    unsaid: Sequence[str] = ()
    """What of the model the engine has no words for."""


def read_job(path: str) -> Job:
    """The job in a file."""
    return Job(**json.loads(Path(path).read_text(encoding="utf-8")))


def write_job(job: Job, path: Path) -> None:
    """As JSON."""
    path.write_text(json.dumps(asdict(job)), encoding="utf-8")


def answer(job: Job, timed: Timed) -> None:
    """Leave the answer where the bench looks for it."""
    (Path(job.folder) / "timed.json").write_text(json.dumps(asdict(timed)), encoding="utf-8")


def read_answer(job: Job) -> Timed:
    """The answer of an engine that ended well."""
    content: dict[str, Any] = json.loads((Path(job.folder) / "timed.json").read_text(encoding="utf-8"))
    return Timed(**content)
