"""Any certificate number (证件号码) of a person: which document it is, and into which columns it goes."""

import re

from schema.cleaning import Cleaned
from schema.identifiers import credit_code, permits, resident_id
from schema.normalize.text import fold, is_nothing

COLUMNS = (*resident_id.COLUMNS, *permits.COLUMNS)
ABSENT = Cleaned((None,) * 5)

_LABEL = re.compile(r"(?:[一-鿿()]*[证照码号]|ID|NO)[.:]*(?:ID|NO)?[.:]*(?=[0-9A-Z*(]{4})")
_SEPARATOR = re.compile(r"[/,、;|]+")
_RESIDENT = re.compile(r"[1-7][0-9]{14}|[1-7][0-9]{16}[0-9X]")
_LIKE_RESIDENT = re.compile(
    r"[0-9]{14,20}X?|[1-7][0-9OIL]{16}[0-9XOIL]|[1-9](?:\.[0-9]+)?E\+?1[47]|.*[*×●•#?].*|[0-9]{3}[0-9X]"
)
_MASKED_DOCUMENT = re.compile(r"[A-Z]{1,3}[0-9*]*\*[0-9*]*|(?=.{5,11}\Z)[0-9]+\*{2,}[0-9]*")
"""With letters, or too short for a resident number."""
_READABLE = re.compile(r"(?=.*[0-9].*[0-9].*[0-9])[0-9A-Z一-鿿()]{5,20}")


def compact(text: str) -> str:
    """Half-width, upper case, no blanks, hyphens or words such as '身份证:' before the number."""
    number = fold(text).replace(" ", "").replace("-", "").upper()
    label = _LABEL.match(number)
    return number[label.end() :] if label else number


def check(number: str) -> str | None:
    """The rule that a compact number breaks; None for a valid resident number or another document of known form."""
    if _RESIDENT.fullmatch(number):
        return resident_id.check(number)
    return None if permits.is_valid(number) else "certificate.form"


def is_valid(number: str) -> bool:
    """Whether a compact number is a valid resident number or another document of known form."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """(resident_id, resident_id_masked, resident_id_claimed, document_type, document_number).

    Of several numbers in one field the first is taken, rule `certificate.several`.  The number of an enterprise is
    refused, rule `certificate.credit_code`.
    """
    if _RESIDENT.fullmatch(text):
        return _with_document(resident_id.clean_whole(text))
    number = compact(text)
    if is_nothing(number):
        return ABSENT
    parts = [part for part in _SEPARATOR.split(number) if part]
    if len(parts) > 1:
        return Cleaned(_sort(parts[0]).values, "certificate.several")
    return _sort(parts[0])


def _with_document(cleaned: Cleaned) -> Cleaned:
    return Cleaned((*cleaned.values, None, None), cleaned.rule)


def _sort(number: str) -> Cleaned:
    if _RESIDENT.fullmatch(number):
        return _with_document(resident_id.clean(number))
    found = permits.read(number)
    if found is not None and permits.is_valid(number):
        return Cleaned((None, None, None, *found))
    if len(number) == 18 and credit_code.is_valid(number):
        return Cleaned((None,) * 5, "certificate.credit_code")
    if _MASKED_DOCUMENT.fullmatch(number):
        return Cleaned((None,) * 5, "document.masked")
    if _LIKE_RESIDENT.fullmatch(number):
        return _with_document(resident_id.clean(number))
    rule = permits.check(number)
    kept = number if rule == "document.form" and _READABLE.fullmatch(number) else None
    return Cleaned((None, None, None, None, kept), rule or "certificate.form")
