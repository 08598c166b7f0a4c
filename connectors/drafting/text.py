"""Python as the departments' files are formatted: on one line where it fits and nothing is said beside it."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WIDTH = 120
_STEP = "    "


@dataclass(frozen=True, slots=True)
class Item:
    """One argument or element, and what is said beside it."""

    text: str
    comment: str = ""


def literal(text: str) -> str:
    """A text as Python writes it."""
    return json.dumps(text, ensure_ascii=False)


def called(word: str, items: Sequence[Item], depth: int, prefix: str = "") -> str:
    """`word(…)`, which stands behind `prefix` at that depth."""
    return _bracketed(f"{word}(", items, ")", depth, prefix)


def tupled(items: Sequence[Item], depth: int, prefix: str = "") -> str:
    """`(…)`; one element keeps its comma."""
    return _bracketed("(", items, ",)" if len(items) == 1 else ")", depth, prefix)


def _bracketed(opening: str, items: Sequence[Item], closing: str, depth: int, prefix: str) -> str:
    """On one line, else what is in the brackets on one line, else a line each."""
    inner, outer = _STEP * (depth + 1), _STEP * depth
    body = ", ".join(item.text for item in items)
    if not any(item.comment or "\n" in item.text for item in items):
        if _fits(f"{outer}{prefix}{opening}{body}{closing},"):
            return f"{opening}{body}{closing}"
        if _fits(f"{inner}{body}{closing[:-1]}"):
            return f"{opening}\n{inner}{body}{closing[:-1]}\n{outer}{closing[-1]}"
    lines = [f"{inner}{item.text},{f'  # {item.comment}' if item.comment else ''}" for item in items]
    return "\n".join([opening, *lines, f"{outer}{closing[-1]}"])


def _fits(line: str) -> bool:
    """Chinese characters are two columns wide."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) <= _WIDTH
