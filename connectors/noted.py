"""What the last look at each table showed besides its rows; it stands until a later look shows otherwise.

A delivery equal to the one before makes no batch, and a file of changes is read only once: what its owner should know
of it would be forgotten with the run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from connectors import landed
from connectors.contract import header_key
from connectors.source import System

_FILE = "noted.json"


@dataclass(frozen=True, slots=True)
class Noted:
    """Of one table."""

    table_name: str
    source: str
    """The delivery that was looked at."""
    seen_at: datetime
    new_columns: Mapping[str, datetime] = field(default_factory=dict)
    """Columns that the declaration does not name, and when each was first seen."""
    remarks: tuple[str, ...] = ()
    """What else the owner should know, such as another encoding."""
    awaited: str | None = None
    """The newest file of changes, where its owner had not finished it."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """Wanted column → kind of its type, as `connectors.kinds` has them; empty where the format has no types."""

    @property
    def all_remarks(self) -> tuple[str, ...]:
        """With the one about the file that is awaited."""
        return (*self.remarks, self.awaited) if self.awaited else self.remarks


def noted(home: Path, system: System) -> tuple[Noted, ...]:
    """By table, in the order of declaration; a column that was declared since is none of the new ones."""
    there = _read(home, system.id)
    return tuple(_still_new(there[table.name], system) for table in system.tables if table.name in there)


def note(home: Path, system_id: str, seen: Iterable[Noted]) -> None:
    """What was seen now stands in the place of what was seen of the same tables before."""
    there = _read(home, system_id)
    new = {each.table_name: _since(each, there.get(each.table_name)) for each in seen}
    if new:
        content = _form().dump_json(tuple({**there, **new}.values()), indent=2)
        file = _file(home, system_id)
        file.parent.mkdir(parents=True, exist_ok=True)
        landed.write_whole(file, content)


def kinds_before(home: Path, system_id: str, table: str) -> Mapping[str, str]:
    """The types that the columns of a table had; none before the first look."""
    before = _read(home, system_id).get(table)
    return before.kinds if before else {}


def _still_new(each: Noted, system: System) -> Noted:
    known = {header_key(name) for name in system.wanted(system.table(each.table_name)).known}
    left = {name: since for name, since in each.new_columns.items() if header_key(name) not in known}
    return replace(each, new_columns=left)


def _since(each: Noted, before: Noted | None) -> Noted:
    """A column that was there before is as old as it was."""
    known = before.new_columns if before else {}
    return replace(each, new_columns={name: known.get(name, since) for name, since in each.new_columns.items()})


def _file(home: Path, system_id: str) -> Path:
    return home / landed.FOLDER / system_id / _FILE


def _read(home: Path, system_id: str) -> dict[str, Noted]:
    """By table; nothing where the file is missing or damaged: the next look writes it anew."""
    try:
        return {each.table_name: each for each in _form().validate_json(_file(home, system_id).read_bytes())}
    except (OSError, ValidationError):
        return {}


@cache
def _form() -> TypeAdapter[tuple[Noted, ...]]:
    return TypeAdapter(tuple[Noted, ...])
