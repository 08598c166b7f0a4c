"""Laying out the ground: the real streets and communities, invented roads, and the sites along them."""

import numpy as np

from connectors.demo import text, vocabulary
from connectors.demo.dice import Dice
from connectors.demo.ground import Communities, Ground, Roads, Streets
from connectors.demo.sites import community_of, lay_addresses, lay_sites


def lay_out(scale: float, dice: Dice) -> Ground:
    """The ground at a scale; 1.0 has 520,000 addresses."""
    streets, communities = _streets(), _communities()
    names, other_names = invented_names(dice("names")), invented_names(dice("other names"))
    count = max(12, round(20 + 1900 * scale))
    roads = _roads(count, names, streets, communities, dice("roads"))
    plans, addresses = lay_addresses(scale, dice("addresses"))
    sites = lay_sites(plans, other_names, streets, communities, roads, dice("sites"))
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


def _roads(count: int, names: list[str], streets: Streets, communities: Communities, dice: Dice) -> Roads:
    keys = np.arange(count)
    street = dice("street").weighted(keys, streets.weight)
    street[: len(streets.code)] = np.arange(len(streets.code))[:count]
    second = dice("second").weighted(keys, streets.weight)
    others = np.where(dice("crosses").chance(keys, 0.15), second, street)
    run = [community_of(s, communities, dice(f"run{i}"), keys) for i, s in enumerate((street, street, others))]
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
