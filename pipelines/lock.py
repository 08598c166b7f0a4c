"""One run at a time in one home: a lock that the kernel frees when its holder ends, however it ends."""

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from schema.errors import AlreadyRunning
from warehouse.clock import now

FILE = "run.lock"
_ATTEMPTS = 4
"""`holder` takes the lock for an instant to see whether it is free; a run must not fail on that."""


@contextmanager
def only_run(home: Path, what: str) -> Iterator[None]:
    """Hold the home for one run; AlreadyRunning says who holds it and since when.

    The file's content only tells who; the lock itself is the kernel's (`flock`), so a killed run never blocks the next.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / FILE).open("a+", encoding="utf-8") as file:
        _take(file, home)
        _write_holder(file, what)
        try:
            yield
        finally:
            # a stale name would mislead whoever reads the file
            file.truncate(0)


def check_free(home: Path) -> None:
    """AlreadyRunning now, rather than after the seconds that a run takes to begin."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / FILE).open("a+", encoding="utf-8") as file:
        _take(file, home)


def holder(home: Path) -> str | None:
    """Who runs in this home, and since when; None where nobody does."""
    if not (home / FILE).exists():
        return None
    try:
        check_free(home)
    except AlreadyRunning as error:
        return error.what
    return None


def _take(file: TextIO, home: Path) -> None:
    for _ in range(_ATTEMPTS):
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.05)
    raise AlreadyRunning(
        f"another run holds this home: {_read_holder(file)}",
        where=str(home),
        next_step="wait for it to end; `hub status` shows what it does",
    )


def _write_holder(file: TextIO, what: str) -> None:
    file.truncate(0)
    holder = {"what": what, "process": os.getpid(), "host": socket.gethostname(), "since": f"{now():%Y-%m-%d %H:%M:%S}"}
    json.dump(holder, file)
    file.flush()


def _read_holder(file: TextIO) -> str:
    file.seek(0)
    try:
        found = json.loads(file.read())
        return f"{found['what']}, process {found['process']} on {found['host']}, since {found['since']}"
    except (ValueError, KeyError, TypeError):
        return "a run that is just starting"
