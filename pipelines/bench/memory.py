"""What this process and all its children together take of the machine within a stretch of time."""

import os
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

_EVERY = 0.25
"""Seconds between two looks, each of which takes milliseconds from the work that is looked at."""
_PROC = Path("/proc")


class Taken:
    """Where the system does not tell of children, those of this process alone."""

    def __init__(self) -> None:
        self.peak_bytes = 0
        """The most resident memory."""
        self.cpu_seconds = 0.0
        """Seconds of work on all cores; of a child that ended meanwhile up to the last look."""
        self._before = _worked()
        self._over = threading.Event()

    def watch(self) -> None:
        """Look until the stretch is over."""
        while not self._over.wait(_EVERY):
            self.look()

    def look(self) -> None:
        """Once."""
        self.peak_bytes = max(self.peak_bytes, _resident())
        self.cpu_seconds = max(self.cpu_seconds, _worked() - self._before)

    def end(self) -> None:
        """No more looks."""
        self._over.set()


@contextmanager
def watched() -> Iterator[Taken]:
    """Watch for the time of this block."""
    taken = Taken()
    thread = threading.Thread(target=taken.watch, daemon=True)
    thread.start()
    try:
        yield taken
    finally:
        taken.look()
        taken.end()
        thread.join()


def own_peak() -> int:
    """The most bytes that this process has held since its program started.

    Not `ru_maxrss` where that can be helped: on Linux a process inherits it from the one that it was forked from.
    """
    for line in _read(_PROC / "self" / "status").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _resident() -> int:
    if not (_PROC / "self" / "statm").exists():
        return own_peak()
    return resident(os.getpid())


def resident(process: int) -> int:
    """Resident bytes of a process, its children and theirs; 0 where the system does not tell."""
    return sum(map(_pages, _family(process))) * resource.getpagesize()


def _worked() -> float:
    """Seconds of work of the family so far, with children of its members that have ended."""
    if not (_PROC / "self" / "stat").exists():
        return process_time()
    return sum(map(_ticks, _family(os.getpid()))) / os.sysconf("SC_CLK_TCK")


def _ticks(process: int) -> int:
    """utime, stime, cutime and cstime of proc(5); the name before them may hold blanks."""
    fields = _read(_PROC / str(process) / "stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def _family(process: int) -> Iterator[int]:
    """A process, its children and theirs."""
    yield process
    for task in (_PROC / str(process) / "task").glob("*/children"):
        for child in _read(task).split():
            yield from _family(int(child))


def _pages(process: int) -> int:
    """Resident pages; none of a process that has ended meanwhile."""
    fields = _read(_PROC / str(process) / "statm").split()
    return int(fields[1]) if len(fields) > 1 else 0


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""
