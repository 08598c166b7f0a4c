"""Numbers, counts, amounts and coordinates in the ways people write them."""

import re
from decimal import Decimal, InvalidOperation

from schema.cleaning import Cleaned, Cleaner
from schema.normalize.text import ABSENT, is_nothing, without_blanks

_CENT = Decimal("0.01")
_LARGEST = Decimal(10) ** 15
"""DECIMAL(18,2) holds fifteen digits and some; no amount here is near it."""
_UNITS = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_UNITS |= {"百万": Decimal(10) ** 6, "千万": Decimal(10) ** 7, "万亿": Decimal(10) ** 12}
_AMOUNT = re.compile(
    r"(?:人民币|RMB|CNY|[¥￥])?(?P<number>[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?)"
    r"(?P<unit>万亿|千万|百万|亿|万|千|百)?(?P<yuan>元|圆|块|人民币|RMB|CNY)?整?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"([0-9]{1,9})(?:\.0*)?(?:人|名|个|位|户|件|起)?")
_CHINESE_COUNT = re.compile(r"([零〇一二两三四五六七八九十百千]+)(?:人|名|个|位|户|件|起)?")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{0,20})?")

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_DIGITS |= {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
CHINESE_NUMERAL = "".join(sorted({*_DIGITS, *_POWERS}))
"""Every character a written number is made of, for use inside a regular expression's brackets."""


def arabic(numeral: str) -> str:
    """Chinese numeral to digits: '八十八' → '88', '一百零五' → '105', digit by digit '五〇一' → '501'."""
    if not any(character in _POWERS for character in numeral):
        return "".join(str(_DIGITS[character]) for character in numeral)
    total, pending = 0, None
    for character in numeral:
        if character in _POWERS:
            total, pending = total + (1 if pending is None else pending) * _POWERS[character], None
        else:
            pending = _DIGITS[character]
    return str(total + (pending or 0))


def read_amount(text: str, *, unit: Decimal = Decimal(1)) -> Decimal | None:
    """An amount in yuan with two places; `unit` multiplies a bare number (10,000 where a column counts in 万元).

    None where the text is not an amount.
    """
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    written = match["unit"], match["yuan"]
    factor = unit if written == (None, None) else _UNITS[written[0] or ""]
    try:
        amount = Decimal(match["number"].replace(",", "")) * factor
    except InvalidOperation:
        return None
    return amount.quantize(_CENT) if abs(amount) < _LARGEST else None


def amount_cleaner(field: str, *, unit: Decimal = Decimal(1)) -> Cleaner:
    """Cleans a column of amounts of at least zero; rules `field.unreadable`, `field.negative`."""
    unreadable, negative = Cleaned((None,), f"{field}.unreadable"), Cleaned((None,), f"{field}.negative")

    def clean(text: str) -> Cleaned:
        compact = without_blanks(text)
        if is_nothing(compact):
            return ABSENT
        amount = read_amount(compact, unit=unit)
        if amount is None:
            return unreadable
        return negative if amount < 0 else Cleaned((amount,))

    return clean


def count_cleaner(field: str) -> Cleaner:
    """Cleans a column of whole counts, '12', '12人', '十二人'; rule `field.unreadable`."""
    unreadable = Cleaned((None,), f"{field}.unreadable")

    def clean(text: str) -> Cleaned:
        compact = without_blanks(text)
        if is_nothing(compact):
            return ABSENT
        if (match := _COUNT.fullmatch(compact)) is not None:
            return Cleaned((int(match[1]),))
        if (match := _CHINESE_COUNT.fullmatch(compact)) is not None:
            return Cleaned((int(arabic(match[1])),))
        return unreadable

    return clean


def degrees_cleaner(field: str, low: float, high: float) -> Cleaner:
    """Cleans a coordinate; 0 stands for not measured; rules `field.unreadable`, `field.out_of_range`."""
    unreadable, outside = Cleaned((None,), f"{field}.unreadable"), Cleaned((None,), f"{field}.out_of_range")

    def clean(text: str) -> Cleaned:
        compact = without_blanks(text).rstrip("°")
        if is_nothing(compact):
            return ABSENT
        if _DECIMAL.fullmatch(compact) is None:
            return unreadable
        value = float(compact)
        if value == 0:
            return ABSENT
        return Cleaned((value,)) if low <= value <= high else outside

    return clean


def clean_floor_area(text: str) -> Cleaned:
    """Square metres with two places; rules `floor_area.unreadable`, `floor_area.out_of_range`."""
    compact = without_blanks(text).removesuffix("平方米").removesuffix("㎡").removesuffix("m2").removesuffix("平米")
    if is_nothing(compact):
        return ABSENT
    if _DECIMAL.fullmatch(compact) is None:
        return Cleaned((None,), "floor_area.unreadable")
    area = Decimal(compact).quantize(_CENT)
    if area == 0:
        return ABSENT
    return Cleaned((area,)) if 0 < area < 1_000_000 else Cleaned((None,), "floor_area.out_of_range")
