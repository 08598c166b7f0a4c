"""Addresses outside the district: where floating people are registered and people from elsewhere live."""

from dataclasses import dataclass

import numpy as np

from connectors.demo import text, vocabulary
from connectors.demo.dice import Dice, Ints
from connectors.demo.text import Texts
from connectors.demo.world import World


@dataclass(frozen=True)
class Outside:
    """Address texts and the places they name."""

    text: Texts
    entity: Texts


def registered_places(world: World, person: Ints, keys: Ints, dice: Dice) -> Outside:
    """Province to village, one place a household; a third of the texts stop at the village, a few at the county."""
    people = world.people
    household = people.household[person]
    head = people.head[person]
    codes, names, _, _ = vocabulary.counties()
    order = {int(code): place for place, code in enumerate(codes)}
    distinct, position = np.unique(people.division[head], return_inverse=True)
    county = text.pick([names[order[int(code)]] for code in distinct], position)
    town, village = (
        _invented(household, "town", world.dice("outside")),
        _invented(household, "village", world.dice("outside")),
    )
    number = world.dice("outside number").integer(household, 1, 300)
    depth = dice("depth").weighted(keys, (0.05, 0.1, 0.35, 0.5))
    key = text.join("outside:", text.numbers(people.division[head]))
    return Outside(
        text.join(
            county,
            text.only(depth >= 1, town),
            text.only(depth >= 2, text.join(village, "村")),
            text.only(depth >= 3, text.join(text.numbers(number), "号")),
        ),
        text.join(
            key,
            text.only(depth >= 1, text.join("/", town)),
            text.only(depth >= 2, text.join("/", village)),
            text.only(depth >= 3, text.join("/", text.numbers(number))),
        ),
    )


def _invented(household: Ints, kind: str, dice: Dice) -> Texts:
    words = vocabulary.words()["outside"]
    first, last = vocabulary.distinct(words["first"]), vocabulary.distinct(words["last"])
    name = text.join(
        text.pick(list(first), dice(kind + " first").integer(household, 0, len(first))),
        text.pick(list(last), dice(kind + " last").integer(household, 0, len(last))),
    )
    if kind == "village":
        return name
    suffixes = words["town_suffix"]
    return text.join(name, text.pick(suffixes, dice("suffix").integer(household, 0, len(suffixes))))
