"""The days of the nights, and who delivers on which.

The first night is that of 2024-05-01.  The second is a month later, on 2024-06-01, when every system delivers; from
then on they follow day by day, weekly systems on every seventh of them and monthly ones on the first of a month.
"""

from datetime import date, timedelta

from connectors.demo.delivery import Rhythm, first_night

_SECOND = date(2024, 6, 1)


def day_of(night: int) -> date:
    """The day on which a night is delivered: everything before it is in."""
    return first_night() if night == 1 else _SECOND + timedelta(days=night - 2)


def days_since_1970(night: int) -> int:
    """The same as a number."""
    return (day_of(night) - date(1970, 1, 1)).days


def delivers(rhythm: Rhythm, night: int) -> bool:
    """Whether systems of this rhythm deliver on that night."""
    if night <= 2 or rhythm is Rhythm.NIGHTLY:
        return True
    return (night - 2) % 7 == 0 if rhythm is Rhythm.WEEKLY else day_of(night).day == 1
