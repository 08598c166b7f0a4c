"""How the characters of names sound, as numbers over whole columns; surnames in their own reading."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.hashing import Hashes, combine, hash_values
from matching.patterns import HIDDEN
from schema.normalize.pinyin import accent_key, pinyin_key, reading

_ANY_GIVEN = "一"

Characters = npt.NDArray[np.uint32]


def syllables_of(name: str) -> list[str]:
    """One syllable a character of a compare key, the first one read as a surname."""
    return [_surname(name[0]), *(_syllable(character) for character in name[1:])] if name else []


def accent_of(syllable: str) -> str:
    """A syllable as the accents of the south merge it."""
    return accent_key(syllable)


def sound_matrices(characters: Characters) -> tuple[Hashes, Hashes]:
    """Hashes of the syllables of a matrix of code points, plain and as accents merge them; 0 behind the end."""
    plain, accent = (_table(characters, _syllable, key) for key in (str, accent_key))
    sounds, accents = plain[characters], accent[characters]
    surnames = characters[:, :1]
    plain, accent = (_table(surnames, _surname, key) for key in (str, accent_key))
    sounds[:, :1], accents[:, :1] = plain[surnames], accent[surnames]
    return sounds, accents


def sound_keys(characters: Characters) -> Hashes:
    """One hash a name of all its syllables; 0 where a character is hidden or there is none."""
    keys = np.zeros(len(characters), dtype=np.uint64)
    rows = np.flatnonzero(~(characters == ord(HIDDEN)).any(axis=1))
    for place in range(characters.shape[1]):
        rows = rows[characters[rows, place] != 0]
        here = characters[rows, place]
        keys[rows] = combine(keys[rows], _table(here, _syllable if place else _surname)[here])
    return keys


@lru_cache(maxsize=1 << 16)
def _syllable(character: str) -> str:
    return reading(character) or character


@lru_cache(maxsize=1 << 16)
def _surname(character: str) -> str:
    return pinyin_key(character + _ANY_GIVEN).split(" ")[0] or character


def _table(characters: Characters, sound: Callable[[str], str], key: Callable[[str], str] = str) -> Hashes:
    """For each code point that occurs, the hash of the key of its syllable; the sound is looked up once."""
    present = np.zeros(int(characters.max(initial=0)) + 1, dtype=bool)
    present[characters] = True
    present[0] = False
    occurring = np.flatnonzero(present)
    table = np.zeros(len(present), dtype=np.uint64)
    table[occurring] = hash_values(pa.array([key(sound(chr(code))) for code in occurring.tolist()], pa.string()))
    return table
