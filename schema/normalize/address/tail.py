"""What each number at the end of an address is, from its suffix or, where there is none, from its place.

'3-2-501' is building, unit, room after a compound, but number, building, room after a road.  What is read by its
place only is named in the doubts: never a guess presented as read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from schema.normalize.address.components import Part
from schema.normalize.address.house_kinds import HOUSE_KINDS
from schema.normalize.address.numerals import canonical_number
from schema.normalize.address.tokens import Token, tokens

_ROOM_LIKE = re.compile(
    r"[A-Za-z]{0,2}-?\d{3,5}[A-Za-z]?|\d{1,2}[A-Za-z]\d{2,3}|[A-Za-z]\d{2,}|[零〇一二三四五六七八九]{3,4}"
)
_FLAT = re.compile(r"\d{1,2}[A-Za-z]")
"""Floor and flat in one: 18A, behind a building."""
_PART_OF_ROOM = re.compile(r"[0-9]{1,2}|[A-Z]")
_FLOOR_LETTER = re.compile(r"(\d{1,2}|B\d)[Ff]")
_ITEM = re.compile(r"[A-Za-z]{1,2}-(?=\d)[^-~至]+|[^-~至]+")
_TOWER = re.compile("[A-Za-z]-[0-9]{3,4}")
"""永和国际B-2108 is building B and room 2108; H5-1234 and 3幢B-2108 are not."""
_ROOM_WORD = re.compile(r"^\D+?-?(?=[0-9A-Za-z])|[号室]$")
_UNDERGROUND = re.compile("(?:负|地下)(?=[0-9])")
_LETTERED = re.compile("[A-Za-z甲乙丙丁戊己庚辛]")
_HOUSE = re.compile(r"号(?:厂房|车间|仓库|宿舍|公寓楼|别墅)")
"""After a road the number is the road's and the word names the building: 蘅屏街233号|宿舍楼."""
_LIST_JOINTS = {"、": "、", "至": "-", "~": "-"}
_COMPOUND_LIKE = frozenset({Part.COMPOUND, Part.PHASE})
_BELOW = {
    None: (Part.BUILDING, Part.UNIT, Part.FLOOR),
    Part.NUMBER: (Part.BUILDING, Part.UNIT, Part.FLOOR),
    Part.BUILDING: (Part.UNIT, Part.FLOOR),
    Part.UNIT: (Part.FLOOR,),
}
"""What may stand between a level and the room."""


class Read(NamedTuple):
    """One component within a piece of text; positions count from its beginning."""

    part: Part
    value: str
    start: int
    end: int


class Tail(NamedTuple):
    parts: tuple[Read, ...]
    doubts: frozenset[Part]


class _Item(NamedTuple):
    """A number or word; `part` is None where nothing says what it is."""

    part: Part | None
    value: str
    start: int
    end: int
    suffix: str


@lru_cache(maxsize=20_000)
def read_tail(text: str, after: Part | None) -> Tail:
    """The components of a numbered end that follows a component of kind `after` (None: it begins the address)."""
    pending: list[_Item] = []
    read: list[Read] = []
    doubts: set[Part] = set()
    for item in _items(text, after):
        if not pending and _goes_on(text, item, read):
            continue
        if item.part is None:
            pending.append(item)
            continue
        _place(pending, after, item.part, read, doubts)
        _settle(item, after, read, doubts)
    _place(pending, after, None, read, doubts)
    return Tail(tuple(read), frozenset(doubts))


def _goes_on(text: str, item: _Item, read: list[Read]) -> bool:
    """'367号、369号' and '101室至103室' are one list or range: the item is taken into what was read before it."""
    if not read or not item.suffix or not text[: read[-1].end].endswith(item.suffix):
        return False
    mark = _LIST_JOINTS.get(text[read[-1].end : item.start].strip())
    if mark is None:
        return False
    last = read[-1]
    read[-1] = Read(last.part, f"{last.value}{mark}{item.value}", last.start, item.end)
    return True


def _items(text: str, after: Part | None) -> Iterator[_Item]:
    earlier: list[Token] = []
    for token in tokens(text):
        yield from _tower(token) if _is_tower(token, earlier, after) else _of_token(token, after)
        earlier.append(token)


def _of_token(token: Token, after: Part | None) -> Iterator[_Item]:
    if token.kind:
        yield from _of_kind(token)
    elif not token.number:
        yield _word(token)
    elif token.part in (None, Part.ROOM, Part.UNIT):
        yield from _chain(token)
    elif token.part is Part.FLOOR and token.suffix == "楼" and _LETTERED.fullmatch(token.number):
        yield _Item(Part.BUILDING, canonical_number(token.number), token.start, token.end, token.suffix)
    elif token.start == 0 and after not in _COMPOUND_LIKE and _HOUSE.match(token.suffix):
        end = token.number_start + len(token.number) + 1
        yield _Item(Part.NUMBER, canonical_number(token.number), token.start, end, "号")
        yield _Item(Part.BUILDING, token.suffix[1:].rstrip("楼座幢"), end, token.end, "")
    else:
        yield _Item(token.part, _numbered(token), token.start, token.end, token.suffix)


def _is_tower(token: Token, earlier: list[Token], after: Part | None) -> bool:
    """Whether a letter, a dash and a room stand where a building is due: behind a compound or behind a house number."""
    if token.part not in (None, Part.ROOM) or token.kind or _TOWER.fullmatch(token.number) is None:
        return False
    if after in _COMPOUND_LIKE:
        return not earlier
    return bool(earlier) and all(one.part is Part.NUMBER for one in earlier)


def _tower(token: Token) -> Iterator[_Item]:
    letter, start = token.number[0], token.number_start
    yield _Item(None, canonical_number(letter), start, start + 1, "")
    yield _Item(token.part, canonical_number(token.number[2:]), start + 2, token.end, token.suffix)


def _of_kind(token: Token) -> Iterator[_Item]:
    """高层3幢, 排屋12: the first number is a building's, of that kind, whatever stands behind it."""
    first, *others = _chain(token)
    if first.part in (None, Part.NUMBER, Part.BUILDING):
        first = first._replace(part=Part.BUILDING, value=HOUSE_KINDS[token.kind] + first.value)
    yield from [first, *others]


def _word(token: Token) -> _Item:
    value = token.suffix
    if token.part is Part.UNIT:
        value = value[0]
    elif token.part is Part.BUILDING:
        value = value.rstrip("楼座幢栋")
    elif token.part is Part.ROOM:
        sign = "负" if _UNDERGROUND.match(value) else ""
        value = sign + canonical_number(_ROOM_WORD.sub("", value))
    elif token.part is Part.FLOOR:
        value = _floor(value)
    return _Item(token.part, value, token.start, token.end, "")


def _floor(written: str) -> str:
    if written[-1:] in "层楼" and written[:1] in "地负-":
        return "-" + (canonical_number(written.lstrip("地下负-").rstrip("层楼")) or "1")
    if written[-1:] in "层楼" and written[:1] in "东南西北中":
        return written[0] + canonical_number(written[1:-1])
    return {"地下室": "-1", "底层": "1", "底楼": "1"}.get(written, written)


def _numbered(token: Token) -> str:
    """Of a building the kind stays where it is not a mere block: '1号厂房' → '1厂房', '3号楼' → '3'."""
    value = canonical_number(token.number)
    word = token.suffix.lstrip("号#")
    if token.part is Part.BUILDING and word in HOUSE_KINDS:
        return HOUSE_KINDS[word] + value
    if token.part is Part.BUILDING and word not in ("", "楼", "幢", "栋", "座", "幢楼", "栋楼"):
        return value + word.removesuffix("楼")
    return value


def _chain(token: Token) -> Iterator[_Item]:
    """The numbers of '3-2-501室' one by one, the suffix being the last one's; a range of rooms stays whole."""
    found = list(_ITEM.finditer(token.number))
    if len(found) == 1 or _is_range([match[0] for match in found], token):
        yield _Item(token.part, canonical_number(token.number), token.start, token.end, token.suffix)
        return
    for match in found:
        start, end = token.number_start + match.start(), token.number_start + match.end()
        last = match is found[-1]
        part, suffix = (token.part, token.suffix) if last else (None, "")
        yield _Item(part, canonical_number(match[0]), start, token.end if last else end, suffix)


def _is_range(numbers: list[str], token: Token) -> bool:
    """101-103室 is one component, and so is 501-2室."""
    if token.part is None or len(numbers) != 2 or not _ROOM_LIKE.fullmatch(numbers[0]):
        return False
    low, high = numbers
    return (len(low) == len(high) and low < high) or (
        token.part is Part.ROOM and _PART_OF_ROOM.fullmatch(high) is not None
    )


def _settle(item: _Item, after: Part | None, read: list[Read], doubts: set[Part]) -> None:
    """Takes an item whose suffix says what it is; '号' says so only by what came before."""
    part, filled = item.part or Part.LEFTOVER, _filled(read)
    if part is Part.NUMBER:
        if not filled and after not in _COMPOUND_LIKE:
            part = Part.NUMBER
        elif not filled - {Part.NUMBER}:
            part = Part.BUILDING
            doubts |= {part} if item.suffix == "号" else set()
        elif item.suffix == "#" and not filled & {Part.UNIT, Part.ROOM} and not _ROOM_LIKE.fullmatch(item.value):
            part = Part.UNIT
        else:
            part = Part.ROOM
    _add(part, item, read)


def _place(pending: list[_Item], after: Part | None, limit: Part | None, read: list[Read], doubts: set[Part]) -> None:
    """Gives the bare numbers in `pending` their parts by convention, and empties it."""
    if not pending:
        return
    if limit is None and _merge(pending, after, read):
        pending.clear()
        return
    for place, item in zip(_parts(pending, after, limit, read), pending, strict=True):
        floor = _FLOOR_LETTER.fullmatch(item.value) if place is not Part.NUMBER else None
        part = Part.FLOOR if floor else place
        certain = part is Part.NUMBER or (part is Part.ROOM and _filled(read) & {Part.BUILDING, Part.UNIT})
        doubts |= set() if certain or part is Part.LEFTOVER else {part}
        _add(part, item._replace(value=floor[1]) if floor else item, read)
    pending.clear()


def _merge(pending: list[_Item], after: Part | None, read: list[Read]) -> bool:
    """'88号-1' and '石塘路88-1' are sub-numbers, '501室-2' a part of a room: one component, not two."""
    if len(pending) == 1 and read and read[-1].part in (Part.NUMBER, Part.ROOM):
        last, item = read[-1], pending[0]
        small = len(item.value) <= 2 and item.value[:1].isdigit() and not _FLOOR_LETTER.fullmatch(item.value)
        if small or last.part is Part.ROOM:
            read[-1] = Read(last.part, f"{last.value}-{item.value}", last.start, item.end)
            return True
    if len(pending) == 2 and not read and after not in _COMPOUND_LIKE and not _ROOM_LIKE.fullmatch(pending[1].value):
        first, second = pending
        read.append(Read(Part.NUMBER, f"{first.value}-{second.value}", first.start, second.end))
        return True
    return False


def _parts(pending: list[_Item], after: Part | None, limit: Part | None, read: list[Read]) -> list[Part]:
    count, level = len(pending), read[-1].part if read else None
    between = list(_BELOW.get(level, ()))
    if level is None and after not in _COMPOUND_LIKE:
        between.insert(0, Part.NUMBER)
    if limit is not None:
        steps = [part for part in between if part is not limit]
        return (steps + [Part.LEFTOVER] * count)[:count]
    last = pending[-1].value
    is_flat = level is Part.BUILDING and _FLAT.fullmatch(last) is not None
    room = is_flat or level in (Part.UNIT, Part.FLOOR) or count >= 3 or _ROOM_LIKE.fullmatch(last) is not None
    if level is Part.ROOM:
        return [Part.LEFTOVER] * count
    if count == 1 and between[:1] == [Part.NUMBER]:
        return [Part.NUMBER]
    steps = between[: count - 1] if room else between[:count]
    return (steps + [Part.LEFTOVER] * count)[: count - room] + [Part.ROOM] * room


def _filled(read: list[Read]) -> set[Part]:
    return {component.part for component in read}


def _add(part: Part, item: _Item, read: list[Read]) -> None:
    if part in _filled(read) or not item.value:
        part = Part.LEFTOVER
    read.append(Read(part, item.value, item.start, item.end))
