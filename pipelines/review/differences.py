"""Two values side by side: which characters differ, and whether they differ in writing only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from schema.normalize.pinyin import pinyin_key
from schema.normalize.similar_shapes import likeness
from schema.normalize.text import simplify

_ENOUGH = 0.6
"""Likeness of shape from which two characters are taken for each other."""
_OF_THE_ROW = frozenset({"observed_at"})
"""Columns that tell nothing of the entity."""
Piece = tuple[str, bool]
"""Some characters, and whether the other side has them differently."""


@dataclass(frozen=True)
class Difference:
    """One column of two records: texts in pieces, and a word on how they relate."""

    column: str
    left: list[Piece]
    right: list[Piece]
    verdict: str
    """same, differs, only A, only B, shared (of several values one), or how a name differs in writing."""


def difference(column: str, left: object, right: object) -> Difference | None:
    """The values of one column side by side; None where neither record has one."""
    one, other = _values(left), _values(right)
    if column in _OF_THE_ROW:
        return Difference(column, _plain(one), _plain(other), "")
    if not one and not other:
        return None
    if not one or not other:
        return Difference(column, _plain(one), _plain(other), "only A" if one else "only B")
    shared = [value for value in one if value in other]
    one, other = ([*shared, *(value for value in side if value not in shared)] for side in (one, other))
    if shared:
        return Difference(column, _plain(one, shared), _plain(other, shared), "same" if one == other else "shared")
    if len(one) == len(other) == 1:
        left_pieces, right_pieces = pieces(one[0], other[0])
        return Difference(column, left_pieces, right_pieces, _verdict(one[0], other[0]))
    return Difference(column, _plain(one, ()), _plain(other, ()), "differs")


def pieces(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts cut where they begin or cease to agree."""
    one: list[Piece] = []
    other: list[Piece] = []
    for word, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        one += [(left[i:j], word != "equal")] if j > i else []
        other += [(right[k:m], word != "equal")] if m > k else []
    return one, other


def _verdict(left: str, right: str) -> str:
    if simplify(left) == simplify(right):
        return "old and new form"
    if len(left) != len(right):
        return "shortened" if left in right or right in left else "differs"
    differing = [(a, b) for a, b in zip(left, right, strict=True) if a != b]
    if all("*" in pair for pair in differing):
        return "masked"
    if sorted(left) == sorted(right):
        return "swapped"
    return _of_one_kind(left, right, differing)


def _of_one_kind(left: str, right: str, differing: list[tuple[str, str]]) -> str:
    if left.isascii() or right.isascii():
        return "one character" if len(differing) == 1 else "differs"
    if pinyin_key(left) == pinyin_key(right):
        return "sounds the same"
    if all(likeness(a, b) >= _ENOUGH for a, b in differing):
        return "looks alike"
    return "one character" if len(differing) == 1 and len(left) > 2 else "differs"


def _values(value: object) -> list[str]:
    members = value if isinstance(value, list) else [value]
    return [_text(member) for member in members if member is not None and member != ""]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)


def _plain(values: list[str], shared: list[str] | tuple[str, ...] | None = None) -> list[Piece]:
    """Each value a piece of its own; None: nothing is marked."""
    return list(_marked(values, shared))


def _marked(values: list[str], shared: list[str] | tuple[str, ...] | None) -> Iterator[Piece]:
    for number, value in enumerate(values):
        yield (f"{'; ' if number else ''}{value}", shared is not None and value not in shared)
