"""What landed before, mapped again after a fix of a declaration; no department is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from connectors.catalogue import SYSTEMS
from connectors.mapping import columns_not_landed, mapped_otherwise
from pipelines.lock import only_run
from pipelines.refused import Counted, counted_in
from pipelines.scrub import scrubbed
from pipelines.settings import Settings
from pipelines.stores import writing
from warehouse.load import forget_table, last_sequence


@dataclass(frozen=True)
class Change:
    """What of one table is refused for one reason, before and after."""

    system: str
    table_name: str
    column: str | None
    reason: str
    before: int
    now: int


@dataclass(frozen=True)
class Forgotten:
    """What is to be mapped again, and what was refused until now."""

    tables: dict[str, tuple[str, ...]]
    """By system."""
    refused: dict[Counted, int]


@scrubbed
def forget(settings: Settings, systems: Iterable[str]) -> Forgotten:
    """Take out of the workshop what today's declarations would map otherwise.

    The next run maps and loads those tables again from their first batch on; until then the release stays as it is.
    """
    with only_run(settings.home, "hub quarantine retry"), writing(settings) as connection:
        refused = counted_in(connection)
        found: dict[str, tuple[str, ...]] = {}
        for name in systems:
            system = SYSTEMS[name]
            applied = {table: last_sequence(connection, name, table) for table in system.table_names}
            stale = mapped_otherwise(system, settings.home, applied)
            for table in stale:
                forget_table(connection, name, table)
            if stale:
                found[name] = stale
        return Forgotten(found, refused)


def missing(settings: Settings, tables: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """System, table and columns that are declared now and did not land yet: a retry cannot map them."""
    for system, names in tables.items():
        for name in names:
            columns = columns_not_landed(SYSTEMS[system], settings.home, name)
            if columns:
                yield system, name, columns


def changes(before: Mapping[Counted, int], now: Mapping[Counted, int], systems: Iterable[str]) -> list[Change]:
    """Reason by reason, those of these systems."""
    chosen = frozenset(systems)
    reasons = dict.fromkeys((*before, *now))
    return [
        Change(each.system, each.table_name, each.column, each.reason, before.get(each, 0), now.get(each, 0))
        for each in reasons
        if each.system in chosen
    ]
