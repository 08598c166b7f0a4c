"""People and enterprises as a system holds them: its habits applied, its own formats not yet."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from connectors.demo import errors, text
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.habits import FirmHabits, PersonHabits
from connectors.demo.nights import since_first, told
from connectors.demo.text import Texts
from connectors.demo.world import World, newest_job

PLACEHOLDERS = ("13800000000", "无", "13900000000", "00000000000", "不详")


@dataclass(frozen=True)
class PersonColumns:
    """One row a mention; '' where the system holds nothing; `birth` is YYYYMMDD."""

    name: Texts
    resident_id: Texts
    birth: Texts
    sex: Ints
    phone: Texts


def describe_people(world: World, person: Ints, keys: Ints, habits: PersonHabits, dice: Dice) -> PersonColumns:
    """The people of these rows; `keys` are what the habits are thrown for, mostly the row's own key."""
    people = world.people
    birth = text.numbers(people.birth_date[person])
    right = since_first(world.nights, keys, dice, "corrected")
    swapped = dice("swapped").chance(keys, habits.swapped_birth) & ~right
    return PersonColumns(
        _name(world, person, keys, habits, dice, right),
        _resident_id(world, person, keys, habits, dice, right),
        text.edit(birth, swapped, dice("swap"), keys, errors.swapped_birth),
        people.sex[person],
        _phone(world, person, keys, habits, dice),
    )


def _name(world: World, person: Ints, keys: Ints, habits: PersonHabits, dice: Dice, right: Flags) -> Texts:
    people = world.people
    name, former = people.name.take(person), people.former_name.take(person)
    uses_former = text.filled(former) & dice("former").chance(keys, habits.former_name)
    name = text.where(uses_former, former, name)
    for night, known in told(world.nights, keys, dice("name"), habits.hears):
        name = night.people.names.over(name, person, known)
    return text.edit(name, dice("typo").chance(keys, habits.typo) & ~right, dice("slip"), keys, errors.mistyped)


def _resident_id(world: World, person: Ints, keys: Ints, habits: PersonHabits, dice: Dice, right: Flags) -> Texts:
    people = world.people
    number = people.resident_id.take(person)
    wrong = dice("wrong id").chance(keys, habits.wrong_id) & ~right
    number = text.edit(number, wrong, dice("digit"), keys, errors.wrong_digit)
    ends_in_x = np.asarray(pc.ends_with(number, "X").to_numpy(zero_copy_only=False), dtype=bool)
    lower = ends_in_x & dice("lower").chance(keys, habits.lower_x)
    number = text.where(lower, pc.utf8_lower(number), number)
    if habits.short_id:
        born_before = people.birth_date[person] < 19_990_101
        short = born_before & ~wrong & dice("short").chance(keys, habits.short_id) & text.filled(number)
        number = text.edit(number, short, dice("short"), keys, lambda value, _: value[:6] + value[8:17])
    missing = dice("no id").chance(keys, habits.no_id) & ~since_first(world.nights, keys, dice, "completed")
    return text.where(missing, "", number)


def _phone(world: World, person: Ints, keys: Ints, habits: PersonHabits, dice: Dice) -> Texts:
    people = world.people
    old = dice("old phone").chance(person, habits.old_phone)
    number = text.numbers(np.where(old, people.old_phone[person], people.phone[person]))
    wrong = dice("wrong phone").chance(keys, habits.wrong_phone)
    number = text.edit(number, wrong, dice("phone digit"), keys, errors.wrong_digit)
    number = text.where(dice("no phone").chance(keys, habits.no_phone), "", number)
    if habits.placeholder_phone:
        junk = text.pick(PLACEHOLDERS, dice("junk").weighted(keys, (0.5, 0.2, 0.1, 0.1, 0.1)))
        number = text.where(dice("placeholder").chance(keys, habits.placeholder_phone), junk, number)
    for night, known in told(world.nights, keys, dice("phone"), habits.hears):
        number = night.people.phones.over(number, person, known)
    return number


def homes_of(world: World, person: Ints, keys: Ints, habits: PersonHabits, dice: Dice) -> Ints:
    """The dwelling that the system knows of each: where the person lives, or lived before."""
    old = dice("old home").chance(keys, habits.old_home)
    home = np.where(old, world.homes.before[person], world.homes.home[person])
    for night, known in told(world.nights, keys, dice("home"), habits.hears):
        home = night.people.homes.over(home, person, known)
    return home


def owners_of(world: World, address: Ints, keys: Ints, owner: Ints, dice: Dice, hears: float = 0.4) -> Ints:
    """Who the system takes for the owner of each dwelling: `owner` of the first night, or a later buyer."""
    for night, known in told(world.nights, keys, dice("sold"), hears):
        owner = night.places.sold.over(owner, address, known)
    return owner


def employers_of(world: World, person: Ints, keys: Ints, dice: Dice, hears: float = 0.5) -> Ints:
    """The firm that the system knows each person to work for, -1 for none."""
    job = newest_job(world.jobs, len(world.people.group))[person]
    firm = np.where(job >= 0, world.jobs.firm[np.maximum(job, 0)], -1)
    for night, known in told(world.nights, keys, dice("job"), hears):
        firm = night.people.employers.over(firm, person, known)
    return firm


@dataclass(frozen=True)
class FirmColumns:
    """One row a mention; '' where the system holds nothing."""

    name: Texts
    credit_code: Texts
    phone: Texts
    address: Ints


def describe_firms(world: World, firm: Ints, keys: Ints, habits: FirmHabits, dice: Dice) -> FirmColumns:
    """The enterprises of these rows.  One without a registered name is known by its sign."""
    firms = world.firms
    code = firms.credit_code.take(firm)
    wrong = dice("wrong code").chance(keys, habits.wrong_code)
    code = text.edit(code, wrong, dice("digit"), keys, errors.wrong_digit)
    phone = text.where(dice("no phone").chance(keys, habits.no_phone), "", firms.phone.take(firm))
    wrong_phone = dice("wrong phone").chance(keys, habits.wrong_phone)
    missing = dice("no code").chance(keys, habits.no_code) & ~since_first(world.nights, keys, dice, "completed")
    return FirmColumns(
        firm_names(world, firm, keys, habits, dice),
        text.where(missing, "", code),
        text.edit(phone, wrong_phone, dice("phone digit"), keys, errors.wrong_digit),
        premises_of(world, firm, keys, habits, dice),
    )


def premises_of(world: World, firm: Ints, keys: Ints, habits: FirmHabits, dice: Dice) -> Ints:
    """Where the system knows each enterprise to be."""
    old = dice("old premises").chance(keys, habits.old_premises)
    address = np.where(old, world.firms.old_address[firm], world.firms.address[firm])
    for night, known in told(world.nights, keys, dice("premises"), habits.hears):
        address = night.firms.premises.over(address, firm, known)
    return address


def representatives_of(world: World, firm: Ints, keys: Ints, habits: FirmHabits, dice: Dice) -> Ints:
    """Who the system takes for the legal representative."""
    person = world.firms.legal_representative[firm]
    for night, known in told(world.nights, keys, dice("representative"), habits.hears):
        person = night.firms.representatives.over(person, firm, known)
    return person


def closed_firms(world: World, firm: Ints, keys: Ints, dice: Dice, hears: float = 0.5) -> Flags:
    """Enterprises that the system knows to have closed since the first night."""
    closed = np.zeros(len(firm), dtype=bool)
    for night, known in told(world.nights, keys, dice("closed"), hears):
        closed |= known & np.isin(firm, night.firms.closed)
    return closed


def firm_names(world: World, firm: Ints, keys: Ints, habits: FirmHabits, dice: Dice) -> Texts:
    """Registered name, or a former one, or a short one; with the system's brackets and slips."""
    firms = world.firms
    name, former, sign = (column.take(firm) for column in (firms.name, firms.former_name, firms.sign))
    name = text.where(text.filled(former) & dice("former").chance(keys, habits.former_name), former, name)
    name = text.where(dice("short").chance(keys, habits.short_name), firms.short.take(firm), name)
    name = text.where(text.filled(name), name, sign)
    for night, known in told(world.nights, keys, dice("name"), habits.hears_name):
        name = night.firms.names.over(name, firm, known)
    name = text.edit(name, dice("typo").chance(keys, habits.typo), dice("slip"), keys, errors.mistyped)
    wide = dice("wide").chance(keys, habits.wide_brackets)
    return text.where(wide, wide_brackets(name), name)


def wide_brackets(column: Texts) -> Texts:
    return pc.replace_substring(pc.replace_substring(column, "(", "（"), ")", "）")
