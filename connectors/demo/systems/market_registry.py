"""市场监管 企业登记信息系统: the reference list of enterprises and sole traders, and their changes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Table, Way, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.firms import SOLE_TRADER
from connectors.demo.habits import Habits
from connectors.demo.habits.firm_systems import MarketHabits
from connectors.demo.households import TODAY
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity
from connectors.demo.world import World
from connectors.demo.writers import sqlite

CHANGES = 40_000
TYPES = {
    "e_baseinfo": {
        "pripid": "varchar(36)",
        "uniscid": "varchar(18)",
        "regno": "varchar(15)",
        "entname": "varchar(200)",
        "enttype": "varchar(4)",
        "lerep": "varchar(50)",
        "lerep_certno": "varchar(20)",
        "dom": "varchar(300)",
        "industryphy": "char(1)",
        "industryco": "char(4)",
        "regcap": "decimal(18,6)",
        "estdate": "date",
        "regstate": "varchar(2)",
        "s_ext_timestamp": "timestamp",
    },
    "e_alter": {
        "altid": "varchar(36)",
        "pripid": "varchar(36)",
        "altitem": "varchar(20)",
        "altbe": "varchar(300)",
        "altaf": "varchar(300)",
        "altdate": "date",
        "s_ext_timestamp": "timestamp",
    },
}
_TIME = "%Y-%m-%d %H:%M:%S.000000"


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.market, world.dice("market_registry")
    return _firms(world, own, dice("e_baseinfo")), _changes(world, own, dice("e_alter"))


def firm_keys(firm: Ints) -> Texts:
    """PRIPID: 32 hexadecimal digits."""
    return text.hexadecimal(firm, Dice(330110, "pripid"), 32)


def _firms(world: World, own: MarketHabits, dice: Dice) -> Table:
    firms = world.firms
    firm = np.arange(len(firms.kind))
    key = firm_keys(firm)
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    head = describe.describe_people(world, firms.legal_representative, firm, own.person, dice("representative"))
    address = world.writer.write(seen.address, firm, own.address, dice("address"))
    nameless = ~text.filled(firms.name)
    columns = {
        "pripid": key,
        "uniscid": text.nulled(seen.credit_code),
        "regno": text.nulled(firms.registration_number),
        "entname": text.where(nameless, "*", seen.name),
        "enttype": firms.type_code,
        "lerep": head.name,
        "lerep_certno": text.nulled(head.resident_id),
        "dom": address.text,
        "industryphy": firms.section,
        "industryco": firms.industry,
        "regcap": pa.array(np.where(firms.kind == SOLE_TRADER, firms.capital / 10, firms.capital * 1.0)),
        "estdate": text.dates(firms.established),
        "regstate": text.numbers(firms.state),
        "s_ext_timestamp": text.times(touched(firm, dice("touched")), _TIME),
    }
    mentions = (
        Mentions("enterprise", key, "entname", firm_entity(firm)),
        Mentions("person", key, "lerep", person_entity(firms.legal_representative)),
        Mentions("address", key, "dom", address.entity, address.dwelling),
    )
    return Table("e_baseinfo", ("pripid",), columns, mentions)


def _changes(world: World, own: MarketHabits, dice: Dice) -> Table:
    """Every change of name, then as many moves and new representatives as there is room for."""
    firms = world.firms
    every = np.arange(len(firms.kind))
    renamed = np.flatnonzero(text.filled(firms.former_name))
    moved = np.flatnonzero(firms.old_address != firms.address)
    replaced = dice("replaced").sample(every, max(0, world.size(CHANGES) - len(renamed) - len(moved)))
    firm = np.concatenate([renamed, moved, replaced])
    item = np.repeat([0, 1, 2], [len(renamed), len(moved), len(replaced)])
    keys = firm * 3 + item
    key = text.hexadecimal(keys, dice("altid"), 32)
    before = world.writer.write(firms.old_address[firm], keys, own.address, dice("before"))
    after = world.writer.write(firms.address[firm], keys, own.address, dice("after"))
    adults = world.people.adults(22, 80)
    earlier = adults[dice("earlier").integer(keys, 0, len(adults))]
    now = firms.legal_representative[firm]
    options = (
        (firms.former_name.take(firm), firms.name.take(firm)),
        (before.text, after.text),
        (world.people.name.take(earlier), world.people.name.take(now)),
    )
    altered = np.where(item == 0, firms.renamed[firm], TODAY - dice("day").integer(keys, 20, 3000))
    columns = {
        "altid": key,
        "pripid": firm_keys(firm),
        "altitem": text.pick(["名称", "住所", "法定代表人"], item),
        "altbe": _chosen(item, [option[0] for option in options]),
        "altaf": _chosen(item, [option[1] for option in options]),
        "altdate": text.dates(altered),
        "s_ext_timestamp": text.times(altered * 86_400 + 40_000, _TIME),
    }
    mentions = (
        *(Mentions("enterprise", key, field, masked(firm_entity(firm), item == 0)) for field in ("altbe", "altaf")),
        Mentions("address", key, "altbe", masked(before.entity, item == 1), before.dwelling),
        Mentions("address", key, "altaf", masked(after.entity, item == 1), after.dwelling),
        Mentions("person", key, "altbe", masked(person_entity(earlier), item == 2)),
        Mentions("person", key, "altaf", masked(person_entity(now), item == 2)),
    )
    return Table("e_alter", ("altid",), columns, mentions)


def _chosen(item: Ints, options: Sequence[Texts]) -> Texts:
    return text.where(item == 0, options[0], text.where(item == 1, options[1], options[2]))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "market_registry.sqlite", tables, TYPES)


SYSTEM = DemoSystem("market_registry", Way.SQL, _describe, _write)
