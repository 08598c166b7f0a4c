"""A process of its own, timed from outside."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from pipelines.bench.memory import resident
from schema.errors import HubError

_EVERY = 0.25
"""Seconds between two looks at what a limited process takes."""


class BenchFailed(HubError):
    """A process that was to be measured ended badly."""

    exit_code = 8


@dataclass(frozen=True, slots=True)
class Measured:
    """A process from start to end: seconds on the wall, and seconds of work on all cores, which load stretches less."""

    seconds: float
    cpu_seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take before it is ended."""

    seconds: float
    peak_bytes: float


def measured(arguments: Sequence[str], log: Path, threads: int, limits: Limits | None = None) -> Measured:
    """Run a module of ours with this interpreter on at most so many cores; BenchFailed if it ends badly."""
    start = perf_counter()
    with log.open("wb") as output:
        command = (sys.executable, "-m", *arguments)
        child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)  # noqa: S603 - our own module
        _keep_to(child.pid, threads)
        with _held_to(child.pid, limits) as broken:
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if broken:
        raise BenchFailed(f"it was ended: {broken[0]}", where=arguments[0])
    if child.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        raise BenchFailed(f"it ended with {child.returncode}: {' '.join(last)}", where=arguments[0])
    return Measured(perf_counter() - start, usage.ru_utime + usage.ru_stime)


@contextmanager
def _held_to(process: int, limits: Limits | None) -> Iterator[list[str]]:
    """End the process when it takes more than it may; the list then says of what."""
    broken: list[str] = []
    if limits is None:
        yield broken
        return
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(process, limits, over, broken), daemon=True)
    watch.start()
    try:
        yield broken
    finally:
        over.set()
        watch.join()


def _watch(process: int, limits: Limits, over: threading.Event, broken: list[str]) -> None:
    start = perf_counter()
    while not over.wait(_EVERY):
        if perf_counter() - start > limits.seconds:
            broken.append(f"more than {limits.seconds / 60:g} minutes")
        elif resident(process) > limits.peak_bytes:
            broken.append(f"more than {limits.peak_bytes / (1 << 30):g} GiB of memory")
        if broken:
            os.kill(process, signal.SIGKILL)
            return


def _keep_to(process: int, threads: int) -> None:
    """So many cores and no more, where the system can say so."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))[:threads]
        os.sched_setaffinity(process, cores)
