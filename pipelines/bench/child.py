"""A process of its own, timed from outside."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from schema.errors import HubError


class BenchFailed(HubError):
    """A process that was to be measured ended badly."""

    exit_code = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """A process from start to end: seconds on the wall, and seconds of work on all cores, which load stretches less."""

    seconds: float
    cpu_seconds: float


def measured(arguments: Sequence[str], log: Path, threads: int) -> Measured:
    """Run a module of ours with this interpreter on at most so many cores; BenchFailed if it ends badly."""
    start = perf_counter()
    with log.open("wb") as output:
        command = (sys.executable, "-m", *arguments)
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 - our own module
        _keep_to(child.pid, threads)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise BenchFailed(f"it ended with {child.returncode}: {' '.join(last)}", where=arguments[0])
    return Measured(perf_counter() - start, usage.ru_utime + usage.ru_stime)


def _keep_to(process: int, threads: int) -> None:
    """So many cores and no more, where the system can say so."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))[:threads]
        os.sched_setaffinity(process, cores)
