"""Tables whose batches were mapped by an earlier declaration or earlier rules than there are now."""

from collections.abc import Mapping
from pathlib import Path

from connectors import landed
from connectors.mapping.fingerprint import fingerprint
from connectors.mapping.results import made_by
from connectors.source import System


def mapped_otherwise(system: System, home: Path, applied: Mapping[str, int]) -> tuple[str, ...]:
    """Of the batches up to the number applied, by table, in the order of declaration."""
    return tuple(table for table in system.table_names if _is_stale(system, table, home, applied.get(table, 0)))


def _is_stale(system: System, table: str, home: Path, applied: int) -> bool:
    now = fingerprint(system, table)
    before = (batch for batch in landed.of_table(home, system.id, table) if batch.sequence <= applied)
    return any(made_by(home, batch) != now for batch in before)
