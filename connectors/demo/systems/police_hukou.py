"""公安 常住人口信息管理系统: who is registered in the district, and where."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import HukouHabits
from connectors.demo.households import Role
from connectors.demo.people import REGISTERED, People
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, person_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import sqlite

TYPES = {
    "t_czrk": {
        "rybh": "varchar(20)",
        "gmsfhm": "varchar(18)",
        "xm": "varchar(60)",
        "cym": "varchar(60)",
        "xbdm": "char(1)",
        "mzdm": "char(2)",
        "zjxydm": "char(2)",
        "csrq": "char(8)",
        "hjdxzqh": "char(6)",
        "hjdxz": "varchar(200)",
        "pcsdm": "char(12)",
        "hh": "varchar(12)",
        "yhzgx": "varchar(2)",
        "lxdh": "varchar(40)",
        "zxbs": "char(1)",
        "gxsj": "timestamp",
    }
}
# Relation to the head of household, GB/T 4761-2008: (man, woman).
_RELATIONS = {
    Role.HEAD: ("02", "02"),
    Role.SPOUSE: ("11", "12"),
    Role.CHILD: ("20", "30"),
    Role.CHILD_2: ("23", "33"),
    Role.TWIN: ("23", "33"),
    Role.FATHER: ("51", "52"),
    Role.MOTHER: ("51", "52"),
    Role.CHILD_SPOUSE: ("28", "38"),
    Role.GRANDCHILD: ("41", "42"),
    Role.MATE: ("97", "97"),
}


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.hukou, world.dice("police_hukou")
    people = world.people
    person = np.flatnonzero(people.group == REGISTERED)
    seen = describe.describe_people(world, person, person, own.person, dice)
    key = text.join("R330110", text.numbers(shuffled(person, 10), 10))
    home, former, gone = _register(world, person)
    address = world.writer.write(home, person, own.address, dice("address"))
    site = world.ground.addresses.site[home]
    columns = {
        "rybh": key,
        "gmsfhm": seen.resident_id,
        "xm": _names(seen.name, person, own, dice),
        "cym": text.nulled(former),
        "xbdm": _sexes(people.sex[person], person, own, dice),
        **_refused(person, habits.canary, dice),
        "csrq": text.where(dice("no birth").chance(person, own.unknown_birth), "19000101", seen.birth),
        "hjdxzqh": _divisions(person, own, dice),
        "hjdxz": address.text,
        "pcsdm": text.join(text.pick(world.ground.streets.code, world.ground.sites.street[site]), "000"),
        "hh": text.numbers(shuffled(people.household[person], 9), 9),
        "yhzgx": _relations(people, person),
        "lxdh": _phones(seen.phone, people, person, own, dice),
        "zxbs": text.where(gone, "1", "0"),
        "gxsj": text.times(touched(person, dice("touched")), "%Y-%m-%d %H:%M:%S.000000"),
    }
    mentions = (
        Mentions("person", key, "xm", person_entity(person)),
        Mentions("address", key, "hjdxz", address.entity, address.dwelling),
    )
    return (Table("t_czrk", ("rybh",), columns, mentions, Cursor("gxsj")),)


def _register(world: World, person: Ints) -> tuple[Ints, Texts, Flags]:
    """(registered dwelling, former name, cancelled): what the register itself decides, and knows at once."""
    home, former = world.homes.registered[person], world.people.former_name.take(person)
    gone, every = world.people.is_gone[person], np.ones(len(person), dtype=bool)
    for night in world.nights:
        home = night.people.registered.over(home, person, every)
        former = night.people.former_names.over(former, person, every)
        gone = gone | np.isin(person, night.people.died)
    return home, former, gone


def _names(name: Texts, person: Ints, own: HukouHabits, dice: Dice) -> Texts:
    spaced = (text.lengths(name) == 2) & dice("spaced").chance(person, own.spaced_name)
    name = text.edit(
        name, spaced, dice, person, lambda value, bits: value[0] + (" ", "  ", "\u3000")[bits % 3] + value[1]
    )
    rare = words()["person"]["rare"]
    has_rare = pc.match_substring_regex(name, f"[{rare}]").to_numpy(zero_copy_only=False)
    lost = np.asarray(has_rare, dtype=bool) & dice("lost").chance(person, own.lost_rare)
    return text.edit(name, lost, dice("code point"), person, lambda value, bits: _without(value, bits, rare))


def _without(value: str, bits: int, rare: str) -> str:
    """Rare characters become '?' or a code point of the private use area, the same one for the same character."""
    return "".join(
        ("?" if bits % 2 else chr(0xE000 + ord(character) % 6000)) if character in rare else character
        for character in value
    )


def _sexes(sex: Ints, person: Ints, own: HukouHabits, dice: Dice) -> Texts:
    unknown = dice("no sex").chance(person, own.unknown_sex)
    return text.where(unknown, text.where(dice("nine").chance(person, 0.5), "9", "0"), text.numbers(sex))


def _refused(person: Ints, canary: str, dice: Dice) -> dict[str, Texts]:
    """Columns that the hub must never take."""
    groups = words()["event"]["ethnic_groups"]
    group = text.pick(groups, dice("group").integer(person, 0, len(groups)))
    belief = text.pick(["00", "10", "20", "30", "40"], dice("belief").weighted(person, (0.9, 0.05, 0.02, 0.02, 0.01)))
    return {"mzdm": text.forbidden(group, canary), "zjxydm": text.forbidden(belief, canary)}


def _divisions(person: Ints, own: HukouHabits, dice: Dice) -> Texts:
    old = dice("old division").chance(person, own.old_division)
    return text.where(old, text.where(dice("which").chance(person, 0.4), "330125", "330184"), "330110")


def _relations(people: People, person: Ints) -> Texts:
    codes = [code for role in Role for code in _RELATIONS[role]]
    return text.pick(codes, people.role[person] * 2 + people.sex[person] - 1)


def _phones(phone: Texts, people: People, person: Ints, own: HukouHabits, dice: Dice) -> Texts:
    land_line = people.land_line.take(person)
    phone = text.where(text.filled(phone) & dice("land").chance(person, own.land_line), land_line, phone)
    second = text.filled(phone) & dice("second").chance(person, own.second_phone)
    mark = text.pick(["/", ",", "/", "，"], dice("mark").integer(person, 0, 4))
    phone = text.where(second, text.join(phone, mark, text.numbers(people.old_phone[person])), phone)
    return text.where(text.filled(phone), phone, None)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "police_hukou.sqlite", tables, TYPES)


SYSTEM = DemoSystem("police_hukou", Way.SQL, _describe, _write)
