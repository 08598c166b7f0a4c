"""Text as departments type it, made uniform: widths, blanks, invisible characters, words for "nothing"."""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

from schema.cleaning import Cleaned
from schema.normalize.reference import words

ABSENT = Cleaned((None,))
"""The one-column answer to an empty text or a word for "nothing"."""

NOTHING_WORDS = frozenset(words("nothing.txt"))
LOST = "*"
"""Stands for one character that was masked by the owner or lost on the way."""

_PUNCTUATION_ONLY = re.compile(r"[\s\W_]*\Z")


def _fold_table() -> dict[int, str | None]:
    """Full-width ASCII to half-width (GB/T 15834 leaves both in use), blanks to ' ', dashes to '-', invisibles away.

    Compatibility ideographs and radicals become the unified ideograph that Unicode maps them to.
    """
    table: dict[int, str | None] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), 0xFEFF])
    table |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10)])
    table |= dict.fromkeys([*map(ord, "\t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000")], " ")
    table |= dict.fromkeys(range(0x2000, 0x200B), " ")
    table |= dict.fromkeys(map(ord, "‐‑‒–—―−﹣─━"), "-")
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20)):
        unified = unicodedata.normalize("NFKC", chr(code))
        if unified != chr(code):
            table[code] = unified
    return table


_FOLD = _fold_table()
# A class that mixes planes is slow to search: texts with a character beyond plane 0 are always translated.
_BEYOND_PLANE_0 = re.compile("[\U00010000-\U0010ffff]")
_UNFOLDED = re.compile(f"[{''.join(re.escape(chr(code)) for code in _FOLD if code < 0x10000)}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def fold(text: str) -> str:
    """The text with one width, single inner blanks and no invisible characters; '（' becomes '('."""
    if _UNFOLDED.search(text) or _BEYOND_PLANE_0.search(text):
        text = text.translate(_FOLD)
    return " ".join(text.split()) if " " in text else text


def mark_lost(text: str) -> str:
    """The text with '*' for each character of a private area or U+FFFD: a rare character the system could not keep."""
    return text if text.isascii() else _PRIVATE.sub(LOST, text)


def without_blanks(text: str) -> str:
    """`fold`, with inner blanks gone too: for codes, numbers and Chinese words."""
    folded = fold(text)
    return folded.replace(" ", "") if " " in folded else folded


def is_nothing(folded: str) -> bool:
    """Whether a folded text is empty, punctuation only, or a word for "nothing"."""
    return folded.upper() in NOTHING_WORDS or _PUNCTUATION_ONLY.match(folded) is not None


def clean_label(text: str) -> Cleaned:
    """A word or short text that the hub takes as it is."""
    folded = fold(text)
    return ABSENT if is_nothing(folded) else Cleaned((folded,))


_KEPT = "乾於"
"""Characters that opencc simplifies although they stand in names of today: 张乾, 乾元社区, 於潜."""


@lru_cache(maxsize=1)
def _simplified_table() -> dict[int, str]:
    characters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)) if chr(code) not in _KEPT]
    simplified = OpenCC("t2s").convert("".join(characters))
    return {ord(old): new for old, new in zip(characters, simplified, strict=True) if old != new}


def simplify(text: str) -> str:
    """Traditional characters one by one to simplified ones (號 → 号), for comparison."""
    return text.translate(_simplified_table())


def could_be_same(first: str, second: str) -> bool:
    """Whether two texts agree wherever both are legible: equal length, '*' against anything."""
    if len(first) != len(second):
        return False
    return all(one == other or LOST in (one, other) for one, other in zip(first, second, strict=True))
