"""公安 流动人口居住登记系统: who lives in the district without being registered here; a row a move."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.elsewhere import registered_places
from connectors.demo.habits import FirmHabits, Habits
from connectors.demo.habits.people_systems import FloatingHabits
from connectors.demo.households import TODAY
from connectors.demo.nights import Night
from connectors.demo.people import FLOATING
from connectors.demo.systems.police_address import address_codes
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity, where_filled
from connectors.demo.world import World
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


@dataclass(frozen=True)
class _Stays:
    """One row a registration: `key` for all habits, days of coming and leaving, `_OPEN` for who is still there."""

    person: Ints
    key: Ints
    dwelling: Ints
    came: Ints
    left: Ints


_OPEN = -99_999
_LATER_KEYS, _KEYS_A_NIGHT = 400_000_000, 4_000_000
"""Keys of registrations after the first night; those of the first are four times the person's row and less."""


def _stays(world: World, dice: Dice) -> _Stays:
    """The registrations of the first night, of newcomers, and of who has moved since."""
    stays, late = _first_stays(world, dice), world.newcomers(dice("newcomers"), 1.0)
    came = world.homes.moved[late]
    stays = _followed(stays, _Stays(late, late * 4, world.homes.home[late], came, np.full(len(late), _OPEN)))
    for night in world.nights:
        stays = _after(stays, night, world, dice)
    return stays


def _after(stays: _Stays, night: Night, world: World, dice: Dice) -> _Stays:
    """Who moves leaves the old registration behind, closed, and gets another; who goes away leaves it closed."""
    moves = night.people.homes
    goes = np.isin(stays.person, np.concatenate([moves.rows, night.people.left])) & (stays.left == _OPEN)
    closed = replace(stays, left=np.where(goes, night.days(stays.person, dice), stays.left))
    floating = world.people.group[moves.rows] == FLOATING
    person, dwelling = moves.rows[floating], moves.after[floating]
    key = _LATER_KEYS + night.number * _KEYS_A_NIGHT + person
    return _followed(closed, _Stays(person, key, dwelling, night.days(person, dice), np.full(len(person), _OPEN)))


def _followed(stays: _Stays, more: _Stays) -> _Stays:
    names = _Stays.__dataclass_fields__
    return _Stays(*(np.concatenate([getattr(stays, name), getattr(more, name)]) for name in names))


def _first_stays(world: World, dice: Dice) -> _Stays:
    """Up to three registrations a person, numbered from the newest."""
    homes = world.homes
    person = np.flatnonzero(world.people.group[: world.people.first_rows] == FLOATING)
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
    left = np.where(ordinal > 0, came + 200, np.where(left_again, TODAY - dice("gone").integer(every, 1, 100), _OPEN))
    return _Stays(every, every * 4 + ordinal, dwelling, came, left)


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.floating, world.dice("police_floating")
    stays = _stays(world, dice)
    person, keys, dwelling = stays.person, stays.key, stays.dwelling
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
        "djrq": text.dates(stays.came),
        "zxrq": text.dates(stays.left),
        "gxsj": text.times(_changed(stays, dice), "%Y-%m-%d %H:%M:%S.000000"),
    }
    mentions = (
        Mentions("person", key, "xm", person_entity(person)),
        Mentions("address", key, "hjd", outside.entity),
        Mentions("address", key, "xzz", address.entity, address.dwelling),
        Mentions("enterprise", key, "fwcs", where_filled(firm, employer)),
    )
    return (Table("ldrk_djxx", ("id",), columns, mentions, Cursor("gxsj")),)


def _changed(stays: _Stays, dice: Dice) -> Ints:
    """Seconds since 1970."""
    written = np.maximum(touched(stays.key, dice("touched")), stays.came * 86_400 + 30_000)
    return np.maximum(written, np.where(stays.left >= TODAY, stays.left * 86_400 + 40_000, 0))


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
    employer = describe.employers_of(world, person, keys, dice)
    known = (employer >= 0) & dice("employer").chance(keys, own.employer)
    firm = np.maximum(employer, 0)
    name = describe.firm_names(world, firm, keys, _EMPLOYER, dice("firm"))
    return masked(firm_entity(firm), known), text.only(known, name)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "police_floating.sqlite", tables, TYPES)


SYSTEM = DemoSystem("police_floating", Way.SQL, _describe, _write)
