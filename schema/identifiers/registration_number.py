"""Registration number of enterprises before 2015 (注册号), GS 15-2006: 15 digits, check by ISO 7064 MOD 11,10.

Six digits of the registering office, eight of a sequence, one check digit.
"""

import re

from schema.cleaning import Cleaned
from schema.normalize.text import is_nothing, without_blanks

COLUMNS = ("registration_number",)
ABSENT = Cleaned((None,))

_FORM = re.compile(r"[1-9][0-9]{14}")
_BEFORE_2007 = re.compile(r"[1-9][0-9]{12}")
_JUNK = re.compile(r"(.)\1+")
_WORDS = str.maketrans(dict.fromkeys("第号注册()工商企个私独合总副字:", ""))


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens, no words such as '注册号' around the digits."""
    return without_blanks(text).replace("-", "").translate(_WORDS)


def check_character(first_14: str) -> str:
    """The check digit of 14 digits (ISO 7064 MOD 11,10)."""
    product = 10
    for character in first_14:
        product = ((product + int(character)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def check(number: str) -> str | None:
    """The rule that a compact number breaks; None for a valid one.  Numbers of 13 digits had no check digit."""
    if _FORM.fullmatch(number) is None:
        short = _BEFORE_2007.fullmatch(number) is not None
        return "registration_number.before_2007" if short else "registration_number.form"
    if _JUNK.fullmatch(number):
        return "registration_number.placeholder"
    return None if check_character(number[:14]) == number[14] else "registration_number.check_digit"


def is_valid(number: str) -> bool:
    """Whether a compact number passes every rule."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """A valid number; what breaks a rule is null with that rule."""
    number = compact(text)
    rule = check(number)
    if rule is None:
        return Cleaned((number,))
    return ABSENT if is_nothing(number) else Cleaned((None,), rule)
