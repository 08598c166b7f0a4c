"""Cleaned records of invented persons, in any number and at once: what a matching engine is measured on.

The people, homes and jobs of the demo city, told by fourteen sources with the habits of its systems; texts are cleaned
as deliveries are.  Unlike the city's, these records stand in no file, and their places and enterprises are known
without having been resolved.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.cleaning.pool import start_cleaning
from connectors.cleaning.texts import RULE, Cleaning
from connectors.demo import errors, text, world
from connectors.demo.describe import describe_people, employers_of, homes_of
from connectors.demo.dice import Ints
from connectors.demo.habits import HABITS, PersonHabits
from connectors.demo.people import FLOATING, REGISTERED
from connectors.demo.systems.telecom_subscribers import masked_ids
from connectors.demo.text import Texts
from connectors.demo.world import World

_Who = Callable[[World], Ints]


def _of_group(group: int) -> _Who:
    return lambda city: np.flatnonzero(city.people.group == group)


def _adults(city: World) -> Ints:
    return city.people.adults(18)


def _pupils(city: World) -> Ints:
    age = city.people.age()
    return np.flatnonzero((age >= 6) & (age < 18))


def _insured(city: World) -> Ints:
    return np.unique(city.jobs.person)


@dataclass(frozen=True)
class Source:
    """One system: how many of whom it has at full scale, with which habits, and what it holds of them."""

    rows: int
    who: _Who
    habits: PersonHabits
    holds: frozenset[str]
    masked: bool = False


def _holding(words: str) -> frozenset[str]:
    return frozenset(words.split())


SOURCES: Mapping[str, Source] = {
    "hukou": Source(900_000, _of_group(REGISTERED), HABITS.hukou.person, _holding("id sex birth phone home former")),
    "floating": Source(450_000, _of_group(FLOATING), HABITS.floating.person, _holding("id sex birth phone home")),
    "insurance": Source(420_000, _insured, HABITS.insurance.person, _holding("id sex birth phone home job")),
    "telecom": Source(328_000, _adults, HABITS.telecom.person, _holding("id phone home"), masked=True),
    "health": Source(230_000, World.residents, HABITS.health.person, _holding("id sex birth phone home mother")),
    "medical": Source(170_000, World.residents, HABITS.medical.person, _holding("id sex birth phone job")),
    "power": Source(157_000, _adults, HABITS.power.person, _holding("id phone home")),
    "water": Source(104_000, _adults, HABITS.water.person, _holding("phone home")),
    "education": Source(100_000, _pupils, HABITS.education.person, _holding("id sex birth phone home guardian")),
    "land": Source(93_000, _adults, HABITS.realestate.person, _holding("id phone")),
    "grid": Source(80_000, World.residents, HABITS.grid.person, _holding("id phone home")),
    "tax": Source(64_000, _insured, HABITS.tax.person, _holding("id phone job")),
    "lease": Source(54_000, _adults, HABITS.lease.person, _holding("id phone home")),
    "court": Source(39_000, _adults, HABITS.court.person, _holding("id phone home")),
}
_AT_FULL_SCALE = sum(source.rows for source in SOURCES.values())


@dataclass(frozen=True)
class PersonRecords:
    """`records`: record_id and what the person model reads; `truth`: record_id, entity."""

    records: pa.Table
    truth: pa.Table


def person_records(count: int, seed: int) -> PersonRecords:
    """About so many records; the same number and seed give the same ones."""
    city = world.make(count / _AT_FULL_SCALE, seed, HABITS)
    parts = [_told(city, name, source) for name, source in SOURCES.items()]
    told = pa.concat_tables([columns for columns, _ in parts]).combine_chunks()
    person = np.concatenate([rows for _, rows in parts])
    record_id = pa.array((city.dice("record").bits(np.arange(len(person))) >> np.uint64(1)).astype(np.int64))
    records = pa.table({"record_id": record_id, **_cleaned(told)})
    return PersonRecords(records, pa.table({"record_id": record_id, "entity": person}))


def _told(city: World, name: str, source: Source) -> tuple[pa.Table, Ints]:
    """A source's rows as it holds them, null where it holds nothing, and whom each is of."""
    dice = city.dice(f"records of {name}")
    person = np.sort(dice("which").sample(source.who(city), city.size(source.rows)))
    seen = describe_people(city, person, person, source.habits, dice)
    name_seen, number = seen.name, seen.resident_id
    if source.masked:
        hidden = dice("masked").chance(person, HABITS.telecom.masked_name)
        name_seen, number = (
            text.edit(seen.name, hidden, dice("mask"), person, errors.masked_name),
            masked_ids(seen.resident_id),
        )
    columns = {
        "name": name_seen,
        "former_name": city.people.former_name.take(person),
        "id": number,
        "sex": text.numbers(seen.sex),
        "birth": seen.birth,
        "phone": seen.phone,
        **_kin(city, person),
        **_home(city, homes_of(city, person, person, source.habits, dice)),
        **_job(city, employers_of(city, person, person, dice("job"))),
    }
    return pa.table({column: _held(column, values, source) for column, values in columns.items()}), person


_PART_OF = {"former_name": "former", "building": "home", "employer": "job"}


def _held(column: str, values: Texts, source: Source) -> Texts:
    held = column == "name" or _PART_OF.get(column, column) in source.holds
    return text.nulled(values) if held else pa.nulls(len(values), pa.string())


def _kin(city: World, person: Ints) -> dict[str, Texts]:
    """A small child's mother, and the parent whom a school knows."""
    people = city.people
    mother, father = people.mother[person], people.father[person]
    guardian = np.where(father >= 0, father, mother)
    young = people.age()[person] < 3
    name = people.name
    return {
        "mother": text.only((mother >= 0) & young, name.take(np.maximum(mother, 0))),
        "guardian": text.only(guardian >= 0, name.take(np.maximum(guardian, 0))),
    }


def _home(city: World, home: Ints) -> dict[str, Texts]:
    leaves, known = city.ground.addresses, home >= 0
    home = np.maximum(home, 0)
    building = text.join(text.numbers(leaves.site[home]), "/", text.numbers(leaves.building[home]))
    return {"home": text.only(known, text.numbers(home)), "building": text.only(known, building)}


def _job(city: World, firm: Ints) -> dict[str, Texts]:
    known = firm >= 0
    names = city.firms.name.take(np.maximum(firm, 0))
    return {"job": text.only(known, text.numbers(np.maximum(firm, 0))), "employer": text.only(known, names)}


_CLAIMS = {
    "name": "name",
    "former_name": "former_name",
    "id": "certificate",
    "sex": "sex",
    "birth": "birth_date",
    "phone": "phone",
    "employer": "employer",
    "guardian": "guardian",
    "mother": "mother",
}
_LISTS = {"home": "address_ids", "building": "building_ids", "job": "enterprise_ids"}


def _cleaned(told: pa.Table) -> dict[str, pa.Array]:
    """What the cleaning of `schema.claims` makes of each column, each distinct text once; places as lists of one."""
    encoded = {column: told[column].combine_chunks().dictionary_encode() for column in _CLAIMS}
    answers = {
        column: start_cleaning(Cleaning("person", claim), encoded[column].dictionary)
        for column, claim in _CLAIMS.items()
    }
    cleaned: dict[str, pa.Array] = {}
    for column, answer in answers.items():
        made = answer()
        for name in made.schema.names:
            values = made[name].take(encoded[column].indices)
            cleaned[name] = pc.coalesce(cleaned[name], values) if name in cleaned else values
    del cleaned[RULE]
    cleaned["register_entry"] = pa.nulls(len(told), pa.string())
    return cleaned | {name: _as_list(told[column].combine_chunks()) for column, name in _LISTS.items()}


def _as_list(values: Texts) -> pa.Array:
    """Lists of one value, null where there is none."""
    known = values.is_valid().to_numpy(zero_copy_only=False)
    offsets = pa.array(np.concatenate(([0], np.cumsum(known))), pa.int32())
    lists = pa.ListArray.from_arrays(offsets, values.drop_null())
    return pc.if_else(pa.array(known), lists, pa.scalar(None, lists.type))
