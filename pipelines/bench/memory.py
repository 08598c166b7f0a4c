"""The memory of this process and all its children together, at its highest within a stretch of time."""

import os
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks."""
_PROC = Path("/proc")


class Peak:
    """Bytes of resident memory; where the system does not tell, the most this process alone ever had."""

    def __init__(self) -> None:
        self.peak_bytes = 0
        self._over = threading.Event()

    def watch(self) -> None:
        """Look until the stretch is over."""
        while not self._over.wait(_EVERY):
            self.look()

    def look(self) -> None:
        """Once."""
        self.peak_bytes = max(self.peak_bytes, _resident())

    def end(self) -> None:
        """No more looks."""
        self._over.set()


@contextmanager
def peak_memory() -> Iterator[Peak]:
    """Watch for the time of this block."""
    peak = Peak()
    thread = threading.Thread(target=peak.watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        peak.look()
        peak.end()
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
    return sum(map(_pages, _family(os.getpid()))) * resource.getpagesize()


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
