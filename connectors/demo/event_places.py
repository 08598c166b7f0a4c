"""Where things happen, as a caller says it: a crossing, a number on a road, a compound's gate, a dwelling."""

from dataclasses import dataclass

import numpy as np

from connectors.demo import text
from connectors.demo.address_text import Written
from connectors.demo.dice import Dice, Ints
from connectors.demo.ground import Kind, Level, entity
from connectors.demo.habits import AddressStyle
from connectors.demo.text import Texts
from connectors.demo.world import World


@dataclass(frozen=True)
class PlaceMix:
    """Weights of the kinds of place that one system's events happen at."""

    crossing: float = 0.25
    road: float = 0.1
    compound: float = 0.2
    shop: float = 0.25
    dwelling: float = 0.2

    def weights(self) -> tuple[float, ...]:
        return (self.crossing, self.road, self.compound, self.shop, self.dwelling)


STREET_LEVEL = PlaceMix()
INDOORS = PlaceMix(crossing=0.02, road=0.03, compound=0.1, shop=0.3, dwelling=0.55)


def event_places(world: World, keys: Ints, mix: PlaceMix, style: AddressStyle, dice: Dice) -> Written:
    """One text a key, and the crossing, road, site or dwelling that it names."""
    ground = world.ground
    kind = dice("kind").weighted(keys, mix.weights())
    shops = ground.of_kind(Kind.SHOP, Kind.FACTORY)
    homes = ground.homes()
    compounds = ground.of_kind(Kind.COMPOUND)
    at_shop = shops[dice("shop").integer(keys, 0, len(shops))]
    at_home = homes[dice("home").integer(keys, 0, len(homes))]
    at_gate = compounds[dice("compound").integer(keys, 0, len(compounds))]
    address = np.select([kind == 2, kind == 3], [at_gate, at_shop], at_home)
    written = world.writer.write(address, keys, style, dice("text"))
    options = [
        _crossings(world, keys, dice("crossing")),
        _roads(world, keys, dice("road")),
        _gates(world, at_gate, keys, dice("gate")),
    ]
    whole, meant, dwelling = written.text, written.entity, written.dwelling
    for chosen, option in enumerate(options):
        whole = text.where(kind == chosen, option.text, whole)
        meant = text.where(kind == chosen, option.entity, meant)
        dwelling = text.where(kind == chosen, option.dwelling, dwelling)
    return Written(whole, meant, dwelling)


def _street_prefix(world: World, road: Ints, keys: Ints, dice: Dice) -> Texts:
    streets = world.ground.streets
    street = world.ground.roads.street[road]
    return text.only(dice.chance(keys, 0.85), text.pick(streets.name, street))


def _crossings(world: World, keys: Ints, dice: Dice) -> Written:
    """'乔司街道石塘路与五星路交叉口东50米'; the place is the crossing, in whichever order it is named."""
    roads = world.ground.roads
    by_street = np.argsort(roads.street, kind="stable")
    first = dice("first").integer(keys, 0, len(by_street))
    second = np.clip(first + np.where(dice("side").chance(keys, 0.5), 1, -1), 0, len(by_street) - 1)
    second = np.where(second == first, np.maximum(first - 1, 1) - (first == 1), second)
    a, b = by_street[first], by_street[second]
    side = text.pick(["东", "南", "西", "北"], dice("direction").integer(keys, 0, 4))
    metres = text.numbers(dice("metres").integer(keys, 1, 20) * 10)
    away = text.only(dice("away").chance(keys, 0.45), text.join(side, metres, "米"))
    joint = text.where(dice("word").chance(keys, 0.8), "与", "、")
    place = text.where(dice("mouth").chance(keys, 0.85), "交叉口", "路口")
    whole = text.join(
        _street_prefix(world, a, keys, dice("street")), roads.name.take(a), joint, roads.name.take(b), place, away
    )
    key = text.join("crossing:", text.numbers(np.minimum(a, b)), "/", text.numbers(np.maximum(a, b)))
    return Written(whole, key, key)


def _roads(world: World, keys: Ints, dice: Dice) -> Written:
    road = dice("road").integer(keys, 0, len(world.ground.roads.street))
    tail = text.pick(["", "沿线", "附近", "公交站旁"], dice("tail").integer(keys, 0, 4))
    whole = text.join(_street_prefix(world, road, keys, dice("street")), world.ground.roads.name.take(road), tail)
    key = text.join("road:", text.numbers(road))
    return Written(whole, key, key)


def _gates(world: World, address: Ints, keys: Ints, dice: Dice) -> Written:
    """'永和苑东门', '永和苑北侧': the place is the compound."""
    ground = world.ground
    site = ground.addresses.site[address]
    tail = text.pick(["", "门口", "东门", "南门", "北侧", "内", "西门口"], dice("tail").integer(keys, 0, 7))
    street = text.only(dice("street").chance(keys, 0.7), text.pick(ground.streets.name, ground.sites.street[site]))
    whole = text.join(street, ground.sites.compound.take(site), tail)
    key = entity(ground, address, np.full(len(address), int(Level.SITE)))
    return Written(whole, key, key)
