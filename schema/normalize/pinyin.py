"""How Chinese names sound: pinyin without tones, surnames in their own reading (仇 qiu, 曾 zeng, 解 xie, 查 zha).

Names typed by sound arrive as homophones ('建国'/'建过'); equal pinyin says so.  Readings of characters come from the
pypinyin package, the first of each; those of surnames from `schema/data/surname_readings.csv`.
"""

import re
import unicodedata
from functools import lru_cache
from importlib import import_module

from schema.normalize.names import DOT, split_name
from schema.normalize.reference import rows

_DIAERESIS = "\N{COMBINING DIAERESIS}"
_IN_GIVEN_NAMES = {
    "曾": "zeng",
    "晟": "sheng",
    "琢": "zhuo",
    "卜": "bu",
    "阚": "kan",
    "茜": "xi",
    "柏": "bai",
    "蕃": "fan",
}
"""Where the dictionary's first reading is not the one of names."""


def _without_tone(reading: str) -> str:
    """'lǚ' → 'lv', 'zhōng' → 'zhong'."""
    letters = unicodedata.normalize("NFD", reading).replace(f"u{_DIAERESIS}", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=1)
def _dictionary() -> dict[int, str]:
    # here and not above: the package takes a third of a second, and most commands sound out no name
    found: dict[int, str] = import_module(".pinyin_dict", "pypinyin").pinyin_dict
    return found


class _Readings(dict[str, str]):
    """Character by character as they are asked for: of forty thousand the names of a city use three."""

    def __missing__(self, character: str) -> str:
        readings = _dictionary().get(ord(character))
        found = self[character] = character if readings is None else _without_tone(readings.split(",")[0])
        return found


_READINGS = _Readings(_IN_GIVEN_NAMES)


@lru_cache(maxsize=1)
def _surname_readings() -> dict[str, str]:
    return {row["surname"]: row["reading"] for row in rows("surname_readings.csv")}


def reading(text: str) -> str:
    """The syllables of a text, one a character, joined with blanks; what is no Chinese character stays itself."""
    return " ".join([_READINGS[character] for character in text if character not in (DOT, " ")])


def pinyin_key(name: str) -> str:
    """The sound of a cleaned person's name: '解晓东' → 'xie xiao dong'; '*' stays for a lost character."""
    surname, given = split_name(name)
    surname_reading = _surname_readings().get(surname)
    if surname_reading is None:
        return reading(name)
    return f"{surname_reading} {reading(given)}".rstrip()


_INITIAL = re.compile(r"\b(?:(zh)|(ch)|(sh)|(n)|(h)(?=u)|(r))")
_FINAL = re.compile(r"(?<=[aei])ng\b")
_MERGED = (None, "z", "c", "s", "l", "f", "l")


def accent_key(pinyin: str) -> str:
    """A pinyin key as heard through the accents of the south: zh/z, ch/c, sh/s, n/l, hu/fu, r/l, final ng/n are one."""
    return _FINAL.sub("n", _INITIAL.sub(_merge, pinyin))


def _merge(match: re.Match[str]) -> str:
    return _MERGED[match.lastindex or 0] or ""
