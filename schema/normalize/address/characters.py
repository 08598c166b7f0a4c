"""One width, one form, one length: the characters of an address made uniform without moving any of them.

Every character maps to exactly one, so that a place in the clean text is the same place in the text as written.
"""

import re
from functools import cache

from opencc import OpenCC

BOUNDARY = " "
"""Stands for blanks and for every mark that separates: no name runs across it."""

LOST = "\ufffd"
"""What a decoder leaves of half a character."""

_KEPT = "乾於"
"""Characters that opencc simplifies, but that stand in names of today (乾元社区)."""
_SEPARATORS = "\x7f\x85\xa0\u3000\u200b\ufeff\u2028\u2029,;|/\\。_\"'“”‘’?!:^=+<>《》·•"
_DASHES = "‐‑‒–—―−﹣─━"


def _simplified() -> dict[int, str]:
    characters = "".join(map(chr, range(0x4E00, 0xA000)))
    pairs = zip(characters, OpenCC("t2s").convert(characters), strict=True)
    return {ord(old): new for old, new in pairs if old != new and old not in _KEPT}


@cache
def _table() -> dict[int, str]:
    table = _simplified()
    table |= dict.fromkeys(range(0x21), BOUNDARY) | dict.fromkeys(range(0x2000, 0x200C), BOUNDARY)
    table |= dict.fromkeys(map(ord, _SEPARATORS), BOUNDARY) | dict.fromkeys(map(ord, _DASHES), "-")
    table |= {ord(old): new for old, new in zip("【】〔〕［］｛｝[]{}", "()()()()()()", strict=True)}
    table |= {ord(old): new for old, new in zip("○ΟО№", "〇OO#", strict=True)}
    for code in range(0xFF01, 0xFF5F):
        narrow = chr(code - 0xFEE0)
        table[code] = table.get(ord(narrow), narrow)
    table[ord("～")] = "~"
    del table[ord(BOUNDARY)]
    return table


@cache
def _unclean() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(map(chr, _table())))}]")


def written(cleaned: str) -> str:
    """All characters that these are in texts as written."""
    found = set(cleaned) - {chr(code) for code in _table()}
    return "".join(sorted(found | {chr(code) for code, uniform in _table().items() if uniform in cleaned}))


def clean(text: str) -> str:
    """The text of the same length in half width, simplified characters, and one mark for all that separates."""
    return text.translate(_table()) if _unclean().search(text) else text
