"""Stable 64-bit hashes of values: blocking keys that mean the same on every run and every machine.

Words of eight UTF-8 bytes are folded with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).  Two values that
collide cost a needless comparison and nothing else, for comparisons look at the values themselves.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Hashes = npt.NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)


def mix(values: Hashes) -> Hashes:
    """Spread the bits of 64-bit integers; a bijection."""
    mixed = values + _GOLDEN
    mixed = (mixed ^ (mixed >> _S30)) * _FIRST
    mixed = (mixed ^ (mixed >> _S27)) * _SECOND
    return mixed ^ (mixed >> _S31)


def combine(first: Hashes, second: Hashes) -> Hashes:
    """The hash of an ordered pair."""
    return mix(first ^ mix(second + _GOLDEN))


def hash_values(values: pa.Array) -> Hashes:
    """One hash a value; integers, booleans and dates by their number, everything else by its text."""
    if pa.types.is_date32(values.type):
        values = values.cast(pa.int32())
    if pa.types.is_integer(values.type):
        return mix(values.cast(pa.int64()).to_numpy(zero_copy_only=False).view(np.uint64))
    return _hash_texts(pc.fill_null(values.cast(pa.large_string()), ""))


def _hash_texts(texts: pa.Array) -> Hashes:
    starts = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    lengths = np.diff(starts)
    hashes = mix(lengths.astype(np.uint64))
    words = _words(texts.buffers()[2])
    rows = np.arange(len(texts))
    position = 0
    while len(rows := rows[lengths[rows] > position]):
        kept = np.minimum(lengths[rows] - position, 8).astype(np.uint64)
        word = words[starts[rows] + position] & (~np.uint64(0) >> (np.uint64(64) - kept * np.uint64(8)))
        hashes[rows] = combine(hashes[rows], word)
        position += 8
    return hashes


def _words(buffer: pa.Buffer | None) -> Hashes:
    """The eight bytes that begin at each byte, little-endian, zeros beyond the end."""
    data = np.zeros((buffer.size if buffer else 0) + 8, dtype=np.uint8)
    if buffer:
        data[:-8] = np.frombuffer(buffer, dtype=np.uint8)
    return np.ndarray(shape=(len(data) - 7,), dtype="<u8", buffer=data.data, strides=(1,))
