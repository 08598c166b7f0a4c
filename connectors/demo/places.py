"""The ground of the demo city: streets, communities, roads, sites, and the addresses on them.

A site is what a gate number or a compound's name stands for: a compound, an old block on a road, a village house, a
shop front, an office building or a factory.  An address is the leaf below it: a room, a building, or the site itself.
Every address of every system is one of these leaves, or one of the nodes above them.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from connectors.demo import text, vocabulary
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.text import Texts


class Level(IntEnum):
    """How deep a text names a place."""

    NOTHING = -1
    STREET = 0
    COMMUNITY = 1
    ROAD = 2
    SITE = 3
    BUILDING = 4
    UNIT = 5
    ROOM = 6


class Kind(IntEnum):
    """What stands on a site."""

    COMPOUND = 0
    BLOCK = 1
    VILLAGE = 2
    SHOP = 3
    OFFICE = 4
    FACTORY = 5


ADDRESSES_AT_FULL_SCALE = 520_000
_SHARES = {
    Kind.COMPOUND: 0.60,
    Kind.BLOCK: 0.06,
    Kind.VILLAGE: 0.20,
    Kind.SHOP: 0.09,
    Kind.OFFICE: 0.035,
    Kind.FACTORY: 0.015,
}


@dataclass(frozen=True)
class Streets:
    code: Texts
    name: Texts
    short: Texts
    code_2023: Texts
    weight: NDArray[np.float64]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]


@dataclass(frozen=True)
class Communities:
    code: Texts
    name: Texts
    street: Ints
    is_village: Flags


@dataclass(frozen=True)
class Roads:
    """`communities` holds three a road, the third now and then in another street."""

    name: Texts
    former: Texts
    alias: Texts
    street: Ints
    communities: Ints


@dataclass(frozen=True)
class Sites:
    """`road` -1 and `number` 0: none; `group` is the villagers' group; `lettered`: 'A座' instead of '1幢'."""

    kind: Ints
    street: Ints
    community: Ints
    road: Ints
    number: Ints
    branch: Ints
    group: Ints
    lettered: Flags
    compound: Texts
    alias: Texts
    former: Texts
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]


@dataclass(frozen=True)
class Addresses:
    """The leaves; 0 where there is no building, unit or room."""

    site: Ints
    building: Ints
    unit: Ints
    room: Ints

    @property
    def level(self) -> Ints:
        return np.select(
            [self.room > 0, self.unit > 0, self.building > 0],
            [int(Level.ROOM), int(Level.UNIT), int(Level.BUILDING)],
            int(Level.SITE),
        ).astype(np.int64)


@dataclass(frozen=True)
class Ground:
    streets: Streets
    communities: Communities
    roads: Roads
    sites: Sites
    addresses: Addresses

    def homes(self) -> Ints:
        """Addresses that people live in."""
        kind = self.sites.kind[self.addresses.site]
        return np.flatnonzero((kind <= Kind.VILLAGE) & (self.addresses.level != Level.BUILDING))

    def of_kind(self, *kinds: Kind) -> Ints:
        """Addresses on sites of these kinds."""
        return np.flatnonzero(np.isin(self.sites.kind[self.addresses.site], [int(kind) for kind in kinds]))


def lay_out(scale: float, dice: Dice) -> Ground:
    """The ground at a scale; 1.0 has 520,000 addresses."""
    streets, communities = _streets(), _communities()
    names, other_names = invented_names(dice("names")), invented_names(dice("other names"))
    count = max(12, round(20 + 1900 * scale))
    roads = _roads(count, names, streets, communities, dice("roads"))
    plans, addresses = _addresses(scale, dice("addresses"))
    sites = _sites(plans, other_names, streets, communities, roads, dice("sites"))
    return Ground(streets, communities, roads, sites, addresses)


def invented_names(dice: Dice) -> list[str]:
    """Two-character names, all different, in random order."""
    place = vocabulary.words()["place"]
    pairs = [a + b for a in vocabulary.distinct(place["first"]) for b in vocabulary.distinct(place["last"]) if a != b]
    return [pairs[position] for position in np.argsort(dice.bits(np.arange(len(pairs))))]


def _streets() -> Streets:
    rows = vocabulary.table("streets")
    names = [row["name"] for row in rows]
    return Streets(
        text.texts([row["code"] for row in rows]),
        text.texts(names),
        text.texts([name.removesuffix("街道").removesuffix("镇") for name in names]),
        text.texts([row["code_2023"] for row in rows]),
        np.array([float(row["weight"]) for row in rows]),
        np.array([float(row["longitude"]) for row in rows]),
        np.array([float(row["latitude"]) for row in rows]),
    )


def _communities() -> Communities:
    rows = vocabulary.table("communities")
    order = {row["code"]: position for position, row in enumerate(vocabulary.table("streets"))}
    return Communities(
        text.texts([row["code"] for row in rows]),
        text.texts([row["name"] for row in rows]),
        np.array([order[row["code"][:9]] for row in rows], dtype=np.int64),
        np.array([row["name"].endswith("村") for row in rows]),
    )


def _community_of(streets: Ints, communities: Communities, dice: Dice, keys: Ints, *, villages: bool = False) -> Ints:
    """A random community of each street, villages only where the street has any."""
    order = np.argsort(communities.street * 2 + ~communities.is_village, kind="stable")
    first = np.searchsorted(communities.street[order], np.arange(streets.max() + 2))
    village_count = np.bincount(communities.street, communities.is_village, minlength=len(first) - 1).astype(np.int64)
    width = first[streets + 1] - first[streets]
    if villages:
        width = np.where(village_count[streets] > 0, village_count[streets], width)
    return np.asarray(order[first[streets] + dice.integer(keys, 0, width)])


def _roads(count: int, names: list[str], streets: Streets, communities: Communities, dice: Dice) -> Roads:
    keys = np.arange(count)
    street = dice("street").weighted(keys, streets.weight)
    street[: len(streets.code)] = np.arange(len(streets.code))[:count]
    second = dice("second").weighted(keys, streets.weight)
    others = np.where(dice("crosses").chance(keys, 0.15), second, street)
    run = [_community_of(s, communities, dice(f"run{i}"), keys) for i, s in enumerate((street, street, others))]
    suffixes = vocabulary.words()["place"]["road_suffix"]
    suffix = text.pick(suffixes, dice("suffix").integer(keys, 0, len(suffixes)))
    name = text.join(text.pick(names, keys % len(names)), suffix)
    renamed = dice("renamed").chance(keys, 0.12)
    former = text.join(text.pick(names, len(names) - np.cumsum(renamed) - 1), suffix)
    alias = text.join(
        text.pick(names, keys % len(names)), text.where(dice("alias").chance(keys, 0.5), "中", "老"), suffix
    )
    return Roads(
        name,
        text.only(renamed, former),
        text.only(dice("aliased").chance(keys, 0.06), alias),
        street,
        np.stack(run, axis=1),
    )


@dataclass(frozen=True)
class _Plan:
    """How many sites of a kind, as one column a property."""

    kind: Ints
    ordinal: Ints


def _addresses(scale: float, dice: Dice) -> tuple[_Plan, Addresses]:
    """The leaves, kind by kind, each kind trimmed to its share; and the sites they stand on."""
    kinds, ordinals, leaves, first = [], [], [], 0
    for kind, share in _SHARES.items():
        target = max(8, round(ADDRESSES_AT_FULL_SCALE * scale * share))
        rows = _leaves(kind, target, dice(kind.name))
        sites = int(rows[0].max()) + 1
        kinds.append(np.full(sites, int(kind)))
        ordinals.append(np.arange(sites))
        leaves.append(np.stack([rows[0] + first, *rows[1:]]))
        first += sites
    columns = np.concatenate(leaves, axis=1)
    return _Plan(np.concatenate(kinds), np.concatenate(ordinals)), Addresses(*columns)


def _leaves(kind: Kind, target: int, dice: Dice) -> tuple[Ints, Ints, Ints, Ints]:
    """(site, building, unit, room) of `target` leaves of one kind."""
    keys = np.arange(target)
    buildings, units, floors, width, own = _dimensions(kind, keys, dice)
    sizes = np.maximum(buildings, 1) * np.maximum(units, 1) * floors * width + own
    sites = int(np.searchsorted(np.cumsum(sizes), target)) + 1
    sizes = sizes[:sites]
    site = np.repeat(np.arange(sites), sizes)[:target]
    place = (np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes))[:target]
    is_site_itself = place < own[site]
    place = np.maximum(place - own[site], 0)
    slot, storey = place % width[site] + 1, place // width[site] % np.maximum(floors[site], 1) + 1
    stair = place // (width[site] * np.maximum(floors[site], 1))
    unit = np.where(units[site] > 0, stair % np.maximum(units[site], 1) + 1, 0)
    building = np.where(buildings[site] > 0, stair // np.maximum(units[site], 1) + 1, 0)
    room = np.where(kind == Kind.FACTORY, 0, storey * 100 + slot)
    building, unit, room = (np.where(is_site_itself, 0, column) for column in (building, unit, room))
    return site, building, unit, room


def _dimensions(kind: Kind, keys: Ints, dice: Dice) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """(buildings, units, floors, rooms a floor, leaves of the site itself) for every site of a kind."""
    zero, one = np.zeros_like(keys), np.ones_like(keys)

    def among(purpose: str, *options: int) -> Ints:
        return np.array(options)[dice(purpose).integer(keys, 0, len(options))]

    if kind == Kind.COMPOUND:
        return (
            dice("b").integer(keys, 1, 11),
            among("u", 1, 2, 2, 3),
            among("f", 5, 6, 6, 7, 11, 17),
            among("w", 2, 2, 2, 4),
            zero,
        )
    if kind == Kind.BLOCK:
        return among("b", 0, 1, 2, 3), among("u", 2, 3, 4), among("f", 4, 5, 6), 2 * one, zero
    if kind == Kind.VILLAGE:
        let = dice("let").chance(keys, 0.4)
        return zero, zero, np.where(let, among("f", 2, 3, 4), 0), np.where(let, among("w", 2, 3, 4), 1), one
    if kind == Kind.OFFICE:
        return dice("b").integer(keys, 1, 4), zero, dice("f").integer(keys, 6, 22), 8 * one, zero
    if kind == Kind.FACTORY:
        return dice("b").integer(keys, 1, 7), zero, one, one, one
    return zero, zero, zero, one, one


def _sites(
    plan: _Plan, names: list[str], streets: Streets, communities: Communities, roads: Roads, dice: Dice
) -> Sites:
    keys = np.arange(len(plan.kind))
    road = dice("road").integer(keys, 0, len(roads.street))
    own_road = ~((plan.kind == Kind.COMPOUND) & dice("gateless").chance(keys, 0.25)) & (plan.kind != Kind.VILLAGE)
    village_street = dice("street").weighted(keys, streets.weight)
    in_village = _community_of(village_street, communities, dice("village"), keys, villages=True)
    on_road = roads.communities[road, dice("run").weighted(keys, (0.5, 0.4, 0.1))]
    community = np.where(plan.kind == Kind.VILLAGE, in_village, on_road)
    street = communities.street[community]
    road = np.where(own_road, road, -1)
    number, branch = _house_numbers(plan, road, community, dice)
    shift = dice("east").uniform(community) * 0.04 + dice("east2").uniform(keys) * 0.006 - 0.023
    rise = dice("north").uniform(community) * 0.04 + dice("north2").uniform(keys) * 0.006 - 0.023
    compound, alias, former = _compounds(plan, names, dice)
    return Sites(
        plan.kind,
        street,
        community,
        road,
        number,
        branch,
        np.where(plan.kind == Kind.VILLAGE, number // 40 + 1, 0),
        (plan.kind == Kind.OFFICE) & dice("lettered").chance(keys, 0.4),
        compound,
        alias,
        former,
        streets.longitude[street] + shift,
        streets.latitude[street] + rise,
    )


def _house_numbers(plan: _Plan, road: Ints, community: Ints, dice: Dice) -> tuple[Ints, Ints]:
    """Numbers that grow along a road or through a village; shops share a number as 88-1, 88-2 now and then."""
    keys = np.arange(len(road))
    line = np.where(road >= 0, road, -1 - community)
    line = np.where((plan.kind == Kind.COMPOUND) & (road < 0), -1_000_000 - keys, line)
    order = np.lexsort((dice("along").bits(keys), line))
    starts = np.r_[True, line[order][1:] != line[order][:-1]]
    shared = (plan.kind[order] == Kind.SHOP) & dice("shared").chance(order, 0.25) & ~starts
    steps = np.where(shared, 0, np.where(plan.kind[order] == Kind.VILLAGE, 1, dice("gap").integer(order, 1, 8)))
    total = np.cumsum(steps)
    base = np.maximum.accumulate(np.where(starts, total - steps, -1))
    group_start = np.maximum.accumulate(np.where(~shared, np.arange(len(order)), -1))
    number, branch = np.empty_like(keys), np.empty_like(keys)
    number[order] = total - base
    branch[order] = np.arange(len(order)) - group_start
    return np.where(line <= -1_000_000, 0, number), branch


def _compounds(plan: _Plan, names: list[str], dice: Dice) -> tuple[Texts, Texts, Texts]:
    """Name, alternative name and former name of each site; '' for none."""
    keys = np.arange(len(plan.kind))
    place = vocabulary.words()["place"]
    lists = {Kind.COMPOUND: "compound_suffix", Kind.OFFICE: "office_suffix", Kind.FACTORY: "factory_suffix"}
    name, alias, former = (text.repeat("", len(keys)) for _ in range(3))
    base = text.pick(names, keys % len(names))
    old = text.pick(names, (keys + len(names) // 2) % len(names))
    for kind, listed in lists.items():
        suffixes = place[listed]
        here = (plan.kind == kind) & dice("named").chance(keys, 0.5 if kind == Kind.FACTORY else 1.0)
        chosen = dice("suffix").integer(keys, 0, len(suffixes))
        other = (chosen + dice("other").integer(keys, 1, len(suffixes))) % len(suffixes)
        round_trip = np.where(keys // len(names) > 0, keys // len(names) + 1, 0)
        phase = text.only(round_trip > 0, text.join(text.han_numbers(round_trip), "期"))
        name = text.where(here, text.join(base, text.pick(suffixes, chosen), phase), name)
        alias = text.where(
            here & dice("alias").chance(keys, 0.3), text.join(base, text.pick(suffixes, other), phase), alias
        )
        former = text.where(
            here & dice("former").chance(keys, 0.1), text.join(old, text.pick(suffixes, other), phase), former
        )
    return name, alias, former


def entity(ground: Ground, address: Ints, level: Ints) -> Texts:
    """The key of the place that a text naming `address` down to `level` means; null for nothing."""
    sites, leaves = ground.sites, ground.addresses
    site = leaves.site[address]
    level = np.minimum(level, leaves.level[address])
    site_text = text.numbers(site)
    building = text.join(site_text, "/", text.numbers(leaves.building[address]))
    choices: tuple[Texts, ...] = (
        text.join("street:", text.pick(ground.streets.code, sites.street[site])),
        text.join("community:", text.pick(ground.communities.code, sites.community[site])),
        text.join("road:", text.numbers(np.maximum(sites.road[site], 0))),
        text.join("site:", site_text),
        text.join("building:", building),
        text.join("unit:", building, "/", text.numbers(leaves.unit[address])),
        text.join("room:", text.numbers(address)),
    )
    return pc.choose(pa.array(level, mask=level < 0), *choices)
