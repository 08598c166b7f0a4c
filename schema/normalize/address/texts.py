"""A text cut into its names and its numbered end, which is all that need be done for each distinct text.

Far fewer names and numbered ends than texts are distinct, so both are read once and joined back.
"""

import re
from enum import IntEnum
from typing import NamedTuple

from schema.normalize.address.characters import LOST, clean
from schema.normalize.address.components import Part
from schema.normalize.address.numerals import HAN
from schema.normalize.address.surroundings import is_no_address, strip_surroundings
from schema.normalize.address.tail import Read
from schema.normalize.address.tokens import tail_start, without_last

_SHORTEST_CUT = 79
_HALF_UNIT = re.compile(rf"(?:(?:幢|栋|座|楼|-)[{HAN}]{{1,3}}|[0-9])单$")
"""'3幢2单' at a cut is 3幢2单元."""
_SLIPS = re.compile(
    r"[撞憧橦拣椽橡棕冻](?<=[0-9].)(?=[0-9])|[宝窒](?<=[0-9].)$|(?:卓元|单[亢无兀远园员原])(?<=[0-9]..)"
)
"""Look-alikes and homophones of 幢 and 栋, 室, 单元 between numbers."""
_SLIP_BEGINS = re.compile("[0-9][撞憧橦拣椽橡棕冻宝窒卓单]")
_BESIDE = frozenset({Part.NEAR, Part.DISTANCE})


class Pieces(NamedTuple):
    """`head + tail` are the clean text up to its end; a head that may have lost its end ends with U+FFFD."""

    head: str
    tail: str
    open: str
    """A last number that the text's end may have cut: '3幢50' of 3幢501."""
    parts: tuple[Read, ...]
    """What stands around the address: remarks, words of nearness."""
    is_address: bool
    is_cut: bool
    is_beside: bool


_NOTHING = Pieces("", "", "", (), False, False, False)


def pieces(text: str) -> Pieces:
    """Cuts any text; `tail` is empty where nothing is numbered."""
    cleaned = clean(text)
    if is_no_address(cleaned):
        return _NOTHING
    around = strip_surroundings(cleaned)
    core = _mended(around.core.rstrip())
    if not core:
        return _NOTHING
    start = tail_start(core)
    head, tail, rest = core[:start], core[start:], ""
    cut = _cut(text, cleaned)
    if cut and not around.parts:
        head, tail, rest = _certain(head, tail, cut)
    is_beside = any(part.part in _BESIDE for part in around.parts)
    return Pieces(head, tail, rest, around.parts, True, bool(cut), is_beside)


def is_mended(core: str) -> bool:
    """Whether a slip is put right in this end of a text."""
    return core.endswith("单") or _SLIPS.search(core) is not None


def may_be_mended(beginning: str) -> bool:
    """Whether a slip may be put right in a beginning of texts, whatever follows."""
    return _SLIP_BEGINS.search(beginning) is not None


def _mended(core: str) -> str:
    if core.endswith("单") and _HALF_UNIT.search(core):
        return f"{core}元"
    return _SLIPS.sub(_slip, core)


def _slip(match: re.Match[str]) -> str:
    if len(match[0]) == 2:
        return "单元"
    return "室" if match[0] in "宝窒" else "幢"


class Cut(IntEnum):
    """Whether a text may be the beginning of a longer one."""

    NO = 0
    AT_CHARACTER = 1
    """The next character had no room: it is a Chinese one, so that a number at the end is whole."""
    ANYWHERE = 2


def _cut(text: str, cleaned: str) -> Cut:
    """By the length in bytes: columns of 80 and 100 bytes cut, in GB18030 (two for a character) or UTF-8 (three)."""
    if cleaned.endswith(LOST):
        return Cut.AT_CHARACTER
    in_utf_8 = len(text.encode("utf-8", "replace"))
    if in_utf_8 < _SHORTEST_CUT:
        return Cut.NO
    in_gb18030 = len(text) + (in_utf_8 - len(text)) // 2
    for size, limit, width in ((in_gb18030, 80, 2), (in_gb18030, 100, 2), (in_utf_8, 100, 3)):
        left = limit - size
        if left == 0:
            return Cut.ANYWHERE
        if 0 < left < width:
            return Cut.AT_CHARACTER
    return Cut.NO


def _certain(head: str, tail: str, cut: Cut) -> tuple[str, str, str]:
    """Splits off a last number that no suffix closes; a name at the end is marked as open."""
    if not tail:
        return head + LOST, "", ""
    kept = without_last(tail, keep_room=cut is Cut.AT_CHARACTER)
    return head, kept, tail[len(kept) :].strip(" -、")
