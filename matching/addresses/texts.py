"""Distinct texts cut into names and numbered ends, once for each text, ever; much work goes to a pool of processes."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

import pyarrow as pa

from schema.normalize.address.texts import pieces

PARSE_SCHEMA = pa.schema(
    [
        ("text", pa.string()),
        ("head", pa.string()),
        ("tail", pa.string()),
        ("open", pa.string()),
        ("is_address", pa.bool_()),
        ("is_beside", pa.bool_()),
        ("grammar", pa.int16()),
    ]
)
"""A parse is good for as long as `grammar` is `GRAMMAR`; it does not depend on the gazetteer."""

GRAMMAR = 2
"""Counted up by every change of the grammar that cuts a text differently."""

_CHUNK = 25_000
_POOL_FROM = 100_000
"""Fewer texts are done before a pool has started."""


def cut_texts(texts: Sequence[str], *, workers: int = 2, pool_from: int = _POOL_FROM) -> pa.Table:
    """One row of `PARSE_SCHEMA` a text; a pool of processes works from `pool_from` texts on."""
    if len(texts) < pool_from or workers < 2:
        return _cut(list(texts))
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        return pa.concat_tables(pool.map(_cut, _chunks(texts)))


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(texts), _CHUNK):
        yield list(texts[start : start + _CHUNK])


def _cut(texts: list[str]) -> pa.Table:
    found = [pieces(text) for text in texts]
    return pa.table(
        {
            "text": texts,
            "head": [one.head for one in found],
            "tail": [one.tail for one in found],
            "open": [one.open for one in found],
            "is_address": [one.is_address for one in found],
            "is_beside": [one.is_beside for one in found],
            "grammar": [GRAMMAR] * len(texts),
        },
        schema=PARSE_SCHEMA,
    )
