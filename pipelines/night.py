"""What a night does, and what an ad hoc run of chosen systems does: the stages in their order.

A system that fails leaves the others going; what it delivered last stays.  Who calls the steps, Prefect or nobody, is
not said here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from pipelines import progress, resolution, runs, steps
from pipelines.lock import only_run
from pipelines.played import played_services
from pipelines.request import Request
from pipelines.runs import Run, StageResult
from pipelines.settings import Settings
from pipelines.steps import Applied, Landed, Loaded, Mapped, Visit
from schema.errors import DeliveryError, GateFailed, HubError, PartlyFailed
from warehouse import releases
from warehouse.control import open_control

_T = TypeVar("_T")
_MATCHING = (
    ("address", resolution.resolve_addresses),
    ("enterprise", resolution.resolve_enterprises),
    ("person", resolution.resolve_persons),
)
"""In this order: the later ones use the earlier ones as evidence."""
Waiter = Callable[[], _T]
"""Waits for a step that was begun; gives its result or raises its error."""


class Caller(Protocol):
    """How steps are called: at once, or begun now and waited for later, two at a time."""

    def now(self, step: Callable[..., _T], *args: Any) -> _T:
        """Call it and wait."""
        ...

    def later(self, step: Callable[..., _T], *args: Any) -> Waiter[_T]:
        """Begin it."""
        ...


@dataclass(slots=True)
class Outcome:
    """How a run went."""

    number: int
    release: int | None = None
    """The one it published; None: nothing changed."""
    failed: dict[str, str] = field(default_factory=dict)
    """System → what went wrong."""


def run(settings: Settings, request: Request, caller: Caller) -> Outcome:
    """One whole run.

    AlreadyRunning if the home is taken; GateFailed if the release is held; PartlyFailed if some systems failed and the
    others went through; DeliveryError if all of them failed.
    """
    chosen = settings.chosen(request.systems)
    with only_run(settings.home, f"hub sync ({request.trigger})"):
        control = open_control(settings.control_url)
        with runs.recorded_run(control, request.trigger, request.systems) as record:
            night = _Night(settings, request, caller, record, Outcome(record.number))
            applied = caller.now(steps.prepare, settings, request.full)
            night.catch_up()
            mapped = night.take_in(chosen, applied)
            if night.load(mapped) or night.has_new_decisions() or caller.now(steps.has_new_model, settings):
                night.rebuild()
            _judge(chosen, night.outcome)
            return night.outcome


@dataclass(frozen=True, slots=True)
class _Night:
    settings: Settings
    request: Request
    caller: Caller
    record: Run
    outcome: Outcome

    def catch_up(self) -> None:
        """Write down what a killed run published and could not write down."""
        newest = releases.newest(self.settings.home)
        if newest is not None:
            runs.note_missing(self.record.engine, newest)

    def take_in(self, chosen: tuple[str, ...], applied: Applied) -> list[Mapped]:
        """Everything that was delivered, landed and mapped."""
        with progress.stage("landing and mapping", 2 * len(chosen)) as advance, played_services(self.settings) as urls:
            asked = () if self.request.is_from_landing else chosen
            landings = {name: self._begin_landing(name, urls.get(name)) for name in asked}
            mappings: dict[str, Waiter[Mapped]] = {}
            for system in chosen:
                if system in landings:
                    self._landed(system, landings[system])
                # also where landing failed: an earlier run may have landed what it could not map
                mappings[system] = self.caller.later(steps.map_batches, self.settings, system, applied[system])
                advance(system)
            found = []
            for system, mapping in mappings.items():
                found += self._mapped(system, mapping)
                advance(system)
        return found

    def load(self, mapped: list[Mapped]) -> bool:
        """All that was mapped, into the workshop; whether anything is new."""
        loaded: Loaded = self.caller.now(steps.load, self.settings, mapped)
        for result in loaded.results:
            self.record.write(result)
            if result.state == "failed":
                self.outcome.failed[result.system] = str(result.message)
        return loaded.is_new

    def has_new_decisions(self) -> bool:
        """Whether a person judged pairs since the newest release."""
        newest = releases.newest(self.settings.home)
        return newest is not None and runs.has_new_decisions(self.record.engine, newest)

    def rebuild(self) -> None:
        """Entities, golden records and release, from all that the workshop holds."""
        for kind, step in _MATCHING:
            with self.record.stage(kind) as note:
                note(self.caller.now(step, self.settings).said)
        with self.record.stage("release"), progress.stage("release", 1) as advance:
            self._release()
            advance("")

    def _begin_landing(self, system: str, url: str | None) -> Waiter[Landed]:
        visit = Visit(url, self.request.full, self.request.is_size_approved)
        return self.caller.later(steps.land, self.settings, system, visit)

    def _landed(self, system: str, landing: Waiter[Landed]) -> None:
        with self._isolated(system, "land"):
            landed = landing()
            runs.landed(self.record, landed.batches)
            self.record.write(landed.result)

    def _mapped(self, system: str, mapping: Waiter[Mapped]) -> list[Mapped]:
        with self._isolated(system, "map"):
            mapped = mapping()
            # also those that were landed before something went wrong
            runs.landed(self.record, [each.batch for each in mapped.batches])
            self.record.write(mapped.result)
            return [mapped]
        return []

    def _release(self) -> None:
        stale = tuple(runs.stale(self.record.engine))
        # who approved the size of a delivery need not approve the release that it makes
        approved = self.settings.chosen(self.request.systems) if self.request.is_size_approved else ()
        try:
            release = self.caller.now(steps.release, self.settings, stale, self.request.full, approved)
        except GateFailed:
            runs.published(self.record, steps.held_release(self.settings.home))
            raise
        if release is not None:
            runs.published(self.record, release)
            self.outcome.release = release.number

    @contextmanager
    def _isolated(self, system: str, stage: str) -> Iterator[None]:
        """What fails here is this system's own trouble."""
        try:
            yield
        except HubError as error:
            self.outcome.failed[system] = str(error)
            self.record.write(StageResult(system, stage, state="failed", message=str(error)))


def _judge(chosen: tuple[str, ...], outcome: Outcome) -> None:
    if not outcome.failed:
        return
    names = ", ".join(sorted(outcome.failed))
    next_step = "`hub systems` shows why; the others went through"
    if len(outcome.failed) == len(chosen) and outcome.release is None:
        raise DeliveryError(f"no system could be read: {names}", next_step="`hub systems` shows why")
    raise PartlyFailed(
        f"{len(outcome.failed)} of {len(chosen)} systems failed and keep their last good state: {names}",
        next_step=next_step,
    )
