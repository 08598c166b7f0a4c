"""Number of a discharge permit (排污许可证编号): the holder's credit code and four characters.

HJ 608-2017 puts three digits of a sequence and a check letter behind the code; numbers with the letter first are in
use as well.
"""

import re

from schema.cleaning import Cleaned
from schema.identifiers import credit_code
from schema.normalize.text import is_nothing

COLUMNS = ("permit_number", "credit_code", "organization_code")
ABSENT = Cleaned((None,) * 3)

_FORM = re.compile(r"([0-9A-Z]{18})(?:[A-Z][0-9]{3}|[0-9]{3}[A-Z])")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens, upper case."""
    return credit_code.compact(text)


def check(number: str) -> str | None:
    """The rule that a compact number breaks; None for a valid one."""
    match = _FORM.fullmatch(number)
    if match is None:
        return "permit.form"
    return None if credit_code.is_valid(match[1]) else "permit.credit_code"


def is_valid(number: str) -> bool:
    """Whether a compact number passes every rule."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """(permit_number, credit_code, organization_code): the holder's code is inside.

    A number whose code is wrong stays a number; a credit code alone is none, rule `permit.form`.
    """
    number = compact(text)
    if is_nothing(number):
        return ABSENT
    rule = check(number)
    holder = number[:18] if credit_code.is_valid(number[:18]) else None
    permit = number if rule in (None, "permit.credit_code") else None
    return Cleaned((permit, holder, holder and holder[8:17]), rule)
