"""How the characters of names sound, as numbers over whole columns; surnames in their own reading."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from matching.hashing import Hashes, combine, hash_values
from matching.patterns import HIDDEN
from schema.normalize.pinyin import accent_key, pinyin_key, reading

_CODE_POINTS = 0x110000
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
    plain, accent = _tables(characters, _syllable)
    sounds, accents = plain[characters], accent[characters]
    plain, accent = _tables(characters[:, :1], _surname)
    sounds[:, :1], accents[:, :1] = plain[characters[:, :1]], accent[characters[:, :1]]
    return sounds, accents


def sound_keys(characters: Characters) -> Hashes:
    """One hash a name of all its syllables; 0 where a character is hidden or there is none."""
    sounds, _ = sound_matrices(characters)
    keys = np.zeros(len(characters), dtype=np.uint64)
    for place in range(sounds.shape[1]):
        rows = np.flatnonzero(characters[:, place])
        keys[rows] = combine(keys[rows], sounds[rows, place])
    hidden = (characters == ord(HIDDEN)).any(axis=1)
    return np.where(hidden | ~characters.any(axis=1), np.uint64(0), keys)


def _syllable(character: str) -> str:
    return reading(character) or character


def _surname(character: str) -> str:
    return pinyin_key(character + _ANY_GIVEN).split(" ")[0] or character


def _tables(characters: Characters, sound: Callable[[str], str]) -> tuple[Hashes, Hashes]:
    """For each code point that occurs, the hash of its syllable, plain and merged; the sound is looked up once."""
    present = np.zeros(_CODE_POINTS, dtype=bool)
    present[characters] = True
    present[0] = False
    occurring = np.flatnonzero(present)
    syllables = [sound(chr(code)) for code in occurring.tolist()]
    plain, accent = np.zeros(_CODE_POINTS, dtype=np.uint64), np.zeros(_CODE_POINTS, dtype=np.uint64)
    plain[occurring] = hash_values(pa.array(syllables, pa.string()))
    accent[occurring] = hash_values(pa.array([accent_key(text) for text in syllables], pa.string()))
    return plain, accent
