"""A folder to try the hub in: a synthetic city, the hub.toml that names its systems, and the hub's home beside them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from connectors.catalogue import SYSTEMS
from connectors.demo import city as cities
from connectors.demo.city import City
from connectors.demo.delivery import Way
from connectors.demo.habits import HABITS, Habits
from connectors.demo.registry import SYSTEMS as DESCRIBED
from pipelines import lock, progress
from pipelines import settings as configuration
from pipelines.settings import Settings
from schema.errors import AlreadyRunning, SettingsError

_HEAD = """\
# A demo city, made by `hub demo`: everything in it is invented.  The same file, with other locations, runs a district.
[hub]
home = "var"
control = "sqlite:///var/control.db"

[demo]      # the REST services of the city are played on the loopback for the time of a run
city = "city"
seed = {seed}
scale = {scale}
"""


def home_of(folder: Path) -> Path:
    """The hub's home of a demo folder."""
    return (folder / "var").absolute()


def make_room(folder: Path, scale: float, seed: int) -> None:
    """A city of another scale or seed goes, with its home.

    SettingsError if the folder is somebody's own; AlreadyRunning if a run works in it.
    """
    _check_free(folder)
    if _is_this_city(folder, scale, seed):
        return
    runner = lock.holder(home_of(folder))
    if runner:
        raise AlreadyRunning(f"another run works here: {runner}", where=str(folder), next_step="wait for it to end")
    for part in ("city", "var"):
        shutil.rmtree(folder / part, ignore_errors=True)


def prepare(folder: Path, scale: float, seed: int, habits: Habits = HABITS) -> Settings:
    """The demo city in this folder, made unless it is there, and its configuration."""
    if not _is_this_city(folder, scale, seed):
        _build(folder, scale, seed, habits)
    return configuration.load(folder / configuration.FILE, SYSTEMS)


def next_night(folder: Path, last: int) -> bool:
    """Let the city's departments deliver one night more; False if it has come to the last one."""
    city = cities.opened(folder / "city")
    if city.night >= last:
        return False
    with progress.shown(), progress.stage(f"night {city.night + 1} of the city", len(city.locations) + 1) as advance:
        cities.age(city.folder, night=city.night + 1, progress=advance)
    return True


def _check_free(folder: Path) -> None:
    file = folder / configuration.FILE
    if file.exists() and configuration.load(file, SYSTEMS).demo is None:
        raise SettingsError(
            "this folder has a hub of its own", where=str(file), next_step="name another one: hub demo --home DIR"
        )
    if folder.exists() and not file.exists() and any(folder.iterdir()):
        raise SettingsError(
            "this folder is not empty", where=str(folder), next_step="name another one: hub demo --home DIR"
        )


def _is_this_city(folder: Path, scale: float, seed: int) -> bool:
    if not (folder / "city" / "city.json").exists() or not (folder / configuration.FILE).exists():
        return False
    found = cities.opened(folder / "city")
    return (found.scale, found.seed, set(found.locations)) == (scale, seed, _known())


def _known() -> set[str]:
    """Systems that the city describes and a department declares."""
    return set(DESCRIBED) & set(SYSTEMS)


def _build(folder: Path, scale: float, seed: int, habits: Habits) -> None:
    systems = sorted(_known())
    with progress.shown(), progress.stage("making the demo city", len(systems) + 1) as advance:
        city = cities.build(folder / "city", scale=scale, seed=seed, habits=habits, systems=systems, progress=advance)
    lines = (_HEAD.format(scale=scale, seed=seed), *_sections(city))
    (folder / configuration.FILE).write_text("\n".join(lines), encoding="utf-8")


def _sections(city: City) -> Iterator[str]:
    for system, place in city.locations.items():
        yield f"[systems.{system}]      # {SYSTEMS[system].title}"
        way = DESCRIBED[system].way
        if way is Way.REST:
            yield 'location = "http://127.0.0.1:0"      # the run says where it plays the service'
            yield 'token = { file = "city/rest/token" }'
        else:
            yield f'location = "{"sqlite:///" if way is Way.SQL else ""}city/{place}"'
        yield ""
