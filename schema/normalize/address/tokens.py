"""The numbered end of an address as tokens: a number and its suffix, or a word such as 南楼, 地下室."""

import re
from collections.abc import Iterable
from functools import lru_cache
from string import ascii_letters, digits
from typing import NamedTuple

from schema.normalize.address.components import Part
from schema.normalize.address.house_kinds import FIRST_OF_KINDS, HOUSE_KINDS, KIND
from schema.normalize.address.numerals import HAN, LIST, STEM

_BUILDING = ("幢", "栋", "座", "排", "幢楼", "栋楼", "厂房", "馆", "车间", "仓库", "宿舍", "宿舍楼", "公寓楼", "别墅")
_ROOM = ("室", "房", "房间", "铺", "商铺", "店面", "门面", "摊位", "摊", "车位", "工位", "铺位", "户")
SUFFIXES: dict[str, Part] = {
    **dict.fromkeys([*_BUILDING, "号楼", "#楼", *(mark + word for mark in "号#" for word in _BUILDING)], Part.BUILDING),
    **dict.fromkeys(["单元", "单", "门", "梯", "号单元", "#单元", "号门", "号梯"], Part.UNIT),
    **dict.fromkeys(["层", "楼", "层楼"], Part.FLOOR),
    **dict.fromkeys([*_ROOM, *(f"号{word}" for word in _ROOM)], Part.ROOM),
    "号": Part.NUMBER,
    "#": Part.NUMBER,
}
"""What a number is by the word behind it."""

_KINDS = (
    "东 南 西 北 中 中间 主 裙 副 附 前 后 综合 办公 宿舍 商务 科研 研发 教学 实验 生产 行政 住宅 商业 门诊 住院 公寓"
)
_WORDS = {
    Part.BUILDING: f"(?:{_KINDS.replace(' ', '|')})楼|(?:[东南西北中前后]|中间)[座幢栋]",
    Part.UNIT: "[东南西北中]单元",
    Part.FLOOR: (
        rf"(?:地下|负)(?:{LIST})?[层楼]|地下室|-\d{{1,2}}层|[底顶][层楼]|[东南西北中](?:{LIST})[层楼]"
        "|架空层|阁楼|夹层"
    ),
    Part.ROOM: (
        r"(?:负|地下)\d{2,4}室?(?![层楼])"
        rf"|(?:地下)?(?:商铺|店铺|门面|店面|摊位|铺位|车库|车位|储藏室|营业房)-?(?:{LIST})号?"
    ),
}
_FIRST = (
    f"0-9A-Za-z{HAN}{STEM}第地负底顶架阁夹商店门面摊铺车储营东南西北中主裙副附前后综办宿科研教实生行住公"
    f"{FIRST_OF_KINDS}-"
)


def _any_of(words: Iterable[str]) -> str:
    """The words as a regular expression that looks at each first character once; of two, the longer."""
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        rests.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(found)})" for first, found in rests.items())


_SUFFIX = _any_of(SUFFIXES).replace("门", "门(?![县市诊店])").replace("单(?:元|)", f"单(?:元|(?=[- 0-9{HAN}]|$))")
"""No door is in 三门|县 and in 5号|门市部; 3幢1单201 is 3幢1单元201, but 5号单身宿舍 has no unit."""
_NUMBERED = (
    rf"(?P<kind>{KIND})?第?(?P<number>{LIST})"
    rf"(?: ?(?P<suffix>{_SUFFIX})|(?<![{HAN}{STEM}])(?![期区])|(?![\u3400-\u9fff]))"
    r"(?P<sub>附 ?\d{1,3}号?|之[一二三四五六\d])?"
)
_TOKEN = re.compile(
    rf"(?![0-9A-Za-z{HAN}{STEM}第]|{KIND})"
    rf"(?:{'|'.join(f'(?P<{part}>{words})' for part, words in _WORDS.items())})|{_NUMBERED}"
)
_ANY = _TOKEN.pattern
for _name in ("kind", "number", "suffix", "sub", *_WORDS):
    _ANY = _ANY.replace(f"?P<{_name}>", "?:")
_TAIL = re.compile(rf"(?=[{_FIRST}])(?<![0-9A-Za-z])(?>[- 、至~]?(?:{_ANY}))++(?= *$)")
_RUN = re.compile(rf"(?>[- 、至~]?(?:{_ANY}))++")
NUMBERED = "".join(
    {
        *ascii_letters,
        *digits,
        *HAN,
        *STEM,
        *"".join(SUFFIXES),
        *"".join(_WORDS.values()),
        *"".join(HOUSE_KINDS),
        *"第附之-、 ~至.",
    }
)
"""All that a numbered end can be made of, and a little more: it lies behind the last other character."""
_TOWER = re.compile(r"[A-Za-z] (?=[0-9]{3,4}(?![0-9]))")
"""The building before a room that a stroke or a blank separates: 永和国际|A/508."""
_NAME_END = re.compile(rf"(?:[{HAN}{STEM}]+|[A-Za-z]+)$")


_BEFORE_WORD = frozenset(["", " ", *"0123456789号室院区园厂司校村地心城场厦"])
"""What a building without a number (宿舍楼, 南楼) may follow; after anything else it is the end of a name."""


_WHOLE_ROOM = re.compile(r"[0-9]{3}$")


class Token(NamedTuple):
    """`part` is None for a number without suffix; `number` is empty for a word."""

    part: Part | None
    number: str
    suffix: str
    start: int
    end: int
    number_start: int
    kind: str = ""
    """Of a dwelling house, where a word before the number names it: 高层3幢."""


def tail_start(text: str) -> int:
    """Where the numbered end of the text begins; its length where there is none.

    Chinese numerals, letters and words in front of it that belong to the name before are not part of it.
    """
    match = _TAIL.search(text, len(text.rstrip(NUMBERED)))
    if match is None:
        return len(text)
    start = match.start()
    if text[start].isdigit():
        return start
    while (token := _TOKEN.match(text, start)) is not None and _ends_name(_token(token), text):
        start = token.end()
    return start


def _ends_name(token: Token, text: str) -> bool:
    """新三|3幢, 檀悦商务楼|2幢: but 233号|宿舍楼."""
    if not token.number:
        before = text[token.start - 1 : token.start]
        return token.part is Part.BUILDING and before not in _BEFORE_WORD
    if _TOWER.match(text, token.start) is not None:
        return False
    return token.part is None and _NAME_END.match(token.number) is not None


def number_run(text: str, start: int) -> int:
    """Where the numbered piece that begins at `start` ends; `start` itself where there is none."""
    match = _RUN.match(text, start)
    return start if match is None else match.end()


def starts_with_house_number(tail: str) -> bool:
    """Whether the numbered end begins with '12号'."""
    found = tokens(tail)
    return bool(found) and found[0].suffix == "号"


def without_last(tail: str, *, keep_room: bool) -> str:
    """The numbered end without a last number that no suffix closes: '3幢5' may have been 3幢501.

    With `keep_room` a number of three digits or more stays: its digits are known to be whole.
    """
    *_, last = tokens(tail)
    if last.part is not None or (keep_room and _WHOLE_ROOM.search(last.number)):
        return tail
    numbers = last.number.rstrip("0123456789")
    return tail[: last.number_start + len(numbers)].rstrip(" -、")


@lru_cache(maxsize=1_000)
def tokens(text: str, start: int = 0) -> tuple[Token, ...]:
    """The tokens of a numbered end; characters between them are joints without meaning."""
    return tuple(map(_token, _TOKEN.finditer(text, start)))


def _token(match: re.Match[str]) -> Token:
    number = match["number"]
    if number is None:
        return Token(Part(match.lastgroup or ""), "", match[0], *match.span(), match.start())
    suffix = match["suffix"] or ""
    return Token(
        SUFFIXES.get(suffix), number + _sub(match), suffix, *match.span(), match.start("number"), match["kind"] or ""
    )


def _sub(match: re.Match[str]) -> str:
    return "-" + match["sub"].lstrip("附之 ").removesuffix("号") if match["sub"] else ""
