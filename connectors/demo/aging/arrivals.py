"""Who is new in the city: the newborn, and newcomers from elsewhere."""

from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow.compute as pc

from connectors.demo import names, numbers, people, text
from connectors.demo.aging.moves import PHONES_A_NIGHT, surnames
from connectors.demo.aging.present import Present, count_of, stacked
from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import Habits
from connectors.demo.households import Role
from connectors.demo.nights import NOBODY
from connectors.demo.people import FLOATING, REGISTERED, People
from connectors.demo.text import Texts
from connectors.demo.world import Homes, World

_KIN = ("father", "mother", "spouse", "head", "phone_owner")


def newborn(world: World, now: Present, days: tuple[int, int], habits: Habits, dice: Dice) -> tuple[People, Homes]:
    """Children of registered couples, who live and are registered with their mothers."""
    before = world.people
    mother = _mothers(world, now, habits.pace.born, dice("mothers"))
    father, keys = before.spouse[mother], len(before.group) + np.arange(len(mother))
    sex = np.where(dice("sex").chance(keys, 0.51), 1, 2)
    birth = dice("day").integer(keys, *days)
    born = people.calendar(birth)
    division = np.full(len(keys), 330110)
    given = names.given_names(keys, sex, born // 10_000, habits.given_characters, dice("given"))
    serial = numbers.resident_serials(division, born, sex, dice("serial"))
    nothing, alone = text.repeat("", len(keys)), np.full(len(keys), -1)
    children = People(
        before.group[mother],
        before.household[mother],
        np.full(len(keys), int(Role.CHILD_2)),
        sex,
        birth,
        born,
        father,
        mother,
        alone,
        before.head[mother],
        text.join(surnames(now.name.take(father)), given.first, given.second),
        nothing,
        numbers.resident_ids(division, born, serial),
        nothing,
        division,
        np.zeros(len(keys), dtype=bool),
        np.zeros(len(keys), dtype=bool),
        pc.cast(now.phone.take(mother), "int64").to_numpy(),
        before.old_phone[mother],
        before.phone_owner[mother],
        before.land_line.take(mother),
        0,
    )
    return children, _housed(now.registered[mother], now.home[mother], birth)


def _mothers(world: World, now: Present, share: float, dice: Dice) -> Ints:
    before, age = world.people, world.people.age()
    fertile = now.here & (before.sex == 2) & (age >= 21) & (age < 42) & (before.spouse >= 0)
    fertile &= (before.group == REGISTERED) & now.here[np.maximum(before.spouse, 0)]
    fertile[before.mother[before.first_rows :][before.group[before.first_rows :] == REGISTERED]] = False
    able = np.flatnonzero(fertile)
    return np.sort(dice.sample(able, count_of(share, int(np.sum(before.group == REGISTERED)))))


def newcomers(world: World, more: int, days: tuple[int, int], habits: Habits, dice: Dice) -> tuple[People, Homes]:
    """Floating households; `more` people have been added to the city before them."""
    floating = int(np.sum(world.people.group[: world.people.first_rows] == FLOATING))
    count = count_of(habits.pace.arrived, floating)
    came = people.arrive(count, habits.world, habits.given_characters, dice)
    first, household = len(world.people.group) + more, int(world.people.household.max()) + 1 + came.household
    shifted: dict[str, Any] = {
        name: np.where(getattr(came, name) >= 0, getattr(came, name) + first, -1) for name in _KIN
    }
    night = len(world.nights) + 2
    slots = night * PHONES_A_NIGHT + PHONES_A_NIGHT // 2 + came.phone_owner * 2
    came = replace(
        came,
        **shifted,
        household=household,
        phone=people.mobile_numbers(slots, dice("operator")),
        old_phone=people.mobile_numbers(slots + 1, dice("operator")),
        land_line=people.land_lines(household),
        resident_id=_unlike(world.people.resident_id, came),
    )
    pool = world.ground.homes()
    home = pool[dice("home").integer(household, 0, len(pool))]
    return came, _housed(np.full(count, -1), home, dice("day").integer(household, *days))


def _housed(registered: Ints, home: Ints, day: Ints) -> Homes:
    """Homes of people who are new; dwellings keep their owners."""
    return Homes(registered, home, home, day, NOBODY, NOBODY)


def _unlike(taken: Texts, came: People) -> Texts:
    """Resident ids that nobody has yet: the serial number goes up by two until it is free."""
    known = pc.utf8_slice_codeunits(taken.filter(pc.not_equal(taken, "")), 0, 17)
    serial = pc.cast(pc.utf8_slice_codeunits(came.resident_id, 14, 17), "int64").to_numpy()
    number = came.resident_id
    while np.any(clash := pc.is_in(pc.utf8_slice_codeunits(number, 0, 17), known).to_numpy(zero_copy_only=False)):
        serial = np.where(clash, (serial + 2) % 1000, serial)
        number = numbers.resident_ids(came.division, came.birth_date, serial)
    return number


def with_more(world: World, more: tuple[People, Homes]) -> World:
    """The world with these people behind all others."""
    return replace(world, people=stacked(world.people, more[0]), homes=stacked(world.homes, more[1]))
