"""The administrative divisions at the beginning of an address: province, city, county or district, of any year."""

import re
from functools import cache
from typing import NamedTuple

from schema.normalize.address.components import Part
from schema.normalize.divisions import Division, divisions
from schema.normalize.name_index import SHORTEST, NameIndex

_LEVELS = (Part.PROVINCE, Part.CITY, Part.DISTRICT)
_PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|蒙古|朝鲜|布依|土家|景颇|傈僳|哈尼|仡佬|毛南|仫佬|达斡尔|鄂温克|鄂伦春|塔吉克|锡伯|保安|东乡"
    "|撒拉|普米|布朗|拉祜|独龙|裕固|藏|羌|苗|侗|彝|傣|白|壮|回|满|瑶|畲|黎|水|土|佤|怒|纳西|各"
)
_SHORTENED = re.compile(rf"(?:(?:{_PEOPLES})族?)*自治[区州县旗]$|(?:特别行政|林|特|地)区$|[省市盟县区旗]$")
_SHORT_PROVINCES = {"内蒙古自治区": "内蒙古", "西藏自治区": "西藏"}
_SUFFIX = (
    r"[东南西北中]?[一二三四五六七八九十]?(?:路|街|大道|弄|巷)|镇|乡|村|社|街道|新村|新城|新区"
    r"|小区|花园|苑|公寓|大厦|大楼|广场"
)
_CONTINUES = re.compile(_SUFFIX)
"""After a short name these make it part of another name: 安吉路, 余杭街道."""
_CONTINUES_ALONE = re.compile(rf"{_SUFFIX}|[大中]学|银行|饭店|酒店|宾馆|公司|人家|师范|[东南西北]站|[城塘桥山河湖港站]")
"""After a short name with nothing read before it, also these: 杭州银行."""
_TOWN = re.compile(r"[^ \d]{1,5}?(?:街道|镇|乡)")
_TOWN_OR_ROAD = re.compile(r"[^ \d]{1,6}?(?:街道|镇|乡|大道|路|社区)")


_REMEMBERED = 2000
"""Names of divisions that ended before this year are written in full, if at all."""
_BEGINNINGS_KEPT = 10_000
_NEVER = re.compile(r"(?!)")
_FOLLOWING = {Part.DISTRICT: _TOWN, Part.CITY: _TOWN_OR_ROAD}


class Name(NamedTuple):
    """A division under one name; `code` has two, four or six significant digits."""

    part: Part
    code: str
    name: str
    province: str
    city: str
    in_force: bool


class Divisions(NamedTuple):
    """What was read: names with their places, where the reading ended, and the codes that are left."""

    found: tuple[tuple[Part, str, int, int], ...]
    end: int
    codes: tuple[str, ...]


class _Names(NamedTuple):
    """Full names, and short names (without 省, 市, 区), each with every division that bears or bore it."""

    full: NameIndex[tuple[Name, ...]]
    either: NameIndex[tuple[tuple[Name, ...], tuple[Name, ...]]]
    """Those whose full name it is, and those whose short name it is."""
    beginnings: frozenset[str]
    """Of longer names."""


_NONE = Divisions((), 0, ())


@cache
def _names() -> _Names:
    full: dict[str, list[Name]] = {}
    short: dict[str, list[Name]] = {}
    for generations in divisions().values():
        for name in map(_name, generations):
            full.setdefault(name.name, []).append(name)
            for shorter in _shorter(name.name):
                short.setdefault(shorter, []).append(name)
    in_full, in_short = _frozen(full), _frozen(short)
    either = {name: (in_full.get(name, ()), in_short.get(name, ())) for name in {*full, *short}}
    beginnings = frozenset(name[:length] for name in either for length in range(SHORTEST, len(name)))
    return _Names(NameIndex(in_full), NameIndex(either), beginnings)


def _shorter(name: str) -> set[str]:
    """余杭区 → 余杭; 恩施土家族苗族自治州 → 恩施, 恩施州."""
    stem = _SHORT_PROVINCES.get(name) or _SHORTENED.sub("", name)
    found = {stem, f"{stem}州"} if name.endswith("自治州") else {stem}
    return {shorter for shorter in found if len(stem) >= SHORTEST and shorter != name}


def _frozen(names: dict[str, list[Name]]) -> dict[str, tuple[Name, ...]]:
    """Those in force stand first."""
    return {name: tuple(sorted(set(found), key=lambda one: (not one.in_force, one))) for name, found in names.items()}


def _name(division: Division) -> Name:
    level = 0 if division.code.endswith("0000") else 1 if division.code.endswith("00") else 2
    above = division.province, division.prefecture
    return Name(_LEVELS[level], division.code, division.name, *above, division.to_year is None)


class _Beginnings:
    """What texts begin with whose divisions are read to the end: the same beginning reads the same.

    Only beginnings that end with the full name of a county are kept, since no division can follow one, and only those
    whose last name is not itself the beginning of another (沙市|区).
    """

    def __init__(self) -> None:
        self._read: dict[str, Divisions] = {}
        self._lengths: tuple[int, ...] = ()

    def get(self, text: str) -> Divisions | None:
        for length in self._lengths:
            if (found := self._read.get(text[:length])) is not None:
                return found
        return None

    def keep(self, text: str, found: Divisions) -> None:
        if not found.found or len(self._read) >= _BEGINNINGS_KEPT:
            return
        part, name, start, end = found.found[-1]
        if part is Part.DISTRICT and text[start:end] == name and name not in _names().beginnings:
            self._read[text[:end]] = found
            self._lengths = tuple(sorted({*self._lengths, end}, reverse=True))


_beginnings = _Beginnings()


def read_divisions(text: str) -> Divisions:
    """Reads as many divisions as stand one after the other at the beginning of the text.

    A short name (浙江, 余杭) counts only where it agrees with what was read before it, or where a division, a town
    or a road follows; 余杭街道, 安吉路 and 杭州大厦 are no divisions.
    """
    found = _beginnings.get(text)
    if found is None:
        found = _read(text)
        _beginnings.keep(text, found)
    return found


def _read(text: str) -> Divisions:
    found: list[tuple[Part, str, int, int]] = []
    bearers: tuple[Name, ...] = ()
    start = _skip(text, 0)
    while (step := _step(text, start, bearers)) is not None:
        bearers, end = step
        found.append((bearers[0].part, bearers[0].name, start, end))
        start = _skip(text, end)
    return Divisions(tuple(found), found[-1][3], _codes(bearers)) if found else _NONE


def _codes(bearers: tuple[Name, ...]) -> tuple[str, ...]:
    """The codes in force; where none is, those of the past."""
    return tuple(sorted({name.code for name in bearers if name.in_force} or {name.code for name in bearers}))


def _skip(text: str, start: int) -> int:
    while text.startswith((" ", "-"), start):
        start += 1
    return start


def _step(text: str, start: int, above: tuple[Name, ...]) -> tuple[tuple[Name, ...], int] | None:
    for end, (full, short) in _names().either.at(text, start):
        if full and (inside := _inside(full, above)):
            return inside, end
        if short and (inside := _followed(_inside(short, above), text, end, bool(above))):
            return inside, end
    return None


def _inside(bearers: tuple[Name, ...], above: tuple[Name, ...]) -> tuple[Name, ...]:
    """Those that lie in one of the divisions above; all of one level, the widest."""
    kept = [name for name in bearers if any(_contains(wide, name) for wide in above)] if above else bearers
    for level in _LEVELS:
        if found := tuple(name for name in kept if name.part is level):
            return found
    return ()


def _contains(wide: Name, name: Name) -> bool:
    if wide.part is Part.PROVINCE:
        return name.part is not Part.PROVINCE and name.province == wide.name
    return wide.part is Part.CITY and name.part is Part.DISTRICT and name.city == wide.name


def _followed(bearers: tuple[Name, ...], text: str, end: int, is_inside: bool) -> tuple[Name, ...]:
    """A short name's bearers if what follows lets it be a division, else none."""
    end = _skip(text, end)
    if not bearers:
        return ()
    if is_inside:
        goes_on = _CONTINUES.match(text, end) is not None and _step(text, end, bearers) is None
        return () if goes_on else bearers
    if _step(text, end, bearers) is not None:
        return bearers
    if _CONTINUES_ALONE.match(text, end):
        return ()
    kept = [name for name in bearers if (_FOLLOWING.get(name.part) or _NEVER).match(text, end)]
    return tuple(kept)


def full_division(text: str, start: int) -> Name | None:
    """The division whose full name stands at `start`, if any."""
    return next((bearers[0] for _, bearers in _names().full.at(text, start)), None)


class ShortDivision(NamedTuple):
    """A division whose short name ends at `end`."""

    part: Part
    name: str
    end: int


def short_division(text: str, start: int) -> ShortDivision | None:
    """The division of today or of late whose short name stands at `start`, where no other bears it: not 鼓楼."""
    for end, (_, short) in _names().either.at(text, start):
        bearers = [name for name in short if _is_remembered(name)]
        if len({(name.part, name.province, name.city) for name in bearers}) == 1:
            return ShortDivision(bearers[0].part, bearers[0].name, end)
    return None


def _is_remembered(name: Name) -> bool:
    last = divisions()[name.code][-1]
    return name.in_force or (last.name == name.name and (last.to_year or 0) >= _REMEMBERED)
