"""Organisation code (组织机构代码), GB 11714-1997: eight digits or letters and a check character.

It lives on as characters 9 to 17 of the credit code, and stood in 15-digit taxpayer numbers behind six digits of the
division (国税发〔2006〕37号).
"""

import re
from operator import mul

from schema.cleaning import Cleaned
from schema.normalize.text import is_nothing, without_blanks

COLUMNS = ("organization_code",)
ABSENT = Cleaned((None,))

_FORM = re.compile(r"[0-9A-Z]{8}[0-9X]")
_JUNK = re.compile(r"(.)\1{7}.")
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def compact(text: str) -> str:
    """Half-width, no blanks, no hyphen before the check character, upper case."""
    return without_blanks(text).replace("-", "").upper()


def check_character(first_8: str) -> str:
    """The check character of eight digits or letters; A counts 10, Z 35."""
    remainder = 11 - sum(map(mul, (int(character, 36) for character in first_8), _WEIGHTS)) % 11
    return "X" if remainder == 10 else "0" if remainder == 11 else str(remainder)


def check(number: str) -> str | None:
    """The rule that a compact code breaks; None for a valid one."""
    if _FORM.fullmatch(number) is None:
        return "organization_code.form"
    if _JUNK.fullmatch(number):
        return "organization_code.placeholder"
    return None if check_character(number[:8]) == number[8] else "organization_code.check_digit"


def is_valid(number: str) -> bool:
    """Whether a compact code passes every rule."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """A valid code; what breaks a rule is null with that rule."""
    number = compact(text)
    rule = check(number)
    if rule is None:
        return Cleaned((number,))
    return ABSENT if is_nothing(number) else Cleaned((None,), rule)
