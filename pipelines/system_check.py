"""One system tried from outside in: is it reached, does it keep its contract, what becomes of its first rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Generic, TypeVar

from connectors.catalogue import SYSTEMS
from connectors.damage import MissingDelivery
from connectors.kinds import check_kinds
from connectors.noted import kinds_before
from connectors.reading import Delivered, Location
from connectors.source import System, Table
from connectors.trial import Trial, newest_delivery, try_rows
from pipelines.played import played_services
from pipelines.scrub import scrubbed
from pipelines.settings import Settings
from schema.errors import HubError, SourceUnreachable

ROWS = 100
"""Enough to see whether columns and codes are what the declaration says."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Step:
    """One thing that was tried; `table` None: it is the whole system's."""

    table: str | None
    what: str
    """location, declaration, connection, contract or first rows."""
    is_well: bool
    seconds: float
    finding: str
    next_step: str = ""
    trial: Trial | None = None
    """Of first rows: what became of them."""


def examine(settings: Settings, name: str, rows: int = ROWS) -> Iterator[Step]:
    """Every step as it ends; what cannot be tried after a failure is left out."""
    found = _tried(lambda: settings.location(name))
    if found.value is None:
        yield found.step(None, "location")
        return
    yield found.step(None, "location", "its section and its secrets are there")
    decided = _tried(SYSTEMS[name].check_decided)
    if decided.error is not None:
        yield decided.step(None, "declaration")
    with played_services(settings) as urls:
        location = replace(found.value, url=urls.get(name, found.value.url))
        for table in SYSTEMS[name].tables:
            yield from _Table(settings, SYSTEMS[name], table, location, rows).steps()


@dataclass(frozen=True, slots=True)
class _Tried(Generic[_T]):
    """How an attempt ended: with a value, or with an error that says what to do."""

    value: _T | None
    error: HubError | None
    seconds: float

    def step(self, table: str | None, what: str, finding: str = "") -> Step:
        """As it is shown."""
        if self.error is None:
            return Step(table, what, True, self.seconds, finding)
        place = f"{self.error.where}: " if self.error.where else ""
        return Step(table, what, False, self.seconds, f"{place}{self.error.what}", self.error.next_step)


def _tried(work: Callable[[], _T]) -> _Tried[_T]:
    start = perf_counter()
    try:
        return _Tried(scrubbed(work)(), None, perf_counter() - start)
    except HubError as error:
        return _Tried(None, error, perf_counter() - start)


@dataclass(frozen=True, slots=True)
class _Table:
    settings: Settings
    system: System
    table: Table
    location: Location
    rows: int

    @property
    def _rows_step(self) -> tuple[str, str]:
        return self.table.name, "first rows"

    def steps(self) -> Iterator[Step]:
        """Connection, contract, first rows."""
        opened = _tried(lambda: newest_delivery(self.system, self.table, self.location, self.rows))
        if isinstance(opened.error, SourceUnreachable | MissingDelivery):
            yield opened.step(self.table.name, "connection")
            return
        place = opened.value.source if opened.value else "it"
        yield Step(self.table.name, "connection", True, opened.seconds, f"{place} is there")
        if opened.value is None:
            yield opened.step(self.table.name, "contract")
            return
        yield from self._within(opened.value)

    def _within(self, delivered: Delivered) -> Iterator[Step]:
        agreed = _tried(lambda: self._contract(delivered))
        yield agreed.step(self.table.name, "contract", agreed.value or "")
        if agreed.error is None:
            mapped = _tried(lambda: try_rows(self.system, self.table, self.location, self.rows))
            yield self._judged(mapped.value, mapped.seconds) if mapped.value else mapped.step(*self._rows_step)

    def _contract(self, delivered: Delivered) -> str:
        wanted, kinds = self.system.wanted(self.table), delivered.reading.kinds
        before = kinds_before(self.settings.home, self.system.id, self.table.name)
        check_kinds(before, kinds, wanted, delivered.source)
        typed = " with their types" if kinds else ""
        new = ", ".join(delivered.reading.new_columns)
        there = f"all {len(wanted.columns)} columns that are read are there{typed}"
        told = [there, *([f"new, to be mapped or ignored: {new}"] if new else ()), *delivered.reading.remarks]
        return "; ".join(told)

    def _judged(self, trial: Trial, seconds: float) -> Step:
        kinds = ", ".join(f"{count} {name.removesuffix('_record')}" for name, count in trial.yielded.items())
        finding, next_step = f"{trial.rows} rows give {kinds or 'nothing'}", ""
        if trial.rows and sum(trial.kept_apart.values()) == trial.rows:
            next_step = "no row can be recorded: look at the key, and at what the first record is made of"
        elif trial.hopeless:
            columns = ", ".join(trial.hopeless)
            next_step = f"every value of {columns} is refused: is it the right claim, are all codes listed?"
        return Step(*self._rows_step, not next_step, seconds, finding, next_step, trial)
