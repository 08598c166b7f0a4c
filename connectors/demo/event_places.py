"""Where things happen, as a caller says it: a crossing, a number on a road, a compound's gate, a dwelling."""

from dataclasses import dataclass

import numpy as np

from connectors.demo import text
from connectors.demo.address_text import Written
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.ground import Kind, Level, entity
from connectors.demo.habits import AddressStyle
from connectors.demo.text import Texts
from connectors.demo.world import World


@dataclass(frozen=True)
class EventPlaces(Written):
    """Texts, the places they name, and the communities these lie in."""

    community: Ints


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


def event_places(world: World, keys: Ints, mix: PlaceMix, style: AddressStyle, dice: Dice) -> EventPlaces:
    """One text a key, and the crossing, road, site or dwelling that it names."""
    ground = world.ground
    kind = dice("kind").weighted(keys, mix.weights())
    compounds, shops, homes = ground.of_kind(Kind.COMPOUND), ground.of_kind(Kind.SHOP, Kind.FACTORY), ground.homes()
    at_gate, at_shop, at_home = (
        pool[dice(name).integer(keys, 0, len(pool))]
        for name, pool in (("compound", compounds), ("shop", shops), ("home", homes))
    )
    address = np.select([kind == 2, kind == 3], [at_gate, at_shop], at_home)
    written = world.writer.write(address, keys, style, dice("text"))
    community = ground.sites.community[ground.addresses.site[address]]
    whole = EventPlaces(written.text, written.entity, written.dwelling, community)
    options = (
        _crossings(world, keys, dice("crossing")),
        _roads(world, keys, dice("road")),
        _gates(world, at_gate, keys, dice("gate")),
    )
    for chosen, option in enumerate(options):
        whole = _instead(whole, option, kind == chosen)
    return whole


def _instead(places: EventPlaces, others: EventPlaces, mask: Flags) -> EventPlaces:
    return EventPlaces(
        text.where(mask, others.text, places.text),
        text.where(mask, others.entity, places.entity),
        text.where(mask, others.dwelling, places.dwelling),
        np.where(mask, others.community, places.community),
    )


def _street_prefix(world: World, road: Ints, keys: Ints, dice: Dice) -> Texts:
    streets = world.ground.streets
    street = world.ground.roads.street[road]
    return text.only(dice.chance(keys, 0.85), text.pick(streets.name, street))


def _crossings(world: World, keys: Ints, dice: Dice) -> EventPlaces:
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
    return EventPlaces(whole, key, key, roads.communities[a, 0])


def _roads(world: World, keys: Ints, dice: Dice) -> EventPlaces:
    road = dice("road").integer(keys, 0, len(world.ground.roads.street))
    tail = text.pick(["", "沿线", "附近", "公交站旁"], dice("tail").integer(keys, 0, 4))
    whole = text.join(_street_prefix(world, road, keys, dice("street")), world.ground.roads.name.take(road), tail)
    key = text.join("road:", text.numbers(road))
    return EventPlaces(whole, key, key, world.ground.roads.communities[road, 0])


def _gates(world: World, address: Ints, keys: Ints, dice: Dice) -> EventPlaces:
    """'永和苑东门', '永和苑北侧': the place is the compound."""
    ground = world.ground
    site = ground.addresses.site[address]
    tail = text.pick(["", "门口", "东门", "南门", "北侧", "内", "西门口"], dice("tail").integer(keys, 0, 7))
    street = text.only(dice("street").chance(keys, 0.7), text.pick(ground.streets.name, ground.sites.street[site]))
    whole = text.join(street, ground.sites.compound.take(site), tail)
    key = entity(ground, address, np.full(len(address), int(Level.SITE)))
    return EventPlaces(whole, key, key, ground.sites.community[site])
