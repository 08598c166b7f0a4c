"""What departments changed and nobody has dealt with: columns that no one mapped or ignored, remarks on deliveries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from connectors.catalogue import SYSTEMS
from connectors.noted import Noted, noted


@dataclass(frozen=True)
class Drift:
    """Of one table, as of the last look at it."""

    system: str
    table_name: str
    source: str
    """The delivery that was looked at."""
    seen_at: datetime
    new_columns: dict[str, datetime]
    """Columns that are not read, and since when they are there."""
    remarks: list[str]

    @property
    def lines(self) -> Iterator[str]:
        """As a person reads it."""
        if self.new_columns:
            since = min(self.new_columns.values())
            names = ", ".join(self.new_columns)
            yield f"table {self.table_name} has columns that nobody mapped or ignored, since {since:%Y-%m-%d}: {names}"
        yield from self.remarks


def standing_drift(home: Path, systems: Iterable[str]) -> list[Drift]:
    """All that stands, by system and table."""
    return [
        _drift(system, each)
        for system in systems
        for each in noted(home, SYSTEMS[system])
        if each.new_columns or each.all_remarks
    ]


def _drift(system: str, each: Noted) -> Drift:
    return Drift(system, each.table_name, each.source, each.seen_at, dict(each.new_columns), list(each.all_remarks))
