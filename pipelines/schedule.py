"""When the night begins: a cron line of five fields, in a time zone by its name."""

import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_FIELD = r"[0-9A-Za-z*,/#L-]+"
_CRON = re.compile(rf"{_FIELD}(?: +{_FIELD}){{4,5}}")


def checked_cron(text: str) -> str:
    """The cron line; ValueError if it cannot be one.  A sixth field, of seconds, is allowed."""
    if not _CRON.fullmatch(text.strip()):
        raise ValueError("is no cron line: minute hour day month weekday, e.g. '0 1 * * *' for one at night")
    return text.strip()


def checked_timezone(name: str) -> str:
    """The name of a time zone; ValueError if this machine does not know it."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is no time zone that this machine knows, e.g. 'Asia/Shanghai'") from None
    return name
