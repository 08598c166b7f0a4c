"""The hub's one clock: every time in its stores is Asia/Shanghai without a zone, as in the records."""

from datetime import datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present time in Shanghai, without a zone."""
    return local(datetime.now(SHANGHAI))


def local(moment: datetime) -> datetime:
    """A time with a zone as Shanghai time without one; a time without a zone is Shanghai's already."""
    return moment if moment.tzinfo is None else moment.astimezone(SHANGHAI).replace(tzinfo=None)
