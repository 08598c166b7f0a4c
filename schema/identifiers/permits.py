"""Travel and residence documents: passports, permits of Hong Kong, Macao and Taiwan residents, foreigners' permits.

Forms after the National Immigration Administration's notices and ICAO Doc 9303.
- hk_macao_permit (港澳居民来往内地通行证): H or M and 8 digits for life; two more count the renewals and are dropped.
- taiwan_permit (台湾居民来往大陆通行证): 8 digits for life, before 2015 10 digits; a renewal mark '(B)' is dropped.
- residence_permit (港澳台居民居住证): built as a resident number, from division 810000, 820000 or 830000.
- foreign_permit (外国人永久居留身份证): 18 digits beginning with 9 since 2023; before, 3 letters and 12 digits.
- passport: one or two letters and 6 to 8 digits, 9 characters with digits and letters, or 9 digits (United States) from
  0 to 7.
"""

import re
from datetime import date

from schema.cleaning import Cleaned
from schema.identifiers import resident_id
from schema.normalize.text import is_nothing, without_blanks

COLUMNS = ("document_type", "document_number")
ABSENT = Cleaned((None, None))

_HK_MACAO = re.compile(r"([HM][0-9]{8})(?:[0-9]{2})?")
_TAIWAN = re.compile(r"([0-9]{10}|[0-9]{8})(?:\(?[A-Z]\)?)?(?:[0-9]{2})?")
_FOREIGN_15 = re.compile(r"[A-Z]{3}[0-9]{12}")
_RESIDENCE = re.compile(r"8[123]0000[12][0-9]{10}[0-9X]")
_FOREIGN_18 = re.compile(r"9[0-9]{16}[0-9X]")
_PASSPORT = re.compile(r"[A-Z]{1,2}[0-9]{6,8}|(?=.*[0-9].*[0-9].*[0-9])(?=.*[A-Z])[A-Z0-9]{9}|[0-7][0-9]{8}")
_JUNK = re.compile(r"(.)\1*|[A-Z]{0,2}([0-9])\2{5,}|123456789?0?")


def compact(text: str) -> str:
    """Half-width, no blanks or hyphens, upper case."""
    return without_blanks(text).replace("-", "").upper()


def read(number: str) -> tuple[str, str] | None:
    """Document type and number of a compact text, or None; renewal marks are dropped."""
    if (match := _HK_MACAO.fullmatch(number)) is not None:
        return "hk_macao_permit", match[1]
    if len(number) == 18:
        return _read_18(number)
    if _FOREIGN_15.fullmatch(number):
        return "foreign_permit", number
    if (match := _TAIWAN.fullmatch(number)) is not None and not _is_date(match[1]):
        return "taiwan_permit", match[1]
    return ("passport", number) if _PASSPORT.fullmatch(number) else None


def _read_18(number: str) -> tuple[str, str] | None:
    if number[0] == "8" and _RESIDENCE.fullmatch(number):
        kind = "residence_permit"
    elif number[0] == "9" and _FOREIGN_18.fullmatch(number):
        kind = "foreign_permit"
    else:
        return None
    sound = resident_id.check_character(number[:17]) == number[17] and resident_id.birth_date_of(number) is not None
    return (kind, number) if sound else None


def _is_date(digits: str) -> bool:
    try:
        return date.fromisoformat(digits).year >= 1900
    except ValueError:
        return False


def check(number: str) -> str | None:
    """The rule that a compact number breaks; None for a document that the hub knows."""
    if _JUNK.fullmatch(number):
        return "document.placeholder"
    return None if read(number) else "document.form"


def is_valid(number: str) -> bool:
    """Whether a compact number has the form of one of these documents."""
    return check(number) is None


def clean(text: str) -> Cleaned:
    """Type and number; a number of no known form stays without type, as evidence, with rule `document.form`."""
    number = compact(text)
    if is_nothing(number):
        return ABSENT
    if _JUNK.fullmatch(number):
        return Cleaned((None, None), "document.placeholder")
    found = read(number)
    return Cleaned((None, number), "document.form") if found is None else Cleaned(found)
