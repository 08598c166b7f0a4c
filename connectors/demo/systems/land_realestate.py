"""规划和自然资源 不动产登记系统: dwellings and their owners."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.ground import Kind
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import RealestateHabits
from connectors.demo.nights import NOBODY, since_first
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity
from connectors.demo.world import World
from connectors.demo.writers import sqlite

UNITS, OWNERS = 260_000, 100_000
TYPES = {
    "bdc_fw": {
        "bdcdyh": "char(28)",
        "zl": "varchar(200)",
        "mj": "decimal(10,2)",
        "ghyt": "varchar(20)",
        "djsj": "timestamp",
        "zt": "char(1)",
    },
    "bdc_qlr": {
        "qlrbh": "varchar(20)",
        "bdcdyh": "char(28)",
        "qlrmc": "varchar(100)",
        "zjh": "varchar(30)",
        "dh": "varchar(20)",
        "djsj": "timestamp",
    },
}
_TIME = "%Y-%m-%d %H:%M:%S.000000"


def unit_numbers(world: World, address: Ints) -> Texts:
    """不动产单元号, 28 characters: division, cadastral area and block, parcel 'GB…', building and unit 'F…'."""
    site = world.ground.addresses.site[address]
    block = text.numbers(world.ground.sites.community[site] + 1, 6)
    parcel = text.numbers(site % 100_000, 5)
    return text.join("330110", block, "GB", parcel, "F", text.numbers(shuffled(address, 8), 8))


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.realestate, world.dice("land_realestate")
    homes = world.homes
    owned = np.flatnonzero((homes.owner >= 0) | (homes.owner_firm >= 0))
    registered = dice("registered").sample(owned, world.grown(UNITS))
    first, more = np.sort(registered[: world.size(UNITS)]), registered[world.size(UNITS) :]
    built = np.arange(world.ground.addresses.first_rows, len(homes.owner))
    units = np.concatenate([first, np.sort(more), built])
    return _units(world, units, own, dice("bdc_fw")), _owners(world, first, built, own, dice("bdc_qlr"))


def _units(world: World, address: Ints, own: RealestateHabits, dice: Dice) -> Table:
    key = unit_numbers(world, address)
    place = world.writer.write(address, address, own.address, dice("address"))
    kind = world.ground.sites.kind[world.ground.addresses.site[address]]
    historical = dice("historical").chance(address, own.historical)
    historical |= since_first(world.nights, address, dice("historical"), "flipped")
    shop = text.pick(["商业", "商业服务", "办公"], dice("use").integer(address, 0, 3))
    columns = {
        "bdcdyh": key,
        "zl": place.text,
        "mj": pa.array(np.round(32 + dice("area").uniform(address) ** 2 * 160, 2)),
        "ghyt": text.where(kind <= Kind.VILLAGE, text.where(kind == Kind.VILLAGE, "农村宅基地", "住宅"), shop),
        "djsj": text.times(touched(address, dice("touched"), years=18), _TIME),
        "zt": text.where(historical, "0", "1"),
    }
    mentions = (Mentions("address", key, "zl", place.entity, place.dwelling),)
    return Table("bdc_fw", ("bdcdyh",), columns, mentions, Cursor("djsj"))


def _owners(world: World, registered: Ints, built: Ints, own: RealestateHabits, dice: Dice) -> Table:
    """One row an owner; a spouse is a second one now and then.  Who buys takes the seller's place in the row."""
    homes, people = world.homes, world.people
    every = dice("known").sample(registered, world.size(OWNERS))
    spouse = people.spouse[np.maximum(homes.owner[every], 0)]
    shared = (homes.owner[every] >= 0) & (spouse >= 0) & dice("shared").chance(every, own.co_owner)
    address = np.repeat(every, 1 + shared)[: world.size(OWNERS)]
    bought = built[np.isin(built, np.concatenate([NOBODY, *(night.places.sold.rows for night in world.nights)]))]
    address = np.concatenate([address, bought])
    second = np.r_[False, address[1:] == address[:-1]]
    owner = np.maximum(homes.owner[address], 0)
    person = np.where(second, np.maximum(people.spouse[owner], 0), owner)
    buyer = describe.owners_of(world, address, address, np.full(len(address), -1), dice("sold"), 1.0)
    # A couple that sells is followed by the buyer alone and the buyer's spouse, or the buyer twice.
    beside = np.where(people.spouse[np.maximum(buyer, 0)] >= 0, people.spouse[np.maximum(buyer, 0)], buyer)
    person = np.where(buyer >= 0, np.where(second, beside, buyer), person)
    is_firm, firm = homes.owner_firm[address] >= 0, np.maximum(homes.owner_firm[address], 0)
    keys = address * 2 + second
    who = describe.describe_people(world, person, keys, own.person, dice("person"))
    what = describe.describe_firms(world, firm, keys, own.firm, dice("firm"))
    key = text.join("QLR", text.numbers(shuffled(keys, 9), 9))
    columns = {
        "qlrbh": key,
        "bdcdyh": unit_numbers(world, address),
        "qlrmc": text.where(is_firm, what.name, who.name),
        "zjh": text.nulled(text.where(is_firm, what.credit_code, who.resident_id)),
        "dh": text.nulled(text.where(is_firm, what.phone, who.phone)),
        "djsj": text.times(touched(address, dice("touched"), years=18), _TIME),
    }
    mentions = (
        Mentions("person", key, "qlrmc", masked(person_entity(person), ~is_firm)),
        Mentions("enterprise", key, "qlrmc", masked(firm_entity(firm), is_firm)),
    )
    return Table("bdc_qlr", ("qlrbh",), columns, mentions, Cursor("djsj"))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "land_realestate.sqlite", tables, TYPES)


SYSTEM = DemoSystem("land_realestate", Way.SQL, _describe, _write)
