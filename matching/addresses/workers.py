"""Reading in bulk: what each process does with a batch of halves of texts, texts, names or numbered ends.

The functions take and give Arrow tables, so that a pool of processes and this process do the same.
"""

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import islice

import pyarrow as pa

from matching.addresses.heads import head_rows, tail_rows
from schema.normalize.address.halves import plain_back, plain_front
from schema.normalize.address.texts import Pieces, pieces
from schema.normalize.gazetteer import Gazetteer

Read = Callable[[pa.RecordBatch], pa.Table]

CUT_SCHEMA = pa.schema(
    [
        ("text_id", pa.int32()),
        ("head", pa.string()),
        ("tail", pa.string()),
        ("open", pa.string()),
        ("is_address", pa.bool_()),
        ("is_beside", pa.bool_()),
    ]
)
POOL_FROM = 4.0
"""Seconds of work; a pool takes a second or two of every core before it works."""
_AHEAD = 6
"""Batches on their way, so that memory stays bounded however many there are."""


@dataclass(frozen=True)
class Work:
    """One kind of work, and about how many seconds a row of it takes."""

    read: Read
    seconds: float


def _fronts(batch: pa.RecordBatch) -> pa.Table:
    """(front_id, half) to front_id, half, head, is_whole; of those that are plain."""
    return _plain(batch, [plain_front(half) for half in batch["half"].to_pylist()], ("head", "is_whole"))


def _backs(batch: pa.RecordBatch) -> pa.Table:
    """(back_id, half) to back_id, half, lead, tail; of those that are plain."""
    return _plain(batch, [plain_back(half) for half in batch["half"].to_pylist()], ("lead", "tail"))


def _plain(batch: pa.RecordBatch, found: Sequence[tuple[object, ...] | None], names: Sequence[str]) -> pa.Table:
    known = batch.filter(pa.array([row is not None for row in found], pa.bool_()))
    columns = list(zip(*(row for row in found if row is not None), strict=True)) or [() for _ in names]
    types = [pa.bool_() if name.startswith("is_") else pa.string() for name in names]
    added = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    return pa.table([*known.columns, *added], names=[*known.schema.names, *names])


def _texts(batch: pa.RecordBatch) -> pa.Table:
    """(text_id, text) to `CUT_SCHEMA`: the names of each text and its numbered end."""
    rows = [_row(pieces(text)) for text in batch["text"].to_pylist()]
    columns = [batch["text_id"], *zip(*rows, strict=True)]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, CUT_SCHEMA, strict=True)]
    return pa.table(arrays, schema=CUT_SCHEMA)


def _row(cut: Pieces) -> tuple[object, ...]:
    return cut.head, cut.tail, cut.open, cut.is_address, cut.is_beside


def _heads(gazetteer: Gazetteer, batch: pa.RecordBatch) -> pa.Table:
    return head_rows(batch["head_id"].to_pylist(), batch["head"].to_pylist(), gazetteer)


def _tails(batch: pa.RecordBatch) -> pa.Table:
    return tail_rows(*(batch[name].to_pylist() for name in ("tail_id", "tail", "by_compound")))


FRONTS = Work(_fronts, 7e-6)
BACKS = Work(_backs, 1e-5)
TEXTS = Work(_texts, 1.2e-5)
TAILS = Work(_tails, 4e-5)
"""(tail_id, tail, by_compound) to `heads.TAIL_SCHEMA`."""


def heads(gazetteer: Gazetteer) -> Work:
    """(head_id, head) to `heads.HEAD_SCHEMA`."""
    return Work(partial(_heads, gazetteer), 5e-5)


class Bulk:
    """Does one kind of work on every batch, in this process or, where it is much, in a pool that stays for the next."""

    def __init__(self, *, workers: int = 2, pool_from: float = POOL_FROM) -> None:
        """From `pool_from` seconds of work on the pool does it."""
        self._workers = workers
        self._pool_from = pool_from
        self._open = ExitStack()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Bulk":
        return self

    def __exit__(self, *raised: object) -> None:
        self._open.close()

    def __call__(self, work: Work, batches: Sequence[pa.RecordBatch]) -> Iterator[pa.Table]:
        """What each batch gives, in order."""
        seconds = work.seconds * sum(map(len, batches))
        if self._workers < 2 or seconds < self._pool_from or not batches:
            return map(work.read, batches)
        return _pooled(self._started(), work.read, batches)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # a batch makes no cycles, and collecting among its thousands of rows would cost a fifth of the time
            context = multiprocessing.get_context("spawn")
            pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=gc.disable)
            self._pool = self._open.enter_context(pool)
        return self._pool


def _pooled(pool: ProcessPoolExecutor, read: Read, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    waiting: deque[Future[pa.Table]] = deque()
    remaining = iter(batches)
    for batch in islice(remaining, _AHEAD):
        waiting.append(pool.submit(read, batch))
    while waiting:
        yield waiting.popleft().result()
        for batch in islice(remaining, 1):
            waiting.append(pool.submit(read, batch))
