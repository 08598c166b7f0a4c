"""`hub bench sync`: what a run of the hub costs on a demo city, system by system and stage by stage.

The run is the hub's own (`pipelines.night`), its steps called one after the other and measured.  Beside landing stands
a bare copy of the same deliveries (`pipelines.bench.bare_copy`).  Cities are made by a process of their own, so that
what that takes is no part of the memory.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar

from connectors.catalogue import SYSTEMS
from connectors.demo.service import serve
from pipelines import demo_city, night, progress, resolution, steps
from pipelines.bench.bare_copy import copy_bare
from pipelines.bench.child import measured
from pipelines.bench.memory import watched
from pipelines.night import Waiter
from pipelines.request import Request
from pipelines.settings import Settings

_T = TypeVar("_T")
COPY, LAND, MAP = "copy", "land", "map"
_STEPS = {
    steps.land: LAND,
    steps.map_batches: MAP,
    steps.load: "load",
    resolution.resolve_addresses: "address",
    resolution.resolve_enterprises: "enterprise",
    resolution.resolve_persons: "person",
    steps.release: "release",
}
CORES = 2


@dataclass(frozen=True, slots=True)
class Spent:
    """What one step took; `rows` are those it received, 0 where it counts none."""

    seconds: float
    peak_bytes: int
    """The most resident memory of the hub and its children meanwhile; what earlier steps keep counts too."""
    rows: int = 0
    cpu_seconds: float = 0.0
    """Seconds of work on all cores: a busy machine stretches them less than seconds on the wall."""


@dataclass(slots=True)
class Night:
    """One run: by system what copying, landing and mapping took, and what each later stage took."""

    number: int
    systems: dict[str, dict[str, Spent]] = field(default_factory=dict)
    stages: dict[str, Spent] = field(default_factory=dict)

    def add(self, step: str, system: str | None, spent: Spent) -> None:
        """Keep what a step took."""
        if system is None:
            self.stages[step] = spent
        else:
            self.systems.setdefault(system, {})[step] = spent

    def total(self, step: str) -> Spent:
        """Of all systems: seconds and rows added up, the highest peak."""
        found = [spent[step] for spent in self.systems.values() if step in spent]
        seconds, work = sum(spent.seconds for spent in found), sum(spent.cpu_seconds for spent in found)
        rows = sum(spent.rows for spent in found)
        return Spent(seconds, max((spent.peak_bytes for spent in found), default=0), rows, work)


@dataclass(frozen=True, slots=True)
class TakingIn:
    """Landing and mapping of all systems together, on one night; shares are of the first night."""

    night: int
    rows: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int
    share: float
    cpu_share: float


@dataclass(frozen=True, slots=True)
class SyncBench:
    """The first night and, if asked for, the later ones, of one city."""

    scale: float
    seed: int
    nights: tuple[Night, ...]

    @property
    def taking_in(self) -> tuple[TakingIn, ...]:
        """A line a night, to hold against what is demanded of the hub."""
        first = self.nights[0]
        return tuple(_taking_in(night, first) for night in self.nights)


def _taking_in(night: Night, first: Night) -> TakingIn:
    found, base = ((each.total(LAND), each.total(MAP)) for each in (night, first))
    seconds, work = sum(each.seconds for each in found), sum(each.cpu_seconds for each in found)
    base_seconds, base_work = sum(each.seconds for each in base), sum(each.cpu_seconds for each in base)
    return TakingIn(
        night=night.number,
        rows=found[0].rows,
        seconds=seconds,
        cpu_seconds=work,
        peak_bytes=max(each.peak_bytes for each in found),
        share=seconds / base_seconds if base_seconds else 0.0,
        cpu_share=work / base_work if base_work else 0.0,
    )


def measure(scale: float, seed: int, last_night: int) -> SyncBench:
    """Make a city, run the hub on it, and again for each later night."""
    with TemporaryDirectory(prefix="hub-bench-") as scratch:
        return SyncBench(scale, seed, tuple(_nights(Path(scratch), scale, seed, last_night)))


def _nights(scratch: Path, scale: float, seed: int, last_night: int) -> Iterator[Night]:
    folder = scratch / "demo"
    for number in range(1, last_night + 1):
        with progress.shown(), progress.stage(f"making night {number} of the city", 1):
            words = (str(folder), str(scale), str(seed), str(number))
            measured(("pipelines.bench.sync", *words), scratch / "city.log", CORES)
        yield run(demo_city.prepare(folder, scale, seed), Night(number))


def run(settings: Settings, found: Night) -> Night:
    """The bare copy on the first night, and a run of the hub; what they took is added to `found`."""
    with progress.shown():
        if found.number == 1:
            _copy(settings, found)
        night.run(settings, Request(trigger="bench"), _Measuring(found))
    return found


def _copy(settings: Settings, found: Night) -> None:
    with serve(settings.city or Path()) as service, progress.stage("bare copy", len(settings.systems)) as advance:
        for system in settings.systems:
            location = settings.location(system)
            location = replace(location, url=service.urls.get(system, location.url))
            with TemporaryDirectory(prefix="hub-bench-") as target:
                found.add(COPY, system, _spent(copy_bare, SYSTEMS[system], location, Path(target))[1])
            advance(system)


class _Measuring:
    """Calls each step at once, one after the other, and keeps what it took."""

    def __init__(self, found: Night) -> None:
        self._found = found

    def now(self, step: Callable[..., _T], *args: Any) -> _T:
        """Call and measure it."""
        result, spent = _spent(step, *args)
        name = _STEPS.get(step)
        if name is not None:
            self._found.add(name, str(args[1]) if name in (LAND, MAP) else None, spent)
        return result

    def later(self, step: Callable[..., _T], *args: Any) -> Waiter[_T]:
        """The same; what goes wrong is raised where it is waited for."""
        try:
            result = self.now(step, *args)
        except Exception as error:
            return _raiser(error)
        return lambda: result


def _raiser(error: Exception) -> Callable[[], Any]:
    def wait() -> Any:
        raise error

    return wait


def _spent(step: Callable[..., _T], *args: Any) -> tuple[_T, Spent]:
    with watched() as taken:
        start = perf_counter()
        result = step(*args)
        seconds = perf_counter() - start
    rows = getattr(getattr(result, "result", None), "received", 0)
    return result, Spent(seconds, taken.peak_bytes, rows, taken.cpu_seconds)


def _make(folder: Path, scale: float, seed: int, number: int) -> None:
    """Bring the city in a folder to this night."""
    demo_city.make_room(folder, scale, seed)
    demo_city.prepare(folder, scale, seed)
    while demo_city.next_night(folder, number):
        pass


if __name__ == "__main__":
    _make(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
