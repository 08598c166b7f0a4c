"""Resident identity number (公民身份号码), GB 11643-1999: 18 characters, the last a check by ISO 7064 MOD 11-2.

Six digits of the division where it was first issued, of any year; eight of the date of birth; three of a sequence,
odd for men; the check character.  Numbers of 15 digits (GB 11643-1989) lack the century and the check.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from operator import mul

from schema.cleaning import CheckCharacter, Cleaned, Plain
from schema.normalize.dates import EARLIEST_BIRTH, today
from schema.normalize.divisions import known_codes
from schema.normalize.text import is_nothing, without_blanks

COLUMNS = ("resident_id", "resident_id_masked", "resident_id_claimed")
ABSENT = Cleaned((None, None, None))

_FORM_18 = re.compile(r"[1-9][0-9]{16}[0-9X]")
_FORM_15 = re.compile(r"[1-9][0-9]{14}")
_REPAIRABLE = re.compile(r"[0-9]{17}[0-9X]")
_ALMOST = re.compile(r"[0-9]{14,20}X?|[0-9OIL]{17}[0-9XOIL]")
_EXCEL = re.compile(r"[1-9](?:\.[0-9]+)?E\+?1[47]")
_PLACEHOLDER = re.compile(r"([0-9])\1{13,}|[1-9][0-9]{5}([0-9])\2{8,}[0-9X]?|123456789[0-9X]*")
_WEIGHTS = tuple(pow(2, 17 - position, 11) for position in range(17))
_WEIGHTS_18 = (*_WEIGHTS, 1)
_CHECKS = "10X98765432"
PLAIN = Plain(
    "^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}"
    "(?:19[0-9]{2}|20[01][0-9])(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])[0-9]{3}[0-9X]$",
    check=CheckCharacter(_WEIGHTS, _CHECKS),
)
"""Valid numbers, but for those of the last days of a month and of the newest children."""
_ASCII_ZEROS = ord("0") * sum(_WEIGHTS)
_LETTERS_FOR_DIGITS = str.maketrans("OIL", "011")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens, upper-case X."""
    return without_blanks(text).replace("-", "").upper()


def check_character(first_17: str) -> str:
    """The check character of 17 digits (ISO 7064 MOD 11-2)."""
    return _CHECKS[(sum(map(mul, first_17.encode(), _WEIGHTS)) - _ASCII_ZEROS) % 11]


def check(number: str) -> str | None:
    """The rule that a compact number of 18 or 15 characters breaks; None for a valid one."""
    if _FORM_18.fullmatch(number):
        if check_character(number[:17]) != number[17]:
            return "resident_id.check_digit"
    elif _FORM_15.fullmatch(number):
        number = to_18(number)
    else:
        return "resident_id.form" if len(number) in (15, 18) else "resident_id.length"
    if number[:2] not in _provinces():
        return "resident_id.region"
    return None if _is_born(number) else "resident_id.birth_date"


def _is_born(number: str) -> bool:
    born = _date(number[6:14])
    return born is not None and EARLIEST_BIRTH <= born <= today()


@cache
def _provinces() -> frozenset[str]:
    """First two digits of the provinces.

    No further: lists of counties begin in 1981 and have gaps, numbers were issued under codes that no list holds, and
    refusing one that passes the check digit would lose a person's strongest evidence.
    """
    return frozenset(code[:2] for code in known_codes())


def is_valid(number: str) -> bool:
    """Whether a compact number passes every rule."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """The number as (valid with 18 characters, masked, claimed), at most one of them not null.

    A number that breaks a rule stays as claimed with the rule; Excel's sixteenth digit and later are lost, so that
    what it kept counts as masked.
    """
    number = compact(text)
    if _FORM_18.fullmatch(number) or _FORM_15.fullmatch(number):
        return clean_whole(number)
    if is_nothing(number):
        return ABSENT
    if _EXCEL.match(number):
        return Cleaned((None, None, None), "resident_id.excel")
    if _PLACEHOLDER.fullmatch(number):
        return Cleaned((None, None, None), "resident_id.placeholder")
    return _clean_part(number)


def clean_whole(number: str) -> Cleaned:
    """`clean` for a compact number of 18 or 15 characters."""
    rule = check(number)
    if rule is None:
        return Cleaned((number if len(number) == 18 else to_18(number), None, None))
    if _PLACEHOLDER.fullmatch(number):
        return Cleaned((None, None, None), "resident_id.placeholder")
    if number.endswith("000") and len(number) == 18:
        return Cleaned((None, f"{number[:15]}***", None), "resident_id.excel")
    return Cleaned((None, None, number), rule)


def _clean_part(number: str) -> Cleaned:
    """A masked number, or one mistyped: letters for digits (O, I, L) are read back where the check then holds."""
    if (masked := unmasked_part(number)) is not None:
        return Cleaned((None, masked, None))
    if _ALMOST.fullmatch(number) is None:
        return Cleaned((None, None, None), "resident_id.form")
    digits = number.translate(_LETTERS_FOR_DIGITS)
    if len(digits) == 18 and check(digits) is None:
        return Cleaned((digits, None, None))
    return Cleaned((None, None, number), check(digits) or "resident_id.form")


_MASK_SIGNS = str.maketrans(dict.fromkeys("×●•·#?○□■_", "*"))
_MASK_LETTERS = re.compile(r"(?<=[0-9*])X{2,}(?=[0-9*X]|\Z)")
_MASKED = re.compile(r"(?=.{12,22}\Z|\*)([0-9]{4,}|)\*{2,}([0-9]*X?)")
_ALIGNED = re.compile(r"[0-9*]{17}[0-9X*]")
_LAST_FOUR = re.compile(r"[0-9]{3}[0-9X]")


def unmasked_part(number: str) -> str | None:
    """18 characters with '*' for what is hidden, from a masked number or its last four; None if it is not one.

    Of a mask that is not 18 characters long only the ends are certain: the first six, of at least twelve characters so
    that it is no telephone number, and the last four.  One of 15 could be a short number, whose end is another, and
    keeps its beginning only.
    """
    if _LAST_FOUR.fullmatch(number):
        return f"{'*' * 14}{number}"
    starred = _MASK_LETTERS.sub(lambda run: "*" * len(run[0]), number.translate(_MASK_SIGNS))
    if _ALIGNED.fullmatch(starred):
        return None if starred.isalnum() or not starred.strip("*") else starred
    match = _MASKED.fullmatch(starred)
    if match is None:
        return None
    head, tail = match[1][:6], "" if len(starred) == 15 else match[2][-4:]
    return f"{head}{'*' * (18 - len(head) - len(tail))}{tail}" if head or tail else None


def to_18(number: str) -> str:
    """The 18 characters of a 15-digit number: the holders were all born in the 1900s."""
    first_17 = f"{number[:6]}19{number[6:]}"
    return first_17 + check_character(first_17)


@lru_cache(maxsize=1 << 16)
def _date(digits: str) -> date | None:
    """YYYYMMDD; a century has 36,525 of them, so they are kept."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def birth_date_of(number: str) -> date | None:
    """The date of birth in a number of 18 characters, also a claimed one; None where it is masked or no date."""
    return _date(number[6:14]) if number[6:14].isdecimal() else None


def sex_of(number: str) -> str | None:
    """'1' male or '2' female (GB/T 2261.1) from the seventeenth digit; None where it is masked."""
    digit = number[16:17]
    return ("1" if int(digit) % 2 else "2") if digit.isdecimal() else None


def repairs(claimed: str) -> tuple[str, ...]:
    """Valid numbers that one wrong character or one swap of neighbours turns into `claimed`, sorted.

    For numbers of 18 characters only; a valid `claimed` is not among its own repairs.
    """
    if _REPAIRABLE.fullmatch(claimed) is None:
        return ()
    candidates = {*_other_character(claimed), *_swapped(claimed)} - {claimed}
    return tuple(sorted(number for number in candidates if check(number) is None))


def _other_character(number: str) -> Iterator[str]:
    """At each position the one character with which the check would hold: the weighted sum must be 1 modulo 11."""
    values = [10 if character == "X" else int(character) for character in number]
    surplus = sum(map(mul, values, _WEIGHTS_18)) - 1
    for position, (value, weight) in enumerate(zip(values, _WEIGHTS_18, strict=True)):
        needed = (value - surplus * pow(weight, -1, 11)) % 11
        character = "0123456789X"[needed]
        if character != "X" or position == 17:
            yield f"{number[:position]}{character}{number[position + 1 :]}"


def _swapped(number: str) -> Iterator[str]:
    for position in range(17):
        yield f"{number[:position]}{number[position + 1]}{number[position]}{number[position + 2 :]}"
