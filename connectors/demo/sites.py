"""Laying out sites and the addresses on them: how many of each kind, how large, how numbered and named."""

from dataclasses import dataclass

import numpy as np

from connectors.demo import text, vocabulary
from connectors.demo.dice import Dice, Ints
from connectors.demo.ground import Addresses, Communities, Kind, Roads, Sites, Streets
from connectors.demo.text import Texts

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
class Plan:
    """How many sites of a kind, as one column a property."""

    kind: Ints
    ordinal: Ints


def lay_addresses(scale: float, dice: Dice) -> tuple[Plan, Addresses]:
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
    site, building, unit, room = np.concatenate(leaves, axis=1)
    return Plan(np.concatenate(kinds), np.concatenate(ordinals)), Addresses(site, building, unit, room, len(site))


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


def lay_sites(
    plan: Plan, names: list[str], streets: Streets, communities: Communities, roads: Roads, dice: Dice
) -> Sites:
    keys, anchor = np.arange(len(plan.kind)), _anchors(plan, dice)
    road = dice("road").integer(anchor, 0, len(roads.street))
    own_road = ~((plan.kind == Kind.COMPOUND) & dice("gateless").chance(anchor, 0.25)) & (plan.kind != Kind.VILLAGE)
    village_street = dice("street").weighted(keys, streets.weight)
    in_village = community_of(village_street, communities, dice("village"), keys, villages=True)
    on_road = roads.communities[road, dice("run").weighted(anchor, (0.5, 0.4, 0.1))]
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


def community_of(streets: Ints, communities: Communities, dice: Dice, keys: Ints, *, villages: bool = False) -> Ints:
    """A random community of each street, villages only where the street has any."""
    order = np.argsort(communities.street * 2 + ~communities.is_village, kind="stable")
    first = np.searchsorted(communities.street[order], np.arange(streets.max() + 2))
    village_count = np.bincount(communities.street, communities.is_village, minlength=len(first) - 1).astype(np.int64)
    width = first[streets + 1] - first[streets]
    if villages:
        width = np.where(village_count[streets] > 0, village_count[streets], width)
    return np.asarray(order[first[streets] + dice.integer(keys, 0, width)])


def _house_numbers(plan: Plan, road: Ints, community: Ints, dice: Dice) -> tuple[Ints, Ints]:
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


def _compounds(plan: Plan, names: list[str], dice: Dice) -> tuple[Texts, Texts, Texts]:
    """Name, alternative name and former name of each site; '' for none."""
    place = vocabulary.words()["place"]
    lists = {Kind.COMPOUND: "compound_suffix", Kind.OFFICE: "office_suffix", Kind.FACTORY: "factory_suffix"}
    name, alias, former = (text.repeat("", len(plan.kind)) for _ in range(3))
    keys = _anchors(plan, dice)
    base, old = (text.pick(names, (keys + shift) % len(names)) for shift in (0, len(names) // 2))
    builders = place["builders"]
    built = (plan.kind == Kind.COMPOUND) & dice("built").chance(keys, 0.3)
    base = text.join(text.only(built, text.pick(builders, dice("builder").integer(keys, 0, len(builders)))), base)
    estate = (plan.kind == Kind.COMPOUND) & dice("estate").chance(keys, 0.15)
    base = text.join(base, text.only(estate, text.join("城", text.pick(names, (keys * 5 + 3) % len(names)))))
    phase = _phases(plan, keys, dice)
    for kind, listed in lists.items():
        suffixes = place[listed]
        here = (plan.kind == kind) & dice("named").chance(keys, 0.5 if kind == Kind.FACTORY else 1.0)
        chosen = dice("suffix").integer(keys, 0, len(suffixes))
        other = (chosen + dice("other").integer(keys, 1, len(suffixes))) % len(suffixes)
        own, second = text.pick(suffixes, chosen), text.pick(suffixes, other)
        name = text.where(here, text.join(base, own, phase), name)
        with_alias, with_former = here & dice("alias").chance(keys, 0.3), here & dice("former").chance(keys, 0.1)
        alias = text.where(with_alias, text.join(base, second, phase), alias)
        former = text.where(with_former, text.join(old, second, phase), former)
    return name, alias, former


def _anchors(plan: Plan, dice: Dice) -> Ints:
    """The site itself, or for the second phase of a compound the first, which stands before it."""
    keys = np.arange(len(plan.kind))
    compound = plan.kind == Kind.COMPOUND
    # Two in a row would make a third phase of the second.
    second = compound & (keys % 2 == 1) & dice("second phase").chance(keys, 0.16)
    return np.where(second, keys - 1, keys)


def _phases(plan: Plan, anchor: Ints, dice: Dice) -> Texts:
    """'二期' or '东区' behind the name of the second; the first has '一期', or nothing."""
    keys = np.arange(len(anchor))
    is_second, has_second = anchor != keys, np.r_[anchor[1:] == keys[:-1], False] & (plan.kind == Kind.COMPOUND)
    by_side = dice("by side").chance(anchor, 0.4)
    first = text.where(by_side, "西区", text.where(dice("says first").chance(anchor, 0.5), "一期", ""))
    second = text.where(by_side, "东区", "二期")
    return text.where(is_second, second, text.only(has_second, first))
