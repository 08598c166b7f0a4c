"""A text divided behind the last character that no numbered end can have: its front and its back.

Where both are plain, the text is cut as its halves say, whichever they meet; and millions of texts are made of far
fewer halves, each of which is looked at once.  Any other text is cut by itself (`texts.pieces`), and so is one whose
length may be that of a column that cut it.
"""

import re
from functools import cache
from typing import NamedTuple

from schema.normalize.address.characters import clean, written
from schema.normalize.address.surroundings import is_bare_beginning, is_bare_end, is_surely_address
from schema.normalize.address.texts import is_mended, may_be_mended
from schema.normalize.address.tokens import NUMBERED, tail_start

_ENDS_IN_NAME = re.compile(r"[\u3400-\u9fff]$")
_BEFORE_BACK = "某村"
"""Two names' last characters: behind 村 a building without a number (宿舍楼) is one, behind others it ends the name."""
_IDLE = " -、"


class Front(NamedTuple):
    """`head` is what the texts that begin so have for a head; `is_whole` says that it may be a text by itself."""

    head: str
    is_whole: bool


class Back(NamedTuple):
    """What of it the names before it still take, and the numbered end."""

    lead: str
    tail: str


@cache
def back_characters() -> str:
    """As written: a text without these at its end is its front."""
    return written(NUMBERED)


def plain_front(front: str) -> Front | None:
    """None where the text as a whole must be looked at."""
    head = clean(front)
    if _ENDS_IN_NAME.search(head) is None or not is_bare_beginning(head) or may_be_mended(head):
        return None
    return Front(head, is_bare_end(head)) if is_surely_address(head) else None


def plain_back(back: str) -> Back | None:
    """None where the text as a whole must be looked at."""
    core = clean(back).rstrip(_IDLE)
    if not core:
        return Back("", "")
    starts = {tail_start(before + core) - 1 for before in _BEFORE_BACK}
    if len(starts) > 1 or not is_bare_end(core) or is_mended(core):
        return None
    (start,) = starts
    return Back(core[:start], core[start:])
