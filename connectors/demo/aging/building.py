"""What happens to places: dwellings are built and sold, roads get other names."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text, vocabulary
from connectors.demo.aging.present import Present, count_of, stacked
from connectors.demo.dice import Dice
from connectors.demo.ground import Addresses, Kind
from connectors.demo.habits.nights import Pace
from connectors.demo.nights import NOBODY, Change, TextChange
from connectors.demo.places import invented_names
from connectors.demo.world import World

_ROOMS = 24
"""Of a new building: two units, six floors, two rooms on each."""


def with_buildings(world: World, pace: Pace, dice: Dice) -> World:
    """New buildings in compounds, with one number more than the highest there; nobody owns a room in them yet."""
    ground, leaves = world.ground, world.ground.addresses
    count = count_of(pace.built, leaves.first_rows)
    compounds = np.unique(leaves.site[(ground.sites.kind[leaves.site] == Kind.COMPOUND) & (leaves.building > 0)])
    chosen = dice("which").sample(compounds, -(-count // _ROOMS))
    highest = np.zeros(len(ground.sites.kind), dtype=np.int64)
    np.maximum.at(highest, leaves.site, leaves.building)
    place = np.arange(count)
    site, room = chosen[place // _ROOMS % len(chosen)], place % _ROOMS
    unit, storey, door = room // 12 + 1, room % 12 // 2 + 1, room % 2 + 1
    built = stacked(leaves, Addresses(site, highest[site] + 1, unit, storey * 100 + door, 0))
    unowned = np.full(count, -1)
    owner, by_firm = (np.concatenate([column, unowned]) for column in (world.homes.owner, world.homes.owner_firm))
    homes = replace(world.homes, owner=owner, owner_firm=by_firm)
    return replace(world, ground=replace(ground, addresses=built), homes=homes)


def sold(world: World, now: Present, pace: Pace, dice: Dice) -> Change:
    """Dwellings that get a new owner, and rooms of the new buildings, which `world` has already."""
    owned = np.flatnonzero(now.owner >= 0)
    old = dice("which").sample(owned, count_of(pace.sold, len(owned)))
    new = np.arange(len(now.owner), len(world.homes.owner))
    new = new[dice("first").chance(new, 0.6)]
    address = np.sort(np.concatenate([old, new]))
    adults = world.people.adults(25, 65)
    adults = adults[now.here[adults]]
    buyer = adults[dice("buyer").integer(address, 0, len(adults))]
    before = np.concatenate([now.owner, np.full(len(world.homes.owner) - len(now.owner), -1)])
    return Change(address, before[address], buyer)


def renamed_roads(world: World, pace: Pace, dice: Dice) -> TextChange:
    """Roads that never had another name get one that no road has; it ends as the old one does."""
    roads = world.ground.roads
    once = [night.places.roads.rows for night in world.nights]
    able = np.setdiff1d(np.flatnonzero(~text.filled(roads.former)), np.concatenate([NOBODY, *once]))
    road = np.sort(dice("which").sample(able, count_of(pace.renamed_road, len(able))))
    names = _free_names(world, dice("names"))
    suffixes = sorted(vocabulary.words()["place"]["road_suffix"], key=len, reverse=True)
    before = roads.name.take(pa.array(road))
    ends = [next((end for end in suffixes if name.endswith(end)), "路") for name in before.to_pylist()]
    return TextChange(road, before, text.texts([names[place] + end for place, end in enumerate(ends)]))


def _free_names(world: World, dice: Dice) -> list[str]:
    """Two-character names that no road has or had."""
    roads = world.ground.roads
    taken = pa.concat_arrays([roads.name, roads.former, *(night.places.roads.after for night in world.nights)])
    used = set(pc.utf8_slice_codeunits(taken, 0, 2).to_pylist())
    return [name for name in invented_names(dice) if name not in used]
