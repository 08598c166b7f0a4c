"""综治 基层治理综合信息系统: grids, people visited, incidents handled."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from connectors.demo import describe, errors, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.event_places import STREET_LEVEL, event_places
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import GridHabits
from connectors.demo.happenings import happenings
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, person_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import sqlite

GRIDS, VISITS, INCIDENTS = 1_500, 80_000, 120_000
TYPES = {
    "grid": {
        "grid_code": "varchar(20)",
        "street": "varchar(40)",
        "community": "varchar(40)",
        "grid_name": "varchar(60)",
        "workers": "integer",
        "updated_at": "timestamptz",
    },
    "visit_person": {
        "vid": "bigint",
        "grid_code": "varchar(20)",
        "name": "varchar(50)",
        "id_no": "varchar(18)",
        "mobile": "varchar(20)",
        "address": "varchar(200)",
        "updated_at": "timestamptz",
    },
    "incident": {
        "incident_no": "varchar(24)",
        "category": "varchar(40)",
        "grid_code": "varchar(20)",
        "address": "varchar(200)",
        "reported_at": "timestamptz",
        "closed_at": "timestamptz",
        "level": "varchar(10)",
        "updated_at": "timestamptz",
    },
}
_TIME = "%Y-%m-%d %H:%M:%S.000000"


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.grid, world.dice("grid_platform")
    grids = _Grids(world)
    return (
        grids.table(dice("grid")),
        _visits(world, grids, own, dice("visit_person")),
        _incidents(world, grids, own, dice("incident")),
    )


class _Grids:
    """The grids, several in each community, at least one at any scale."""

    def __init__(self, world: World) -> None:
        self._world = world
        communities = len(world.ground.communities.street)
        count = max(communities, world.size(GRIDS))
        self._community = np.sort(np.arange(count) % communities)
        self._first = np.searchsorted(self._community, np.arange(communities + 1))

    def table(self, dice: Dice) -> Table:
        """The reference table."""
        ground, community = self._world.ground, self._community
        keys = np.arange(len(community))
        ordinal = keys - self._first[community] + 1
        community_name = text.pick(ground.communities.name, community)
        workers = dice("workers").integer(keys, 1, 6)
        for night in self._world.nights:
            changed = dice(f"staff on night {night.number}").chance(keys, 2 * night.pace.flipped)
            workers = np.where(changed, workers % 5 + 1, workers)
        columns = {
            "grid_code": self.codes(keys),
            "street": text.pick(ground.streets.name, ground.communities.street[community]),
            "community": community_name,
            "grid_name": text.join(community_name, "第", text.han_numbers(ordinal), "网格"),
            "workers": text.integers(workers),
            "updated_at": text.times(touched(keys, dice("touched")), _TIME),
        }
        return Table("grid", ("grid_code",), columns, (), Cursor("updated_at"))

    def codes(self, grid: Ints) -> Texts:
        """The community's code and three digits."""
        community = self._community[grid]
        ordinal = grid - self._first[community] + 1
        return text.join(text.pick(self._world.ground.communities.code, community), text.numbers(ordinal, 3))

    def of_community(self, community: Ints, places: Ints) -> Ints:
        """The grid of a place in a community: the same place is always in the same grid."""
        width = self._first[community + 1] - self._first[community]
        return self._first[community] + self._world.dice("grids").integer(places, 0, width)


def _visits(world: World, grids: _Grids, own: GridHabits, dice: Dice) -> Table:
    person = np.concatenate(
        [
            np.sort(dice("which").sample(world.residents(), world.grown(VISITS))),
            world.newcomers(dice("which"), 0.15),
        ]
    )
    seen = describe.describe_people(world, person, person, own.person, dice)
    slip = dice("homophone").chance(person, own.homophone)
    home = describe.homes_of(world, person, person, own.person, dice)
    address = world.writer.write(home, person, own.address, dice("address"))
    community = world.ground.sites.community[world.ground.addresses.site[home]]
    number = shuffled(person, 9) + 1
    key = text.numbers(number)
    columns = {
        "vid": text.integers(number),
        "grid_code": grids.codes(grids.of_community(community, world.ground.addresses.site[home])),
        "name": text.edit(seen.name, slip, dice("sound"), person, errors.homophone),
        "id_no": text.nulled(seen.resident_id),
        "mobile": text.nulled(seen.phone),
        "address": address.text,
        "updated_at": text.times(touched(person, dice("touched")), _TIME),
    }
    mentions = (
        Mentions("person", key, "name", person_entity(person)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return Table("visit_person", ("vid",), columns, mentions, Cursor("updated_at"))


def _incidents(world: World, grids: _Grids, own: GridHabits, dice: Dice) -> Table:
    incidents = happenings(world, INCIDENTS)
    keys = incidents.keys
    kinds = words()["event"]["incident_kinds"]
    place = event_places(world, keys, STREET_LEVEL, own.address, dice("place"))
    reported = incidents.times(touched(keys, dice("reported"), years=3), dice("reported"))
    done = reported + dice("took").integer(keys, 1_800, 600_000)
    closed = incidents.closed(done, dice("open").chance(keys, own.still_open), dice("closed"))
    key = text.join("WG", text.times(reported, "%Y%m%d"), text.numbers(keys + 1, 8))
    columns = {
        "incident_no": key,
        "category": text.pick(kinds, dice("kind").integer(keys, 0, len(kinds))),
        "grid_code": grids.codes(grids.of_community(place.community, keys)),
        "address": place.text,
        "reported_at": text.times(reported, _TIME),
        "closed_at": text.times(closed, _TIME),
        "level": text.pick(["村社", "镇街", "区级"], dice("level").weighted(keys, (0.8, 0.17, 0.03))),
        "updated_at": text.times(np.maximum(reported, closed), _TIME),
    }
    mentions = (Mentions("address", key, "address", place.entity, place.dwelling),)
    return Table("incident", ("incident_no",), columns, mentions, Cursor("updated_at"))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "grid_platform.sqlite", tables, TYPES)


SYSTEM = DemoSystem("grid_platform", Way.SQL, _describe, _write)
