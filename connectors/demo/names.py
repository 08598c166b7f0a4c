"""Names of people, by sex and time of birth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from connectors.demo import text, vocabulary
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.text import Texts

MODERN = 1985
"""Year of birth from which the newer characters are in fashion."""


@dataclass(frozen=True)
class Given:
    """Given names by characters: `second` is '' in names of one character."""

    first: Texts
    second: Texts


def _fashion(listed: str) -> tuple[list[str], NDArray[np.float64]]:
    characters = list(vocabulary.distinct(listed))
    return characters, np.asarray(1.0 / (np.arange(len(characters)) + 9.0), dtype=np.float64)


def _characters(keys: Ints, sex: Ints, year: Ints, pool: str, dice: Dice) -> Texts:
    """One character a key, of the pool, or of the list for its sex and time."""
    person = vocabulary.words()["person"]
    chosen = text.repeat("", len(keys))
    for code, word in ((1, "male"), (2, "female")):
        for time in ("old", "young"):
            listed, weights = _fashion(pool or person[f"{word}_{time}"])
            here = (sex == code) & ((year >= MODERN) == (time == "young"))
            chosen = text.where(here, text.pick(listed, dice(word + time).weighted(keys, weights)), chosen)
    rare = list(person["rare"])
    chosen_rare = text.pick(rare, dice("which").integer(keys, 0, len(rare)))
    return text.where(dice("rare").chance(keys, 0.004), chosen_rare, chosen)


def given_names(keys: Ints, sex: Ints, year: Ints, pool: str, dice: Dice) -> Given:
    """Two characters mostly; one in a quarter of those born 1950-1999."""
    first = _characters(keys, sex, year, pool, dice("first"))
    second = _characters(keys, sex, year, pool, dice("second"))
    person, one = vocabulary.words()["person"], dice("one")
    men, women = (_alone(keys, pool or person[f"{word}_single"], one) for word in ("male", "female"))
    single = dice("single").chance(keys, np.where((year >= 1950) & (year < 2000), 0.25, 0.07))
    return Given(text.where(single, text.where(sex == 1, men, women), first), text.where(single, "", second))


def _alone(keys: Ints, listed: str, dice: Dice) -> Texts:
    characters, weights = _fashion(listed)
    return text.pick(characters, dice.weighted(keys, weights))


def share_first(given: Given, older: Ints, shares: Flags) -> Given:
    """Siblings' names begin with one character; `older` is the row of the elder sibling, -1 for none."""
    of_elder = given.first.take(np.maximum(older, 0))
    second = text.where(shares & ~text.filled(given.second), given.first, given.second)
    return Given(text.where(shares, of_elder, given.first), second)


def minority_names(keys: Ints, dice: Dice) -> Texts:
    """Given name and father's name with '·' between."""
    person = vocabulary.words()["person"]
    given, father = person["minority_given"], person["minority_father"]
    return text.join(
        text.pick(given, dice("given").integer(keys, 0, len(given))),
        text.pick(father, dice("father").integer(keys, 0, len(father))),
        separator="·",
    )


def foreign_names(keys: Ints, dice: Dice) -> Texts:
    """Capital letters as in a passport, family name first."""
    person = vocabulary.words()["person"]
    family, given = person["foreign_family"], person["foreign_given"]
    return text.join(
        text.pick(family, dice("family").integer(keys, 0, len(family))),
        text.pick(given, dice("given").integer(keys, 0, len(given))),
        separator=" ",
    )
