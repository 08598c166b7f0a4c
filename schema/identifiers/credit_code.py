"""Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last a check modulo 31.

One character of the registering department, one of the kind of body, six digits of the division, nine of the
organisation code, one check character; the letters I, O, S, V, Z are not used.
"""

import re
from operator import mul

from schema.cleaning import Cleaned
from schema.identifiers import organization_code, registration_number, resident_id
from schema.normalize.divisions import known_codes
from schema.normalize.text import is_nothing, without_blanks

COLUMNS = ("credit_code", "credit_code_claimed", "registration_number", "organization_code")
ABSENT = Cleaned((None,) * 4)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_FORM = re.compile(r"[1-9A-GY][1-9][0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}")
_LIKE = re.compile(r"[0-9A-Z]{18}")
_WITH_SUFFIX = re.compile(r"([0-9A-Z]{18})(?:[A-Z][0-9]{3}|[0-9]{3}[A-Z])")
_TAX_NUMBER = re.compile(r"[1-9][0-9]{5}[0-9A-Z]{8}[0-9X]")
_EXCEL = re.compile(r"[1-9](?:\.[0-9]+)?E\+?1[0-9]")
_PLACEHOLDER = re.compile(r"(.)\1{6,}|9[123]?(.)\2{14,}.?|123456789[0-9A-Z]*")
_MISREAD = str.maketrans("OIZS", "0125")
_MASKED = re.compile(r"(?=.*[0-9A-Z].*[0-9A-Z])[0-9A-Z]*[*×●•]{2,}[0-9A-Z]*")
_CLAIM = re.compile(r"[0-9A-Z]{8,24}")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens, upper case."""
    return without_blanks(text).replace("-", "").upper()


def check_character(first_17: str) -> str:
    """The check character of 17 characters; KeyError for a letter that the code does not use."""
    return _ALPHABET[-sum(map(mul, map(_VALUES.__getitem__, first_17), _WEIGHTS)) % 31]


def check(number: str) -> str | None:
    """The rule that a compact code breaks; None for a valid one."""
    if _FORM.fullmatch(number) is None:
        return "credit_code.form" if len(number) == 18 else "credit_code.length"
    if _PLACEHOLDER.fullmatch(number):
        return "credit_code.placeholder"
    return None if check_character(number[:17]) == number[17] else "credit_code.check_digit"


def is_valid(number: str) -> bool:
    """Whether a compact code passes every rule."""
    return check(number) is None


def is_of_enterprise(text: str) -> bool:
    """Whether a certificate number as delivered is an enterprise's and no person's.

    One in thirty resident numbers would pass for a credit code, also of those that were mistyped, and one in ten old
    ones for a registration number.
    """
    number = compact(text)
    if not (is_valid(number) or registration_number.is_valid(number)):
        return False
    return not (resident_id.is_valid(number) or resident_id.repairs(number))


def clean(text: str) -> Cleaned:
    """Any number an old or new register gives, as (credit_code, claimed, registration_number, organization_code).

    A valid credit code brings its organisation code.  Fifteen characters are an old taxpayer number where division and
    organisation code are sound, else a registration number.  A resident number (sole traders once paid tax under
    theirs) is refused, rule `credit_code.resident_id`; Excel's rounded numbers too, rule `credit_code.excel`, and what
    its owner masked, rule `credit_code.masked`: division and last characters tell no firm from its neighbours.
    """
    number = compact(text)
    if _FORM.fullmatch(number) and check_character(number[:17]) == number[17]:
        return _clean_valid(number)
    if is_nothing(number):
        return ABSENT
    if _PLACEHOLDER.fullmatch(number):
        return Cleaned((None,) * 4, "credit_code.placeholder")
    if _EXCEL.match(number) or (len(number) == 18 and number.isdigit() and number.endswith("000")):
        return Cleaned((None,) * 4, "credit_code.excel")
    if (match := _WITH_SUFFIX.fullmatch(number)) is not None and is_valid(match[1]):
        return _clean_valid(match[1])
    return _clean_15(number) if len(number) == 15 else _clean_other(number)


def _clean_valid(number: str) -> Cleaned:
    if _PLACEHOLDER.fullmatch(number):
        return Cleaned((None,) * 4, "credit_code.placeholder")
    if number.isdigit() and number.endswith("000") and not organization_code.is_valid(number[8:17]):
        return Cleaned((None,) * 4, "credit_code.excel")
    return Cleaned((number, None, None, number[8:17]))


def _clean_15(number: str) -> Cleaned:
    if _TAX_NUMBER.fullmatch(number) and number[:6] in known_codes() and organization_code.is_valid(number[6:]):
        return Cleaned((None, None, None, number[6:]))
    if registration_number.is_valid(number):
        return Cleaned((None, None, number, None))
    if resident_id.is_valid(number):
        return Cleaned((None,) * 4, "credit_code.resident_id")
    return Cleaned((None, number, None, None), "registration_number.check_digit")


def _clean_other(number: str) -> Cleaned:
    """Letters that the code does not use were misread digits; they are read back where the check then holds."""
    if _MASKED.fullmatch(number):
        return Cleaned((None,) * 4, "credit_code.masked")
    if resident_id.is_valid(number[:18]):
        return Cleaned((None,) * 4, "credit_code.resident_id")
    if _LIKE.fullmatch(number) and is_valid(corrected := number.translate(_MISREAD)):
        return _clean_valid(corrected)
    if organization_code.is_valid(number):
        return Cleaned((None, None, None, number))
    return Cleaned((None, number if _CLAIM.fullmatch(number) else None, None, None), check(number))
