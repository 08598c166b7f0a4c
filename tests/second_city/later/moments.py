"""Times as each table writes them: read, and written in the manner of another."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone

_SHANGHAI = timezone(timedelta(hours=8))
_FORM = re.compile(r"(\d{4}-\d\d-\d\d)([ T])(\d\d:\d\d:\d\d)(\.\d+)?(\+\d\d:\d\d)?")


def moment_of(text: object) -> datetime:
    """The local time in Shanghai, without zone."""
    moment = datetime.fromisoformat(str(text))
    return moment.astimezone(_SHANGHAI).replace(tzinfo=None) if moment.tzinfo else moment


def latest_of(texts: Iterable[object]) -> tuple[datetime, str]:
    """The latest moment, and its text."""
    return max((moment_of(text), str(text)) for text in texts)


def like(example: str, moment: datetime) -> str:
    """The moment with the separator, the fraction and the zone of the example."""
    form = _FORM.fullmatch(example)
    if form is None:
        raise ValueError(f"no moment: {example}")
    _, mark, _, fraction, zone = form.groups()
    if zone == "+00:00":
        moment = moment.replace(tzinfo=_SHANGHAI).astimezone(UTC)
    decimals = f".{moment:%f}"[: len(fraction)] if fraction else ""
    return f"{moment:%Y-%m-%d}{mark}{moment:%H:%M:%S}{decimals}{zone or ''}"
