"""Building the demo city: one world, its systems in their real formats, and the truth about them in a folder apart.

<city>/city.json            scale, seed, systems, rows a table; on later nights their number
<city>/databases/           SQLite files that stand in for the departments' databases
<city>/drops/<system>/      files that departments put into a folder
<city>/rest/                what the services on the loopback serve, and their token
<city>/truth/               who is who: only evaluation reads it

The city is built as it stands on the first night, and ages night by night (`connectors.demo.aging`).
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from connectors.demo.aging.calendar import day_of
from connectors.demo.aging.states import State, all_nights, deliver, states
from connectors.demo.delivery import DemoSystem, Way
from connectors.demo.habits import HABITS, Habits
from connectors.demo.registry import SYSTEMS
from connectors.demo.truth import TruthWriter
from connectors.demo.world import World
from schema.errors import NotFound

Progress = Callable[[str], None]
"""Told the name of each step as it begins: 'world', then the systems."""

_FOLDERS = {Way.SQL: "databases", Way.DROP: "drops", Way.REST: "rest"}


@dataclass(frozen=True)
class City:
    """A city that was built: `locations` are paths relative to the folder (rest: the path under the service's URL)."""

    folder: Path
    truth: Path
    scale: float
    seed: int
    locations: Mapping[str, str]
    counts: Mapping[str, Mapping[str, int]]
    """Rows a system and table, as they stand after the last night."""
    night: int = 1
    """The last one that was delivered."""


def build(
    folder: Path,
    *,
    scale: float = 0.02,
    seed: int = 7,
    habits: Habits = HABITS,
    systems: Sequence[str] | None = None,
    night: int = 1,
    progress: Progress | None = None,
) -> City:
    """Write the city into the folder; the same scale, seed, habits and night give the same city.

    `systems` limits it to these; the rows of one system do not depend on which others are built.  Of a later `night`
    the databases and services hold what `age` would have made of them, and of the files there is the last one each,
    but every file of changes.
    """
    chosen = _chosen(systems)
    counts = _delivered(folder, chosen, _Nights(scale, seed, habits, night, 0), progress or _silent)
    locations = {system.id: _location(system) for system in chosen}
    _write_services(folder, seed, habits)
    return _recorded(City(folder, folder / "truth", scale, seed, locations, counts, night))


def age(folder: Path, *, night: int = 2, habits: Habits = HABITS, progress: Progress | None = None) -> City:
    """Bring the city in the folder on to a later night, in place, as its owners deliver it; the truth is rewritten.

    Every night between is delivered too: databases get updated rows, the services' items change, a new file stands
    beside the old ones or in place of the old one.  `habits` are those that the city was built with.  A city that is
    there already stays as it is; one that was left half way is brought on again.  NotFound without a city.
    """
    city = opened(folder)
    if city.night >= night:
        return city
    chosen = _chosen(list(city.locations))
    nights = _Nights(city.scale, city.seed, habits, night, city.night)
    counts = _delivered(folder, chosen, nights, progress or _silent)
    return _recorded(replace(city, counts=counts, night=night))


def opened(folder: Path) -> City:
    """A city built earlier."""
    path = folder / "city.json"
    if not path.exists():
        raise NotFound("there is no demo city here", where=str(folder), next_step="build one with `hub demo`")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    return City(
        folder,
        folder / "truth",
        manifest["scale"],
        manifest["seed"],
        manifest["locations"],
        manifest["counts"],
        manifest.get("night", 1),
    )


def locations(city: City, services: Mapping[str, str] | None = None) -> dict[str, dict[str, object]]:
    """What hub.toml says of each system: `location`, and for a service `token`.

    `services` maps the rest systems to their base URLs (`Service.urls`); without it they are left out.
    """
    sections: dict[str, dict[str, object]] = {}
    for system, place in city.locations.items():
        if SYSTEMS[system].way is Way.REST:
            if services and system in services:
                token = {"file": str((city.folder / "rest" / "token").absolute())}
                sections[system] = {"location": services[system], "token": token}
        elif SYSTEMS[system].way is Way.SQL:
            sections[system] = {"location": f"sqlite:///{(city.folder / place).absolute()}"}
        else:
            sections[system] = {"location": str((city.folder / place).absolute())}
    return sections


def _silent(step: str) -> None:
    """For who wants no progress."""


def _chosen(systems: Sequence[str] | None) -> list[DemoSystem]:
    if systems is None:
        return list(SYSTEMS.values())
    unknown = sorted(set(systems) - set(SYSTEMS))
    if unknown:
        raise NotFound(f"the demo city has no system {', '.join(unknown)}", next_step=f"choose of {', '.join(SYSTEMS)}")
    return [SYSTEMS[system] for system in SYSTEMS if system in systems]


def _location(system: DemoSystem) -> str:
    folder = _FOLDERS[system.way]
    if system.way is Way.SQL:
        return f"{folder}/{system.id}.sqlite"
    return system.id if system.way is Way.REST else f"{folder}/{system.id}"


@dataclass(frozen=True)
class _Nights:
    """What is to be delivered: the nights after `before` up to `last`; `before` 0 for a city that is not there yet."""

    scale: float
    seed: int
    habits: Habits
    last: int
    before: int


def _delivered(
    folder: Path, chosen: Sequence[DemoSystem], nights: _Nights, report: Progress
) -> dict[str, dict[str, int]]:
    """Deliver system by system; rows a system and table."""
    report("world")
    worlds = all_nights(nights.scale, nights.seed, nights.habits, nights.last)
    counts: dict[str, dict[str, int]] = {}
    with TruthWriter(folder / "truth") as truth:
        for system in chosen:
            report(system.id)
            last = _deliver(system, worlds, nights, folder)
            for table in last.tables:
                for mentions in table.mentions:
                    truth.write(system.id, table.name, mentions)
            counts[system.id] = {table.name: table.rows for table in last.tables}
    return counts


def _deliver(system: DemoSystem, worlds: Sequence[World], nights: _Nights, folder: Path) -> State:
    """Deliver what is new, in order, and give the last state; a city that is new gets whole tables at the end only."""
    target = folder / _FOLDERS[system.way] / (system.id if system.way is Way.DROP else "")
    target.mkdir(parents=True, exist_ok=True)
    last = None
    for state in states(system, worlds, nights.habits):
        if state.night > nights.before and (nights.before or system.operation):
            deliver(system, target, state)
        last = state
    if last is None:
        raise ValueError(f"{system.id} never delivers")
    if not nights.before and not system.operation:
        system.write(target, last.tables, day_of(last.night))
    return last


def _write_services(folder: Path, seed: int, habits: Habits) -> None:
    """The token, made from the seed, and how the services misbehave."""
    rest = folder / "rest"
    rest.mkdir(parents=True, exist_ok=True)
    token = rest / "token"
    token.write_text(hashlib.blake2b(f"token {seed}".encode(), digest_size=16).hexdigest() + "\n", encoding="ascii")
    token.chmod(0o600)
    (rest / "manners.json").write_text(
        json.dumps({"repeats": habits.court.repeats, "throttled": habits.court.throttled}), encoding="ascii"
    )


def _recorded(city: City) -> City:
    """The manifest is written last: what it says is there."""
    content = {name: value for name, value in asdict(city).items() if name not in {"folder", "truth"}}
    if city.night == 1:
        del content["night"]
    path = city.folder / "city.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return city
