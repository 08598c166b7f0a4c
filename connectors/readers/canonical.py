"""The text form of every value that a driver or a JSON document can hold; see docs/architecture.md, Landing."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

SHANGHAI = ZoneInfo("Asia/Shanghai")


def canonical(value: object) -> str | None:
    """The landed text of one value; None stays None."""
    if value is None or isinstance(value, str):
        return value
    for kind, convert in _CONVERTERS:
        if isinstance(value, kind):
            return convert(value)
    return str(value)


def plain_number(value: Decimal | float) -> str:
    """Digits without exponent and without trailing zeros of the fraction; 'NaN' and 'Infinity' stay words."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite():
        return str(number)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def moment(value: datetime) -> str:
    """Local time of Shanghai without zone; fractions only where there are any."""
    local = value.astimezone(SHANGHAI).replace(tzinfo=None) if value.tzinfo else value
    return local.isoformat(sep=" ")


def _bytes(value: bytes | bytearray | memoryview) -> str:
    """Text that a database keeps as bytes; what was cut inside a character shows as U+FFFD."""
    return bytes(value).decode("utf-8", errors="replace")


_CONVERTERS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (bool, lambda value: "1" if value else "0"),
    (int, str),
    ((Decimal, float), plain_number),
    (datetime, moment),
    (date, date.isoformat),
    (time, time.isoformat),
    ((bytes, bytearray, memoryview), _bytes),
    (UUID, str),
    (timedelta, str),
    ((dict, list), lambda value: orjson.dumps(value).decode()),
)
