"""Parts of an address where the owner keeps them apart: one form for '3幢', '3栋', '3号楼' and '三幢'.

Numbers take the form that the parser of address texts gives them, so that a part read from a text and one delivered
apart agree.
Every function takes a text of any form and gives '' where nothing is left; `part_cleaner` makes a cleaner of one.
"""

import re
from collections.abc import Callable

from schema.cleaning import Cleaned, Cleaner, Plain
from schema.normalize.address.numerals import HAN, canonical_number
from schema.normalize.text import ABSENT, is_nothing, simplify, without_blanks

_DASH_WORDS = re.compile(r"(?<=[0-9])(?:号?之|号?附|号-|号(?=[0-9]))(?=[0-9])")
_NUMBER_TAIL = re.compile(r"(?:号门牌|门牌号|号|#)+\Z")
_BUILDING_TAIL = re.compile(r"(?:号楼|号幢|号|幢|栋|座|楼|#)+\Z")
_NUMBERED_WORD = re.compile(r"(?<=[0-9])[号#]+(?=(?:厂房|车间|仓库|宿舍|公寓|别墅))")
_UNIT_TAIL = re.compile(r"(?:号?单元|号门|梯|号|#)+\Z")
_ROOM_TAIL = re.compile(r"(?:号房间|号房|房间|室号|号室|室|房|号|#)+\Z")
_ORDINAL = re.compile(rf"\A第+(?=[0-9A-Z{HAN}])")
_PREFIX = re.compile(r"\A(?:浙江省)?(?:杭州市)?(?:(?:余杭|临平)(?:区|市|县)(?=.))?")


def _plain(text: str) -> str:
    """Simplified, no blanks, upper case, '(自编)'-like brackets kept."""
    return simplify(without_blanks(text)).upper()


def _number(text: str, tail: re.Pattern[str]) -> str:
    """The number as the parser writes it, without the words behind it; '附' and '之' are '-'.

    What one pass leaves at the end can be such a word again (a mark stood between), so it runs until nothing changes.
    """
    digits = _DASH_WORDS.sub("-", canonical_number(_ORDINAL.sub("", _plain(text))))
    while (shorter := tail.sub("", canonical_number(_NUMBERED_WORD.sub("", digits)))) != digits:
        digits = shorter
    return digits


def road_number(text: str) -> str:
    """'88', '88号', '八十八号' → '88'; '88-1号', '88号-1', '88号附1' → '88-1'."""
    return _number(text, _NUMBER_TAIL)


def building(text: str) -> str:
    """'3幢', '3栋', '3号楼', '三幢', '03幢' → '3'; 'A座' → 'A'; '1号厂房' → '1厂房'."""
    return _number(text, _BUILDING_TAIL)


def unit(text: str) -> str:
    """'2单元', '二单元', '2' → '2'."""
    return _number(text, _UNIT_TAIL)


def room(text: str) -> str:
    """'501室', '501', '0501', '五〇一室' → '501'."""
    return _number(text, _ROOM_TAIL)


def place_name(text: str) -> str:
    """A street, community, road or compound: simplified, no blanks, no province, city or district before it."""
    return _PREFIX.sub("", _plain(text))


def address_text(text: str) -> str:
    """The whole text with one width and no blanks; a character that was cut in two at the end is gone."""
    return without_blanks(text).rstrip("\ufffd")


def part_cleaner(part: Callable[[str], str]) -> Cleaner:
    """A cleaner of one part; absence is not an error and there is no rule to break."""

    def clean(text: str) -> Cleaned:
        value = part(text)
        return ABSENT if is_nothing(value) else Cleaned((value,))

    return clean


PLAIN = Plain("^[0-9A-Za-z()#-]*[一-鿿][0-9A-Za-z一-鿿()#-]{8,}$")
"""Long enough to be no word for "nothing", of characters that are written in one way only."""
_DIGITS_ONLY = re.compile(r"[0-9+() -]*")


def clean_address_text(text: str) -> Cleaned:
    """The text as written; rule `text.not_an_address` for digits alone, such as a telephone number.

    Rule `text.cut` where the owner's field ended inside a character: all before it is kept.
    """
    compact = address_text(text)
    if is_nothing(compact):
        return ABSENT
    if _DIGITS_ONLY.fullmatch(compact):
        return Cleaned((None,), "text.not_an_address")
    return Cleaned((compact,), "text.cut" if text.rstrip().endswith("\ufffd") else None)
