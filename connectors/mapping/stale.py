"""Tables whose batches were mapped by an earlier declaration or earlier rules than there are now."""

from collections.abc import Mapping
from pathlib import Path

from pyarrow import parquet

from connectors import landed
from connectors.mapping.fingerprint import fingerprint
from connectors.mapping.results import made_by
from connectors.source import System


def mapped_otherwise(system: System, home: Path, applied: Mapping[str, int]) -> tuple[str, ...]:
    """Of the batches up to the number applied, by table, in the order of declaration."""
    return tuple(table for table in system.table_names if _is_stale(system, table, home, applied.get(table, 0)))


def columns_not_landed(system: System, home: Path, table: str) -> tuple[str, ...]:
    """Columns that are declared now and are not in the newest batch; the next look at the system reads everything."""
    batches = landed.of_table(home, system.id, table)
    there = set(parquet.read_schema(landed.parquet(home, batches[-1])).names) if batches else set()
    return tuple(name for name in system.wanted(system.table(table)).columns if batches and name not in there)


def _is_stale(system: System, table: str, home: Path, applied: int) -> bool:
    now = fingerprint(system, table)
    before = (batch for batch in landed.of_table(home, system.id, table) if batch.sequence <= applied)
    return any(made_by(home, batch) != now for batch in before)
