"""Reading in bulk: what each process does with a batch of texts, names or numbered ends.

The functions take and give Arrow tables, so that a pool of processes and this process do the same.
"""

import gc
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice

import pyarrow as pa

from matching.addresses.heads import head_rows, tail_rows
from schema.normalize.address.texts import Pieces, pieces
from schema.normalize.gazetteer import Gazetteer

Work = Callable[[pa.RecordBatch], pa.Table]
Bulk = Callable[[Work, Iterable[pa.RecordBatch]], Iterator[pa.Table]]
"""Does one kind of work on every batch, in any order."""

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
POOL_FROM = 100_000
"""Fewer texts are done before a pool has started."""
BATCH = 20_000
_AHEAD = 6
"""Batches on their way, so that memory stays bounded however many there are."""


def cut_texts(batch: pa.RecordBatch) -> pa.Table:
    """(text_id, text) to `CUT_SCHEMA`: the names of each text and its numbered end."""
    rows = [_row(pieces(text)) for text in batch["text"].to_pylist()]
    columns = [batch["text_id"], *zip(*rows, strict=True)]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, CUT_SCHEMA, strict=True)]
    return pa.table(arrays, schema=CUT_SCHEMA)


def _row(cut: Pieces) -> tuple[object, ...]:
    return cut.head, cut.tail, cut.open, cut.is_address, cut.is_beside


def read_heads(gazetteer: Gazetteer, batch: pa.RecordBatch) -> pa.Table:
    """(head_id, head) to `heads.HEAD_SCHEMA`."""
    return head_rows(batch["head_id"].to_pylist(), batch["head"].to_pylist(), gazetteer)


def read_tails(batch: pa.RecordBatch) -> pa.Table:
    """(tail_id, tail, by_compound) to `heads.TAIL_SCHEMA`."""
    return tail_rows(*(batch[name].to_pylist() for name in ("tail_id", "tail", "by_compound")))


@contextmanager
def bulk(*, texts: int, workers: int, pool_from: int) -> Iterator[Bulk]:
    """This process for little work, a pool of `workers` for much."""
    if texts < pool_from or workers < 2:
        yield _here
        return
    # a batch makes no cycles, and collecting among its thousands of rows would cost a fifth of the time
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=gc.disable) as pool:
        yield partial(_pooled, pool)


def _here(work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    return map(work, batches)


def _pooled(pool: ProcessPoolExecutor, work: Work, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    waiting: deque[Future[pa.Table]] = deque()
    remaining = iter(batches)
    for batch in islice(remaining, _AHEAD):
        waiting.append(pool.submit(work, batch))
    while waiting:
        yield waiting.popleft().result()
        for batch in islice(remaining, 1):
            waiting.append(pool.submit(work, batch))
