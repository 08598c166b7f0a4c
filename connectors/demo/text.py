"""Columns of text as Arrow arrays: joining, choosing, cutting and editing without a Python string a row."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias
from zlib import crc32

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import ArrayLike

from connectors.demo.dice import Dice, Flags, Ints

Texts: TypeAlias = pa.Array
"""string, or null where there is none."""


def texts(values: Sequence[str | None]) -> Texts:
    return pa.array(values, pa.string())


def repeat(value: str | None, size: int) -> Texts:
    return pa.repeat(pa.scalar(value, pa.string()), size)


def pick(words: Sequence[str] | Texts, positions: ArrayLike) -> Texts:
    """The word at each position."""
    column = words if isinstance(words, pa.Array) else texts(words)
    return column.take(pa.array(np.asarray(positions)))


def numbers(values: ArrayLike, width: int = 0) -> Texts:
    """Integers as text, with leading zeros up to `width`."""
    plain = pc.cast(pa.array(np.asarray(values, dtype=np.int64)), pa.string())
    return pc.utf8_lpad(plain, width, "0") if width else plain


def integers(values: ArrayLike) -> pa.Array:
    """Integers as an Arrow column, for systems that hold numbers."""
    return pa.array(np.asarray(values, dtype=np.int64))


def join(*parts: Texts | str, separator: str = "") -> Texts:
    """Side by side; null where any part is null."""
    return pc.binary_join_element_wise(*parts, separator)


def where(mask: Flags, chosen: Texts | str | None, other: Texts | str | None) -> Texts:
    """`chosen` where the mask holds, `other` elsewhere."""
    return pc.if_else(pa.array(mask), _operand(chosen), _operand(other))


def _operand(value: Texts | str | None) -> Texts:
    return value if isinstance(value, pa.Array) else pa.scalar(value, pa.string())


def only(mask: Flags, chosen: Texts | str) -> Texts:
    """`chosen` where the mask holds, '' elsewhere."""
    return where(mask, chosen, "")


def nulled(column: Texts) -> Texts:
    """Null for ''."""
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def hexadecimal(keys: Ints, dice: Dice, size: int) -> Texts:
    """Random hexadecimal digits a key, a multiple of 16 of them."""
    parts = [dice(f"part {part}").bits(keys) for part in range(size // 16)]
    return texts(["".join(f"{int(bits):016x}" for bits in row) for row in zip(*parts, strict=True)])


def hashes(column: Texts) -> Ints:
    """A number a text, the same for the same text (CRC-32): a key to throw dice for."""
    return np.fromiter((crc32(value.encode()) for value in column.to_pylist()), np.int64, len(column))


def forbidden(column: Texts, canary: str) -> Texts:
    """A column that the hub must never take: its values, or a test's canary in their place."""
    return repeat(canary, len(column)) if canary else column


def filled(column: Texts) -> Flags:
    """Neither null nor ''."""
    lengths = pc.fill_null(pc.binary_length(column), 0)
    return np.asarray(lengths.to_numpy(zero_copy_only=False) > 0)


def lengths(column: Texts) -> Ints:
    """Characters a text; 0 for null."""
    return np.asarray(pc.fill_null(pc.utf8_length(column), 0).to_numpy(zero_copy_only=False), dtype=np.int64)


def byte_lengths(column: Texts, encoding: str = "utf-8") -> Ints:
    """Bytes a text; in GB18030 counted as one an ASCII character and two any other, as holds for its GBK part."""
    utf8 = np.asarray(pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False), dtype=np.int64)
    if encoding == "utf-8":
        return utf8
    characters = lengths(column)
    return characters + (utf8 - characters) // 2


def scatter(column: Texts, rows: Ints, values: Sequence[str | None]) -> Texts:
    """The column with these rows replaced; `rows` in rising order."""
    chosen = np.zeros(len(column), dtype=bool)
    chosen[rows] = True
    return pc.replace_with_mask(column, pa.array(chosen), texts(values))


def edit(column: Texts, mask: Flags, dice: Dice, keys: Ints, change: Callable[[str, int], str | None]) -> Texts:
    """`change(text, random bits)` for the rows of the mask: for habits that touch few rows."""
    rows = np.flatnonzero(mask & filled(column))
    if len(rows) == 0:
        return column
    before = column.take(pa.array(rows)).to_pylist()
    luck = (dice.bits(np.asarray(keys)[rows]) >> np.uint64(16)).tolist()
    after = [change(text, bits) for text, bits in zip(before, luck, strict=True)]
    return scatter(column, rows, after)


_HAN = "零一二三四五六七八九"


@cache
def han_number(value: int) -> str:
    """1 to 9999 in Chinese: 88 → 八十八."""
    parts: list[str] = []
    zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            parts.append(("零" if zero and parts else "") + _HAN[digit] + name)
            zero = False
        else:
            zero = True
    text = "".join(parts)
    return text.removeprefix("一") if text.startswith("一十") else text


def han_numbers(values: ArrayLike) -> Texts:
    """Integers in Chinese."""
    distinct, positions = np.unique(np.asarray(values, dtype=np.int64), return_inverse=True)
    return pick([han_number(int(value)) for value in distinct], positions)


def full_width(column: Texts) -> Texts:
    """Digits, X and x in their full width."""
    for character in "0123456789Xx":
        column = pc.replace_substring(column, character, chr(ord(character) + 0xFEE0))
    return column


def dates(days: ArrayLike, pattern: str = "%Y-%m-%d") -> Texts:
    """Days since 1970 as text; a day below -60000 is null."""
    column = np.asarray(days, dtype=np.int64)
    arrow = pa.array(column.astype("datetime64[D]"), mask=column < -60000)
    return pc.strftime(pc.cast(arrow, pa.timestamp("s")), pattern)


def times(seconds: ArrayLike, pattern: str = "%Y-%m-%d %H:%M:%S", *, earliest: int | None = 0) -> Texts:
    """Local seconds since 1970 as text; those before `earliest` are null."""
    column = np.asarray(seconds, dtype=np.int64)
    missing = np.zeros(len(column), dtype=bool) if earliest is None else column < earliest
    return pc.strftime(pa.array(column.astype("datetime64[s]"), mask=missing), pattern)


def groups(column: Texts, sizes: Sequence[int], separator: str) -> Texts:
    """Cut into groups of so many characters: 20080901 → 2008-09-01."""
    ends = np.cumsum(sizes).tolist()
    parts = [pc.utf8_slice_codeunits(column, end - size, end) for end, size in zip(ends, sizes, strict=True)]
    return join(*parts, separator=separator)
