"""Administrative divisions (行政区划), county and above, with the years of their codes: GB/T 2260 from 1981 on."""

from functools import lru_cache
from typing import NamedTuple

from schema.cleaning import Cleaned
from schema.normalize.reference import rows
from schema.normalize.text import ABSENT, is_nothing, without_blanks


class Division(NamedTuple):
    """One code under one name; a code that was given twice stands twice."""

    code: str
    name: str
    prefecture: str
    """Name of the city or prefecture above; empty for provinces and for counties directly under one."""
    province: str
    from_year: int
    to_year: int | None
    """The year in which the name or the code ended; None: still in force."""
    successors: tuple[str, ...]
    """Codes that took its ground over, wholly or in part."""


@lru_cache(maxsize=1)
def divisions() -> dict[str, tuple[Division, ...]]:
    """Every division that ever had a code, by code, the oldest first."""
    found: dict[str, tuple[Division, ...]] = {}
    for row in rows("division_codes.csv"):
        division = _division(row)
        found[division.code] = (*found.get(division.code, ()), division)
    return found


def _division(row: dict[str, str]) -> Division:
    return Division(
        code=row["code"],
        name=row["name"],
        prefecture=row["prefecture"],
        province=row["province"],
        from_year=int(row["from_year"]),
        to_year=int(row["to_year"]) if row["to_year"] else None,
        successors=tuple(row["successors"].split()),
    )


@lru_cache(maxsize=1)
def known_codes() -> frozenset[str]:
    """Codes that a resident id may begin with, of any year.

    Beside the counties: provinces and prefectures, and the '01' of each prefecture, which stands for its municipal
    districts as a whole (市辖区).  Years are not compared with the holder's: ids are issued under a code for years
    after it ends, 330184 (余杭市) long after 2001.
    """
    codes = set(divisions())
    return frozenset(codes | {f"{code[:4]}01" for code in codes if code.endswith("00")})


def clean_division(text: str) -> Cleaned:
    """A six-digit code of any year, also from the front of a statistical code of 9 or 12 digits.

    Rules `division.form`, `division.unknown`.
    """
    compact = without_blanks(text)
    if is_nothing(compact) or set(compact) == {"0"}:
        return ABSENT
    if not (compact.isascii() and compact.isdigit() and len(compact) in (6, 9, 12)):
        return Cleaned((None,), "division.form")
    code = compact[:6]
    return Cleaned((code,)) if code in known_codes() else Cleaned((None,), "division.unknown")
