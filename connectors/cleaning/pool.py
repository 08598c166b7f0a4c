"""The pool of cleaning processes: one a core, started when first needed, shared by all threads."""

import atexit
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pyarrow as pa

from connectors.cleaning.plain import parted
from connectors.cleaning.texts import Cleaning, clean_texts
from connectors.cleaning.worker import receive, request, send

_FEW, _VERY_FEW = 20_000, 3_000
"""So many distinct texts are cleaned in this process: starting others, or where they run asking them, takes longer."""
_CHUNK = 8_000

Answer = Callable[[], pa.RecordBatch]


def start_cleaning(cleaning: Cleaning, texts: pa.Array) -> Answer:
    """Begin to clean distinct texts, on every core where there are many; the answer is called for when needed."""
    parts = parted(cleaning, texts)
    answer = _start_others(cleaning, parts.others)
    return lambda: parts.whole(answer())


def _start_others(cleaning: Cleaning, texts: pa.Array) -> Answer:
    if len(texts) <= (_VERY_FEW if _pools else _FEW) or _cores() == 1:
        return lambda: clean_texts(cleaning, texts)
    pool = _pool()
    chunks = [texts.slice(start, _CHUNK) for start in range(0, len(texts), _CHUNK)]
    asked = [pool.threads.submit(pool.clean, cleaning, chunk) for chunk in chunks]
    return lambda: pa.Table.from_batches([answer.result() for answer in asked]).combine_chunks().to_batches()[0]


class Pool:
    """Processes that wait for work, and as many threads to talk with them."""

    def __init__(self, size: int) -> None:
        self.threads = ThreadPoolExecutor(size, thread_name_prefix="cleaning")
        self._processes = [_start() for _ in range(size)]
        self._free: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        for process in self._processes:
            self._free.put(process)

    def clean(self, cleaning: Cleaning, texts: pa.Array) -> pa.RecordBatch:
        """Ask a free process; where it is gone (no memory), clean here."""
        process = self._free.get()
        try:
            answer = _ask(process, cleaning, texts)
        except OSError:
            answer = None
        finally:
            self._free.put(process)
        return clean_texts(cleaning, texts) if answer is None else answer

    def close(self) -> None:
        """End the processes by closing their input."""
        self.threads.shutdown()
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):  # a process that is gone takes no last words
                        stream.close()
            process.wait()


_starting = threading.Lock()
_pools: list[Pool] = []


def _pool() -> Pool:
    with _starting:
        if not _pools:
            _pools.append(Pool(_cores()))
            atexit.register(_pools[0].close)
        return _pools[0]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ask(process: subprocess.Popen[bytes], cleaning: Cleaning, texts: pa.Array) -> pa.RecordBatch | None:
    if process.stdin is None or process.stdout is None:
        return None
    send(process.stdin, request(cleaning, texts))
    return receive(process.stdout)


def _start() -> subprocess.Popen[bytes]:
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "connectors.cleaning.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": paths},
    )
