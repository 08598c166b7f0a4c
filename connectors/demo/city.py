"""Building the demo city: one world, its systems in their real formats, and the truth about them in a folder apart.

<city>/city.json            scale, seed, systems, rows a table
<city>/databases/           SQLite files that stand in for the departments' databases
<city>/drops/<system>/      files that departments put into a folder
<city>/rest/                what the services on the loopback serve, and their token
<city>/truth/               who is who: only evaluation reads it
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from connectors.demo import world as worlds
from connectors.demo.delivery import DemoSystem, Way, first_night
from connectors.demo.habits import HABITS, Habits
from connectors.demo.registry import SYSTEMS
from connectors.demo.truth import TruthWriter
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
    """Rows a system and table."""


def build(
    folder: Path,
    *,
    scale: float = 0.02,
    seed: int = 7,
    habits: Habits = HABITS,
    systems: Sequence[str] | None = None,
    progress: Progress | None = None,
) -> City:
    """Write the city into the folder; the same scale, seed and habits give the same city.

    `systems` limits it to these; the rows of one system do not depend on which others are built.
    """
    report = progress or _silent
    chosen = _chosen(systems)
    report("world")
    world = worlds.make(scale, seed, habits)
    truth = folder / "truth"
    counts: dict[str, dict[str, int]] = {}
    with TruthWriter(truth) as writer:
        for system in chosen:
            report(system.id)
            counts[system.id] = _deliver(system, world, habits, folder, writer)
    locations = {system.id: _location(system) for system in chosen}
    _write_services(folder, seed, habits)
    city = City(folder, truth, scale, seed, locations, counts)
    _write_manifest(city)
    return city


def opened(folder: Path) -> City:
    """A city built earlier."""
    path = folder / "city.json"
    if not path.exists():
        raise NotFound("there is no demo city here", where=str(folder), next_step="build one with `hub demo`")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    return City(
        folder, folder / "truth", manifest["scale"], manifest["seed"], manifest["locations"], manifest["counts"]
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


def _deliver(
    system: DemoSystem, world: worlds.World, habits: Habits, folder: Path, truth: TruthWriter
) -> dict[str, int]:
    tables = system.describe(world, habits)
    target = folder / _FOLDERS[system.way] / (system.id if system.way is Way.DROP else "")
    target.mkdir(parents=True, exist_ok=True)
    system.write(target, tables, first_night())
    for table in tables:
        for mentions in table.mentions:
            truth.write(system.id, table.name, mentions)
    return {table.name: table.rows for table in tables}


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


def _write_manifest(city: City) -> None:
    content = {name: value for name, value in asdict(city).items() if name not in {"folder", "truth"}}
    path = city.folder / "city.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
