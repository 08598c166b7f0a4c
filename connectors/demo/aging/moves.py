"""What happens to the people who are there: they move, go away, die, change their telephone or their name."""

import numpy as np

from connectors.demo import names, text, vocabulary
from connectors.demo.aging.present import Present, count_of
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.habits import Habits
from connectors.demo.habits.nights import Pace
from connectors.demo.nights import Change, TextChange
from connectors.demo.people import FLOATING, REGISTERED, mobile_numbers
from connectors.demo.text import Texts
from connectors.demo.world import World

PHONES_A_NIGHT = 4_000_000
"""Telephone numbers are numbered: two a person on the first night, then one a person and night."""


def moved(world: World, now: Present, pace: Pace, dice: Dice) -> tuple[Change, Change]:
    """(new dwellings, new registered dwellings) of whole households."""
    people = world.people
    mover = np.zeros(len(people.group), dtype=bool)
    for group in (REGISTERED, FLOATING):
        mover |= _households(world, now.here & (people.group == group), pace.moved, dice(f"moved {group}"))
    person = np.flatnonzero(mover)
    household, pool = people.household[person], world.ground.homes()
    place = dice("dwelling").integer(household, 0, len(pool))
    # Nobody moves to where they live already.
    there = (pool[place] == now.home[person]) | (pool[place] == now.registered[person])
    dwelling = pool[(place + there) % len(pool)]
    with_register = (people.group[person] == REGISTERED) & dice("register").chance(household, pace.registered_too)
    registers, moved_to = person[with_register], dwelling[with_register]
    return Change(person, now.home[person], dwelling), Change(registers, now.registered[registers], moved_to)


def went_away(world: World, now: Present, stays: Ints, pace: Pace, dice: Dice) -> Ints:
    """Floating households that leave the district; not those who have just moved in it."""
    floating = now.here & (world.people.group == FLOATING)
    floating[stays] = False
    return np.flatnonzero(_households(world, floating, pace.left, dice))


def _households(world: World, among: Flags, share: float, dice: Dice) -> Flags:
    """Everybody among these people who is of one of the chosen households."""
    household = world.people.household
    chosen = np.unique(household[among])
    chosen = dice.sample(chosen, count_of(share, len(chosen)))
    return among & np.isin(household, chosen)


def died(world: World, now: Present, pace: Pace, dice: Dice) -> Ints:
    """Registered people, the old ones above all."""
    registered = np.flatnonzero(now.here & (world.people.group == REGISTERED))
    age = np.maximum(world.people.age()[registered], 1)
    drawn = dice.uniform(registered) / age**6.0
    return np.sort(registered[np.argsort(drawn, kind="stable")[: count_of(pace.died, len(registered))]])


def new_phones(world: World, now: Present, pace: Pace, night: int, dice: Dice) -> TextChange:
    """Who changes the number changes it for all who give it as theirs."""
    people = world.people
    owners = np.flatnonzero(now.here & (people.phone_owner == np.arange(len(people.group))))
    chosen = np.sort(dice("who").sample(owners, count_of(pace.new_phone, len(owners))))
    person = np.flatnonzero(np.isin(people.phone_owner, chosen))
    number = mobile_numbers(night * PHONES_A_NIGHT + people.phone_owner[person], dice("operator"))
    return TextChange(person, now.phone.take(person), text.numbers(number))


def renamed(world: World, now: Present, habits: Habits, dice: Dice) -> TextChange:
    """Registered people whose given name is another from now on."""
    people = world.people
    ordinary = now.here & (people.group == REGISTERED) & ~text.filled(people.former_name)
    able = np.flatnonzero(ordinary)
    person = np.sort(dice("who").sample(able, count_of(habits.pace.renamed_person, len(able))))
    year = people.birth_date[person] // 10_000
    given = names.given_names(person, people.sex[person], year, habits.given_characters, dice("given"))
    before = now.name.take(person)
    after = text.join(surnames(before), given.first, given.second)
    return TextChange(person, before, after)


def surnames(full: Texts) -> Texts:
    """The first character of each name, or the first two of those that have two."""
    long = {surname for surname in vocabulary.surnames()[0] if len(surname) == 2}
    return text.texts([name[:2] if name[:2] in long and len(name) > 2 else name[:1] for name in full.to_pylist()])
