"""人社 社会保险信息系统 (金保工程): who works where."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import describe, text
from connectors.demo.address_text import Written
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.elsewhere import registered_places
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import InsuranceHabits
from connectors.demo.truth import Mentions, firm_entity, person_entity
from connectors.demo.world import World
from connectors.demo.writers import sqlite

TYPES = {
    "ac01": {
        "aac001": "number(16)",
        "aac002": "varchar(20)",
        "aac003": "varchar(50)",
        "aac004": "varchar(3)",
        "aac006": "number(8)",
        "aae005": "varchar(20)",
        "aae006": "varchar(100)",
        "aae036": "date",
    },
    "ab01": {
        "aab001": "number(16)",
        "aab004": "varchar(100)",
        "aab007": "varchar(20)",
        "aab998": "varchar(20)",
        "aab013": "varchar(50)",
        "aae005": "varchar(20)",
        "aae006": "varchar(100)",
        "aae036": "date",
    },
    "ac02": {
        "aac001": "number(16)",
        "aab001": "number(16)",
        "aac030": "number(8)",
        "aac031": "varchar(3)",
        "aae036": "date",
    },
}


_CURSOR = Cursor("aae036", "%Y-%m-%d")


def _person_numbers(person: Ints) -> Ints:
    return 3_301_100_000_000_000 + shuffled(person, 10)


def _firm_numbers(firm: Ints) -> Ints:
    return 3_301_840_000_000_000 + shuffled(firm, 9)


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.insurance, world.dice("hr_insurance")
    return _people(world, own, dice("ac01")), _firms(world, own, dice("ab01")), _jobs(world, dice("ac02"))


def _people(world: World, own: InsuranceHabits, dice: Dice) -> Table:
    person = np.unique(world.jobs.person)
    seen = describe.describe_people(world, person, person, own.person, dice)
    number = _person_numbers(person)
    key = text.numbers(number)
    address = _addresses(world, person, own, dice)
    document = world.people.document.take(person)
    columns = {
        "aac001": text.integers(number),
        "aac002": text.where(text.filled(document), document, seen.resident_id),
        "aac003": seen.name,
        "aac004": text.numbers(seen.sex),
        "aac006": pc.cast(seen.birth, "int64"),
        "aae005": text.where(text.filled(seen.phone), seen.phone, None),
        "aae006": address.text,
        "aae036": text.times(touched(person, dice("touched")), "%Y-%m-%d"),
    }
    mentions = (
        Mentions("person", key, "aac003", person_entity(person)),
        Mentions("address", key, "aae006", address.entity, address.dwelling),
    )
    return Table("ac01", ("aac001",), columns, mentions, _CURSOR)


def _addresses(world: World, person: Ints, own: InsuranceHabits, dice: Dice) -> Written:
    """Where people live, cut to the width of the column; people from elsewhere live elsewhere."""
    home = describe.homes_of(world, person, person, own.person, dice)
    here = world.writer.write_cut(np.maximum(home, 0), person, own.address, dice("address"), own.address_bytes, "utf-8")
    there = registered_places(world, person, person, dice("elsewhere"))
    local = home >= 0
    return Written(
        text.where(local, here.text, there.text),
        text.where(local, here.entity, there.entity),
        text.where(local, here.dwelling, there.entity),
    )


def _firms(world: World, own: InsuranceHabits, dice: Dice) -> Table:
    firm, firms = np.sort(np.concatenate([world.insured_firms, world.late_insured])), world.firms
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    number = _firm_numbers(firm)
    key = text.numbers(number)
    representative = describe.representatives_of(world, firm, firm, own.firm, dice)
    head = describe.describe_people(world, representative, firm, own.person, dice("representative"))
    address = world.writer.write_cut(seen.address, firm, own.address, dice("address"), own.address_bytes, "utf-8")
    registration = firms.registration_number.take(firm)
    known = text.filled(registration) & ~dice("no registration").chance(firm, own.no_registration)
    columns = {
        "aab001": text.integers(number),
        "aab004": seen.name,
        "aab007": text.where(known, registration, None),
        "aab998": text.where(text.filled(seen.credit_code), seen.credit_code, None),
        "aab013": head.name,
        "aae005": text.where(text.filled(seen.phone), seen.phone, None),
        "aae006": address.text,
        "aae036": text.times(touched(firm, dice("touched")), "%Y-%m-%d"),
    }
    mentions = (
        Mentions("enterprise", key, "aab004", firm_entity(firm)),
        Mentions("person", key, "aab013", person_entity(representative)),
        Mentions("address", key, "aae006", address.entity, address.dwelling),
    )
    return Table("ab01", ("aab001",), columns, mentions, _CURSOR)


def _jobs(world: World, dice: Dice) -> Table:
    jobs = world.jobs
    keys = jobs.person * 100_000 + jobs.since
    columns = {
        "aac001": text.integers(_person_numbers(jobs.person)),
        "aab001": text.integers(_firm_numbers(jobs.firm)),
        "aac030": pc.cast(text.dates(jobs.since, "%Y%m%d"), "int64"),
        "aac031": text.numbers(jobs.state),
        "aae036": text.dates(np.maximum(touched(keys, dice) // 86_400, jobs.since)),
    }
    return Table("ac02", ("aac001", "aab001", "aac030"), columns, (), _CURSOR)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "hr_insurance.sqlite", tables, TYPES)


SYSTEM = DemoSystem("hr_insurance", Way.SQL, _describe, _write)
