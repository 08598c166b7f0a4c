"""How alike two Chinese names are, character by character, as a grade.

A name of the same length can differ by what was masked or lost ('*'), by sound (homophones, and what the accents of
the south do not tell apart) or by shape; any other character makes it another name.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.columns import Codes, Flags, Floats
from matching.models.syllables import accent_of, sound_matrices, syllables_of
from matching.patterns import HIDDEN, code_points
from schema.normalize.similar_shapes import likeness

MASKED = 7.0
"""Equal but for hidden characters, with two visible characters in common."""
BARELY_MASKED = 6.0
"""The same with one visible character in common."""
HOMOPHONE = 5.0
"""Every differing character sounds the same."""
ALIKE = 4.0
"""One differing character looks alike, or sounds alike to a southern ear."""
SHORTENED = 3.0
"""One is the beginning of the other, and has three characters or more."""
ONE_OTHER = 2.0
"""One character of three or more is another."""
SURNAME = 1.0
"""Only the first character is equal."""
DIFFERENT = 0.0

WIDTH = 12
"""Characters that are compared; longer names count as equal where these are."""

_SAME, _HIDDEN, _SOUND, _ALIKE, _OTHER = range(5)


class _Names(NamedTuple):
    """Distinct names as matrices, one name a row: code points, sounds, sounds to a southern ear; and lengths."""

    characters: npt.NDArray[np.uint32]
    sounds: npt.NDArray[np.uint64]
    accents: npt.NDArray[np.uint64]
    lengths: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class NameScorer:
    """The grade of two compare keys of names, which differ."""

    name: str = "name"

    def prepare(self, values: pa.Array) -> _Names:
        characters = code_points(values, WIDTH)
        return _Names(characters, *sound_matrices(characters), (characters != 0).sum(axis=1))

    def score(self, prepared: Any, left: Codes, right: Codes) -> Floats:
        return _grades(_kinds(prepared, left, right), prepared.lengths[left], prepared.lengths[right])

    def one(self, left: object, right: object) -> float:
        return grade(str(left), str(right))


NAME = NameScorer()


def _kinds(names: _Names, left: Codes, right: Codes) -> npt.NDArray[np.int8]:
    """How each character of two names compares."""
    a, b = names.characters[left], names.characters[right]
    kinds = np.full(a.shape, _OTHER, dtype=np.int8)
    both = (a != 0) & (b != 0)
    kinds[both & (names.accents[left] == names.accents[right])] = _ALIKE
    kinds[both & (names.sounds[left] == names.sounds[right])] = _SOUND
    kinds[both & ((a == ord(HIDDEN)) | (b == ord(HIDDEN)))] = _HIDDEN
    kinds[a == b] = _SAME
    lonely = np.flatnonzero((kinds == _OTHER).sum(axis=1) == 1)
    where = (kinds[lonely] == _OTHER).argmax(axis=1)
    seen = zip(a[lonely, where].tolist(), b[lonely, where].tolist(), strict=True)
    shapes = np.fromiter((x > 0 < y and likeness(chr(x), chr(y)) > 0 for x, y in seen), np.bool_, len(lonely))
    kinds[lonely[shapes], where[shapes]] = _ALIKE
    return kinds


def _grades(kinds: npt.NDArray[np.int8], left: npt.NDArray[np.int64], right: npt.NDArray[np.int64]) -> Floats:
    shorter, longer = np.minimum(left, right), np.maximum(left, right)
    same, hidden, sound, alike, other = (_count(kinds, kind, longer) for kind in range(5))
    level = left == right
    plain = level & (other == 0) & (alike == 0)
    grades: Floats = np.where((kinds[:, 0] == _SAME) & (same > 0), SURNAME, DIFFERENT)
    grades[level & (other == 1) & (same == longer - 1) & (longer > 2)] = ONE_OTHER
    grades[(~level & (same == shorter) | level & (same == longer)) & (shorter > 2)] = SHORTENED
    grades[level & (other == 0) & (alike == 1) & (sound == 0) & (same > 0)] = ALIKE
    grades[plain & (sound > 0) & (same > 0)] = HOMOPHONE
    grades[plain & (sound == 0) & (hidden > 0) & (same == 1)] = BARELY_MASKED
    grades[plain & (sound == 0) & (hidden > 0) & (same > 1)] = MASKED
    return grades


def _count(kinds: npt.NDArray[np.int8], kind: int, longer: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Characters of a kind within the longer name."""
    inside: Flags = np.arange(kinds.shape[1]) < longer[:, None]
    return np.asarray(np.sum((kinds == kind) & inside, axis=1))


def grade(left: str, right: str) -> float:
    """The grade of two different compare keys, plainly."""
    a, b = left[:WIDTH], right[:WIDTH]
    if len(a) != len(b):
        shorter, longer = sorted((a, b), key=len)
        if len(shorter) > 2 and longer.startswith(shorter):
            return SHORTENED
        return SURNAME if a[:1] == b[:1] else DIFFERENT
    return _grade_of_equal_length([_kind(*pair) for pair in _characters(a, b)])


def _characters(a: str, b: str) -> list[tuple[str, str, str, str]]:
    return list(zip(a, b, syllables_of(a), syllables_of(b), strict=True))


def _kind(a: str, b: str, sound: str, other_sound: str) -> int:
    if a == b:
        return _SAME
    if HIDDEN in (a, b):
        return _HIDDEN
    if sound == other_sound:
        return _SOUND
    return _ALIKE if accent_of(sound) == accent_of(other_sound) or likeness(a, b) > 0 else _OTHER


def _grade_of_equal_length(kinds: list[int]) -> float:
    same, hidden, sound, alike, other = (kinds.count(kind) for kind in range(5))
    if other == 0 and same > 0:
        if alike == 0 and sound == 0 and hidden > 0:
            return MASKED if same > 1 else BARELY_MASKED
        if alike == 0 and sound > 0:
            return HOMOPHONE
        if alike == 1 and sound == 0:
            return ALIKE
    if same == len(kinds) and len(kinds) > 2:
        return SHORTENED
    if other == 1 and same == len(kinds) - 1 and len(kinds) > 2:
        return ONE_OTHER
    return SURNAME if kinds[:1] == [_SAME] else DIFFERENT
