"""National student number (学籍号): 'G' and the pupil's resident number, or 'L' and a number of the school's own.

Rules on the register of primary and secondary pupils (中小学生学籍管理办法, 教基一〔2013〕7号): the number is formed
from the resident number; who has none yet gets one for the time being.
"""

import re

from schema.cleaning import Cleaned
from schema.identifiers import resident_id
from schema.normalize.text import is_nothing, without_blanks

COLUMNS = ("resident_id",)
ABSENT = Cleaned((None,))

_FORM = re.compile(r"G?([0-9]{17}[0-9X])")
_TEMPORARY = re.compile(r"L[0-9]{6,18}[0-9X]?")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens, upper case."""
    return without_blanks(text).replace("-", "").upper()


def check(number: str) -> str | None:
    """The rule that a compact number breaks; None for a valid one, also for a temporary one."""
    if _TEMPORARY.fullmatch(number):
        return None
    match = _FORM.fullmatch(number)
    if match is None:
        return "student_number.form"
    return None if resident_id.is_valid(match[1]) else "student_number.check_digit"


def is_valid(number: str) -> bool:
    """Whether a compact number passes every rule."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """The resident number inside; none in a temporary number."""
    number = compact(text)
    rule = check(number)
    if rule is not None:
        return ABSENT if is_nothing(number) else Cleaned((None,), rule)
    return ABSENT if number.startswith("L") else Cleaned((number.removeprefix("G"),))
