"""Telephone numbers: mobile numbers (YD/T numbering plan, 11 digits from 13 to 19) and land lines with area code.

Land lines of Hangzhou come without 0571, or without the 0 where Excel took them for numbers.
"""

import re

from schema.cleaning import Cleaned, Plain
from schema.normalize.text import fold, is_nothing

COLUMNS = ("phones",)
ABSENT = Cleaned((None,))

HOME_AREA = "0571"
"""Area code of Hangzhou, for land lines that give none."""

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LAND_LINE = re.compile(r"(?:010|02[0-9]|0571)[2-9][0-9]{7}|0(?!571)[3-9][0-9]{2}[2-9][0-9]{6,7}")
_HOTLINE = re.compile(r"[48]00[0-9]{7}")
_COUNTRY = re.compile(r"\A(?:\+|00)?86(?=0?1[3-9][0-9]{9}|0?[1-9][0-9]{8,10}\Z)")
_EXTENSION = re.compile(r"(?<=[0-9]{7})(?:-|转|EXT\.?|#|\*|分机)+[0-9]{1,6}\Z", re.IGNORECASE)
_SEPARATOR = re.compile(r"[/,、;|\\。或和及]+|(?<=[0-9])\s*\(?(?!转|分机)[一-鿿]{1,4}[:)]?\s*(?=[0-9])")
_NOT_DIGITS = re.compile(r"[^0-9+]+")
_RUN_TOGETHER = re.compile(r"(?:1[3-9][0-9]{9}){2,4}")
_PLACEHOLDERS = frozenset({"13800138000", "13812345678", "13912345678", "12345678901", "13123456789", "12345678"})
_PLACEHOLDER = re.compile(
    r"([0-9])\1*|1[3-9][0-9]([0-9])\2{7}|0[0-9]{2,3}([0-9])\3{6,7}|0[0-9]{3,5}0{6}|0[0-9]{2,3}12345678"
)

PLAIN = Plain(
    "^1[3-9][0-9]{9}$",
    f"^(?:{'|'.join(sorted(_PLACEHOLDERS))})$|^1[3-9][0-9](?:{'|'.join(digit * 8 for digit in '0123456789')})$",
)
"""Mobile numbers that are no placeholder."""


def compact(text: str) -> str:
    """Digits only, without country code, extension and separators: '+86 138-1234-5678' → '13812345678'.

    Land lines get their area code back.  For a text that holds one number.
    """
    return _digits(fold(text))


def _digits(folded: str) -> str:
    digits = _NOT_DIGITS.sub("", _EXTENSION.sub("", folded))
    if _MOBILE.fullmatch(digits):
        return digits
    digits = _COUNTRY.sub("", digits, count=1).replace("+", "")
    if _MOBILE.fullmatch(digits) or _HOTLINE.fullmatch(digits):
        return digits
    if _MOBILE.fullmatch(digits[1:]) and digits[0] == "0":
        return digits[1:]
    if len(digits) == 8 and digits[0] in "23456789":
        return HOME_AREA + digits
    return digits if digits[:1] == "0" or not _LAND_LINE.fullmatch(f"0{digits}") else f"0{digits}"


def is_placeholder(number: str) -> bool:
    """Whether a compact number is typed in where none is known: 13800000000, 11111111111, 0571-88888888."""
    return number in _PLACEHOLDERS or _PLACEHOLDER.fullmatch(number) is not None


def check(number: str) -> str | None:
    """The rule that a compact number breaks; None for a valid one."""
    if is_placeholder(number):
        return "phone.placeholder"
    known = _MOBILE.fullmatch(number) or _LAND_LINE.fullmatch(number) or _HOTLINE.fullmatch(number)
    return None if known else "phone.form"


def is_valid(number: str) -> bool:
    """Whether a compact number passes every rule."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """Every number in the text as a sorted tuple, null if there is none.

    A placeholder counts as nothing.  Rule `phone.form` where a part is not a number; the others stay.
    """
    if _MOBILE.fullmatch(text):
        return ABSENT if is_placeholder(text) else Cleaned(((text,),))
    folded = fold(text)
    if is_nothing(folded):
        return ABSENT
    numbers = {number for part in _SEPARATOR.split(folded) if part.strip() for number in _numbers(part)}
    rules = {number: check(number) for number in numbers}
    good = sorted(number for number, rule in rules.items() if rule is None)
    return Cleaned((tuple(good) or None,), "phone.form" if "phone.form" in rules.values() else None)


def _numbers(part: str) -> list[str]:
    if _MOBILE.fullmatch(part):
        return [part]
    whole = _digits(part)
    if check(whole) != "phone.form":
        return [whole]
    if _RUN_TOGETHER.fullmatch(whole):
        return [whole[start : start + 11] for start in range(0, len(whole), 11)]
    pieces = part.split()
    return [number for piece in pieces for number in _numbers(piece)] if len(pieces) > 1 else [whole]
