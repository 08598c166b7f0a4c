"""What numbers and short words mean to people who label, by what is named before them."""

import re

from schema.normalize.address.components import Part
from schema.normalize.address.divisions import full_division
from schema.normalize.address.joining import PLACES, SEPARATOR, STALLS, is_nameless
from schema.normalize.address.marking import Label

_SHOP = re.compile("[0-9]{3,6}号")
_STALLED = re.compile("[0-9A-Z]{1,3}(?:-?[0-9]{1,5})?号")
_MARKET = re.compile("(?:[^ ]城|商场|商厦|广场|购物中心)$")
_BASEMENT = re.compile("B[0-4]")
_ROOM = re.compile("[0-9]{3,4}")
"""Three digits tell a room also where they are masked with zeros."""
_WORDY = re.compile("[^0-9A-Za-z一二三四五六七八九十甲乙丙丁]+")
_DOOR = re.compile("[0-9一二三四五六七八九十]+号门$")
_STALL = re.compile(r"[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*号?$")
_NAMED = re.compile("(?P<community>[^ 0-9]+(?:村|社区))$|(?P<town>[^ 0-9]+(?:(?<!集)镇|乡|街道))$")
_SIDE = re.compile("[东南西北]{1,2}")
_BLOCK = re.compile("(?:[0-9]+|[A-Z])(?:[座幢栋]|号楼)|[东南西北]楼")
_NUMBERS = re.compile("([^、 ]+号)([、 ]+)([^、 ]+号)")
_OF_SIDE: dict[Part | None, str] = {Part.BUILDING: "houseno", Part.GROUP: "village_group"}
_PLACED = frozenset({"floorno", "cellno", "houseno"}) | PLACES
_WITHIN = PLACES | {"assist"}
_OUTSIDE = frozenset({"road", "community", "village_group"})


def number_label(part: Part, written: str, last: str, poi: str) -> str | None:
    """None where the part says it all; `poi` is the name of the place that was named first.

    A second house number behind a lane's is the house, one behind a floor a room, one behind a market a stall.
    """
    if part is Part.NUMBER and written.endswith("号") and last == "roadno":
        return "houseno"
    if part is Part.PHASE and last == "community":
        return "village_group"
    if part is Part.UNIT and last in PLACES and _DOOR.match(written):
        return "subpoi"
    if part is Part.UNIT and _ROOM.fullmatch(written):
        return "roomno"
    return _building(written, last, poi) if part is Part.BUILDING else None


def _building(written: str, last: str, poi: str) -> str | None:
    if (last in _OUTSIDE and written.endswith("号")) or (last == "road" and written[-1:].isdigit()):
        return "roadno"
    if last == "floorno" or (last in _WITHIN and _is_stall(written, poi)):
        return "roomno"
    if last in PLACES and _ROOM.fullmatch(written):
        return "roomno"
    if last in PLACES and _BASEMENT.fullmatch(written):
        return "floorno"
    return "subpoi" if last in PLACES and _WORDY.fullmatch(written) else None


def _is_stall(written: str, poi: str) -> bool:
    if STALLS.search(poi):
        return _STALLED.fullmatch(written) is not None
    return _SHOP.fullmatch(written) is not None and _MARKET.search(poi) is not None


def leftover_label(written: str, last: str, following: Part | None) -> str | None:
    """A reading leaves over what it is not sure of: a second village, the number of a stall."""
    if (name := _NAMED.match(written)) is not None:
        return name.lastgroup
    if _SIDE.fullmatch(written):
        return _OF_SIDE.get(following) or _side(last, following)
    if last == "road" and is_nameless(written):
        return "poi"
    if (last == "houseno" or last in PLACES) and _BLOCK.fullmatch(written):
        return "houseno"
    if written.endswith(("区", "县", "市")) and full_division(written, 0) is not None:
        return "district"
    return "roomno" if last in _PLACED and _STALL.match(written) else None


def _side(last: str, following: Part | None) -> str:
    if following is Part.NUMBER and last in _OUTSIDE:
        return "road" if last == "road" else "roadno"
    return "assist"


def split_numbers(text: str, start: int, end: int) -> list[Label]:
    """498号、500号 are two numbers, 56、58号 is one."""
    both = _NUMBERS.fullmatch(text, start, end)
    if both is None:
        return []
    names = ("roadno", SEPARATOR, "roadno")
    return [Label(name, *both.span(place)) for place, name in enumerate(names, 1)]
