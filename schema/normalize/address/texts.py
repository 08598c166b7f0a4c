"""A text cut into its names and its numbered end, which is all that need be done for each distinct text.

Far fewer names and numbered ends than texts are distinct, so both are read once and joined back.
"""

import re
from typing import NamedTuple

from schema.normalize.address.characters import LOST, clean
from schema.normalize.address.components import Part
from schema.normalize.address.numerals import HAN
from schema.normalize.address.surroundings import Surroundings, is_no_address, strip_surroundings
from schema.normalize.address.tail import Read
from schema.normalize.address.tokens import tail_start, without_last

_LIMITS = (("gb18030", frozenset({79, 80, 99, 100})), ("utf-8", frozenset({98, 99, 100})))
"""Lengths in bytes that columns of 80 and 100 bytes leave of a longer text, in the two encodings in use."""
_SHORTEST_CUT = 79
_HALF_UNIT = re.compile(rf"(?:幢|栋|座|楼|-)[0-9{HAN}]{{1,3}}单$")
"""'3幢2单' at a cut is 3幢2单元."""
_BESIDE = frozenset({Part.NEAR, Part.DISTANCE})


class Pieces(NamedTuple):
    """`head + tail` are the clean text up to its end; a head that may have lost its end ends with U+FFFD."""

    head: str
    tail: str
    parts: tuple[Read, ...]
    """What stands around the address: remarks, words of nearness."""
    is_address: bool
    is_cut: bool
    is_beside: bool


_NOTHING = Pieces("", "", (), False, False, False)


def pieces(text: str) -> Pieces:
    """Cuts any text; `tail` is empty where nothing is numbered."""
    cleaned = clean(text)
    if is_no_address(cleaned):
        return _NOTHING
    around = strip_surroundings(cleaned)
    core = around.core.rstrip()
    if _HALF_UNIT.search(core):
        core += "元"
    start = tail_start(core)
    head, tail = core[:start], core[start:]
    is_cut = cleaned.endswith(LOST) or _may_be_cut(text)
    if is_cut and not around.parts:
        head, tail = _certain(head, tail)
    return Pieces(head, tail, around.parts, True, is_cut, any(part.part in _BESIDE for part in around.parts))


def _may_be_cut(text: str) -> bool:
    if len(text.encode()) < _SHORTEST_CUT:
        return False
    return any(len(text.encode(encoding, "replace")) in lengths for encoding, lengths in _LIMITS)


def _certain(head: str, tail: str) -> tuple[str, str]:
    """Without the last number where no suffix closes it; a name at the end is marked as open."""
    if tail:
        return head, without_last(tail)
    return head + LOST, ""
