"""Dates and times in every form that the systems write them: text, numbers, Excel serials, ISO with a zone."""

import re
import time
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from schema.cleaning import Cleaned, Cleaner
from schema.normalize.text import ABSENT, fold, is_nothing

SHANGHAI = ZoneInfo("Asia/Shanghai")
EARLIEST_BIRTH = date(1880, 1, 1)
PLACEHOLDERS = frozenset(
    map(date.fromisoformat, ["0001-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "2099-12-31", "2999-12-31"])
)
"""Dates that stand for "not known" or "open"; so does every date of the years 0 and 9999."""

_EXCEL_EPOCH = datetime.fromisoformat("1899-12-30")
_SEPARATED = re.compile(r"([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2})(?: ?日)?(.*)")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\.0+)?()")
_COMPACT_TIME = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})[ T]?([0-9]{2}:?[0-9]{2}:?[0-9]{2})")
_TIME = re.compile(
    r"[ T]*([0-9]{1,2})[:时点]?(?:([0-9]{1,2})[:分]?(?:([0-9]{1,2})(?:[.,]([0-9]{1,9}))?秒?)?)? ?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_SERIAL = re.compile(r"([1-7][0-9]{4})(\.[0-9]{1,18})?")
_ZERO = re.compile(r"0{4}[-/.年]?0{1,2}[-/.月]?0{1,2}日?(?:[ T][0:.]*)?|0+")
_LAST_SERIAL = 73050  # 2099-12-31


def read_moment(text: str) -> datetime | None:
    """A folded text as local time of Asia/Shanghai without zone; None for a placeholder.

    A bare date is its midnight.  Five digits are an Excel serial (day 1 = 1900-01-01, fraction = time of day): fewer
    would be a year, so days before 1927 cannot come as serials.  Raises ValueError for anything else.
    """
    if text[:4].isdigit() and text.isascii() and "W" not in text:
        try:
            return _local(datetime.fromisoformat(text))
        except ValueError:
            pass
    if _ZERO.fullmatch(text) or text.startswith("9999"):
        return None
    if (match := _SERIAL.fullmatch(text)) is not None:
        return _from_serial(match)
    match = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text) or _COMPACT_TIME.fullmatch(text)
    if match is None:
        raise ValueError("not a date")
    return _from_parts(match)


def _local(moment: datetime) -> datetime | None:
    if moment.tzinfo is not None:
        moment = moment.astimezone(SHANGHAI).replace(tzinfo=None)
    return None if moment.year == 9999 or moment.date() in PLACEHOLDERS else moment


def _from_serial(match: re.Match[str]) -> datetime | None:
    days = int(match[1])
    if days > _LAST_SERIAL:
        raise ValueError("not a serial of this century")
    seconds = round(float(f"0{match[2] or '.0'}") * 86_400)
    return _local(_EXCEL_EPOCH + timedelta(days=days, seconds=seconds))


def _from_parts(match: re.Match[str]) -> datetime | None:
    year, month, day, rest = match.groups()
    if year == "0000":
        return None
    midnight = datetime.fromisoformat(f"{year}-{int(month):02d}-{int(day):02d}")
    if not rest.strip():
        return _local(midnight)
    time = _TIME.fullmatch(rest)
    if time is None:
        raise ValueError("not a time of day")
    hour, minute, second, fraction, zone = time.groups()
    moment = midnight.replace(
        hour=int(hour),
        minute=int(minute or 0),
        second=int(second or 0),
        microsecond=int((fraction or "0")[:6].ljust(6, "0")),
    )
    return _local(moment.replace(tzinfo=_zone(zone)))


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    digits = text[1:].replace(":", "") or "0000"
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def today() -> date:
    """The day it is in Shanghai: births later than this are refused."""
    return _day_of_minute(int(time.time() // 60))


@lru_cache(maxsize=1)
def _day_of_minute(minute: int) -> date:
    """Every date of birth asks for the day: it is looked up once a minute."""
    return datetime.fromtimestamp(minute * 60, SHANGHAI).date()


def moment_cleaner(field: str) -> Cleaner:
    """Cleans a column of times; rule `field.unreadable`."""
    unreadable = Cleaned((None,), f"{field}.unreadable")

    def clean(text: str) -> Cleaned:
        folded = fold(text)
        try:
            moment = read_moment(folded)
        except (ValueError, OverflowError):
            return ABSENT if is_nothing(folded) else unreadable
        return ABSENT if moment is None else Cleaned((moment,))

    return clean


def date_cleaner(field: str) -> Cleaner:
    """Cleans a column of dates, a time of day dropped; rule `field.unreadable`."""
    clean_moment = moment_cleaner(field)

    def clean(text: str) -> Cleaned:
        cleaned = clean_moment(text)
        moment = cleaned.values[0]
        return Cleaned((moment.date(),)) if isinstance(moment, datetime) else cleaned

    return clean


_clean_date_of_birth = date_cleaner("birth_date")
_BORN_LATER = Cleaned((None,), "birth_date.in_future")
_BORN_BEFORE = Cleaned((None,), "birth_date.too_early")


def clean_birth_date(text: str) -> Cleaned:
    """A date of birth; rules `birth_date.unreadable`, `birth_date.in_future`, `birth_date.too_early` (before 1880)."""
    cleaned = _clean_date_of_birth(text)
    born = cleaned.values[0]
    if not isinstance(born, date):
        return cleaned
    if born < EARLIEST_BIRTH:
        return _BORN_BEFORE
    return cleaned if born <= today() else _BORN_LATER
