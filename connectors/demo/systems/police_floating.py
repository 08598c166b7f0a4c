"""公安 流动人口居住登记系统: who lives in the district without being registered here; a row a move."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.elsewhere import registered_places
from connectors.demo.habits import FirmHabits, Habits
from connectors.demo.habits.people_systems import FloatingHabits
from connectors.demo.households import TODAY
from connectors.demo.people import FLOATING
from connectors.demo.systems.police_address import address_codes
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity, where_filled
from connectors.demo.world import World, newest_job
from connectors.demo.writers import sqlite

ROWS = 550_000
TYPES = {
    "ldrk_djxx": {
        "id": "bigint",
        "xm": "varchar(50)",
        "sfzh": "varchar(20)",
        "xb": "varchar(2)",
        "csrq": "date",
        "hjd": "varchar(200)",
        "xzz": "varchar(200)",
        "fwbh": "varchar(30)",
        "lxdh": "varchar(20)",
        "fwcs": "varchar(100)",
        "djrq": "date",
        "zxrq": "date",
        "gxsj": "datetime",
    }
}
_EMPLOYER = FirmHabits(short_name=0.75, former_name=0.15, typo=0.01)


def _registrations(world: World, dice: Dice) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """(person, ordinal, dwelling, registered on, left on) a row; the newest registration has ordinal 0."""
    homes = world.homes
    person = np.flatnonzero(world.people.group == FLOATING)
    movers = person[homes.home[person] != homes.before[person]]
    extra = max(0, world.size(ROWS) - len(person))
    again = np.sort(dice("again").sample(movers, extra))
    thrice = np.sort(dice("thrice").sample(person, extra - len(again)))
    every = np.concatenate([person, again, thrice])
    ordinal = np.repeat([0, 1, 2], [len(person), len(again), len(thrice)])
    anywhere = world.ground.homes()
    other = anywhere[dice("other").integer(every, 0, len(anywhere))]
    dwelling = np.select([ordinal == 0, ordinal == 1], [homes.home[every], homes.before[every]], other)
    moved = homes.moved[every]
    came = np.select([ordinal == 0, ordinal == 1], [moved, moved - 400], moved - 900) - dice("stay").integer(
        every, 0, 300
    )
    left_again = dice("left").chance(every, 0.08)
    left = np.where(ordinal > 0, came + 200, np.where(left_again, TODAY - dice("gone").integer(every, 1, 100), -99_999))
    return every, ordinal, dwelling, came, left


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.floating, world.dice("police_floating")
    person, ordinal, dwelling, came, left = _registrations(world, dice)
    keys = person * 4 + ordinal
    seen = describe.describe_people(world, person, keys, own.person, dice)
    number = shuffled(keys, 9) + 1
    key = text.numbers(number)
    address = world.writer.write(dwelling, keys, own.address, dice("address"))
    outside = registered_places(world, person, keys, dice("registered"))
    firm, employer = _employers(world, person, keys, own, dice)
    columns = {
        "id": text.integers(number),
        "xm": _names(seen.name, keys, dice),
        "sfzh": _ids(seen.resident_id, keys, own, dice),
        "xb": text.where(dice("no sex").chance(keys, own.no_sex), "", text.pick(["男", "女"], seen.sex - 1)),
        "csrq": _births(seen.birth, keys, own, dice),
        "hjd": outside.text,
        "xzz": address.text,
        "fwbh": text.where(dice("code").chance(keys, own.house_code), address_codes(world, dwelling), None),
        "lxdh": seen.phone,
        "fwcs": text.where(text.filled(employer), employer, None),
        "djrq": text.dates(came),
        "zxrq": text.dates(left),
        "gxsj": text.times(
            np.maximum(touched(keys, dice("touched")), came * 86_400 + 30_000), "%Y-%m-%d %H:%M:%S.000000"
        ),
    }
    mentions = (
        Mentions("person", key, "xm", person_entity(person)),
        Mentions("address", key, "hjd", outside.entity),
        Mentions("address", key, "xzz", address.entity, address.dwelling),
        Mentions("enterprise", key, "fwcs", where_filled(firm, employer)),
    )
    return (Table("ldrk_djxx", ("id",), columns, mentions),)


def _names(name: Texts, keys: Ints, dice: Dice) -> Texts:
    """The dot in minority names as '·', '•', '.', or none."""
    dotted = np.asarray(pc.match_substring(name, "·").to_numpy(zero_copy_only=False), dtype=bool)
    return text.edit(
        name, dotted, dice("dot"), keys, lambda value, bits: value.replace("·", ("·", "•", ".", "")[bits % 4])
    )


def _ids(number: Texts, keys: Ints, own: FloatingHabits, dice: Dice) -> Texts:
    wide = dice("wide id").chance(keys, own.wide_id)
    number = text.where(wide, text.full_width(number), number)
    padded = text.filled(number) & dice("padded").chance(keys, own.trailing_space)
    return text.where(padded, text.join(number, " "), number)


def _births(birth: Texts, keys: Ints, own: FloatingHabits, dice: Dice) -> Texts:
    written = text.join(*(pc.utf8_slice_codeunits(birth, a, b) for a, b in ((0, 4), (4, 6), (6, 8))), separator="-")
    return text.where(dice("no birth").chance(keys, own.no_birth), None, written)


def _employers(world: World, person: Ints, keys: Ints, own: FloatingHabits, dice: Dice) -> tuple[Texts, Texts]:
    """(entity, name) of the newest employer; '' where none was keyed in."""
    job = newest_job(world.jobs, len(world.people.group))[person]
    known = (job >= 0) & dice("employer").chance(keys, own.employer)
    firm = world.jobs.firm[np.maximum(job, 0)]
    name = describe.firm_names(world.firms, firm, keys, _EMPLOYER, dice("firm"))
    return masked(firm_entity(firm), known), text.only(known, name)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "police_floating.sqlite", tables, TYPES)


SYSTEM = DemoSystem("police_floating", Way.SQL, _describe, _write)
