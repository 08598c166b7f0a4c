"""市场监管 企业登记信息系统: the reference list of enterprises and sole traders, and their changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.firms import SOLE_TRADER
from connectors.demo.habits import Habits
from connectors.demo.habits.firm_systems import MarketHabits
from connectors.demo.households import TODAY
from connectors.demo.nights import NOBODY, Change, FirmNews, Night, TextChange
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, person_entity
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
    representative = describe.representatives_of(world, firm, firm, own.firm, dice)
    head = describe.describe_people(world, representative, firm, own.person, dice("representative"))
    state = np.where(describe.closed_firms(world, firm, firm, dice, 1.0), 3, firms.state)
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
        "regstate": text.numbers(state),
        "s_ext_timestamp": text.times(touched(firm, dice("touched")), _TIME),
    }
    mentions = (
        Mentions("enterprise", key, "entname", firm_entity(firm)),
        Mentions("person", key, "lerep", person_entity(representative)),
        Mentions("address", key, "dom", address.entity, address.dwelling),
    )
    return Table("e_baseinfo", ("pripid",), columns, mentions, Cursor("s_ext_timestamp"))


@dataclass(frozen=True)
class _Side:
    """What stood before a change, or stands after it: texts, and who or which place they name."""

    shown: Texts
    entity: Texts
    dwelling: Texts | None = None


@dataclass(frozen=True)
class _Altered:
    """One row a change of one item; `kind` is what its texts name."""

    item: str
    kind: str
    firm: Ints
    keys: Ints
    days: Ints
    before: _Side
    after: _Side


def _changes(world: World, own: MarketHabits, dice: Dice) -> Table:
    """Every change of name, then as many moves and new representatives as there is room for; then what came later."""
    parts = _altered(world, own, dice, _first_news(world, dice), None)
    for night in world.nights:
        parts += _altered(world, own, dice, night.firms, night)
    key = text.hexadecimal(np.concatenate([part.keys for part in parts]), dice("altid"), 32)
    days = np.concatenate([part.days for part in parts])
    columns = {
        "altid": key,
        "pripid": firm_keys(np.concatenate([part.firm for part in parts])),
        "altitem": pa.concat_arrays([text.repeat(part.item, len(part.firm)) for part in parts]),
        "altbe": pa.concat_arrays([part.before.shown for part in parts]),
        "altaf": pa.concat_arrays([part.after.shown for part in parts]),
        "altdate": text.dates(days),
        "s_ext_timestamp": text.times(days * 86_400 + 40_000, _TIME),
    }
    return Table("e_alter", ("altid",), columns, _mentions(parts, key), Cursor("s_ext_timestamp"))


def _mentions(parts: Sequence[_Altered], key: Texts) -> tuple[Mentions, ...]:
    mentions, start = [], 0
    for part in parts:
        own_keys = key.slice(start, len(part.firm))
        start += len(part.firm)
        for field, side in (("altbe", part.before), ("altaf", part.after)):
            mentions.append(Mentions(part.kind, own_keys, field, side.entity, side.dwelling))
    return tuple(mentions)


def _first_news(world: World, dice: Dice) -> FirmNews:
    """What was altered before the first night."""
    firms, every = world.firms, world.firms.settled()
    renamed = np.flatnonzero(text.filled(firms.former_name)[every])
    moved = np.flatnonzero((firms.old_address != firms.address)[every])
    replaced = dice("replaced").sample(every, max(0, world.size(CHANGES) - len(renamed) - len(moved)))
    adults = world.people.adults(22, 80)
    earlier = adults[dice("earlier").integer(replaced * 3 + 2, 0, len(adults))]
    return FirmNews(
        TextChange(renamed, firms.former_name.take(renamed), firms.name.take(renamed)),
        Change(moved, firms.old_address[moved], firms.address[moved]),
        Change(replaced, earlier, firms.legal_representative[replaced]),
        NOBODY,
    )


def _altered(world: World, own: MarketHabits, dice: Dice, news: FirmNews, night: Night | None) -> list[_Altered]:
    """The changes of a night, item by item; without a night those before the first."""
    start = night.number * 10_000_000 if night else 0
    firms = (news.names.rows, news.premises.rows, news.representatives.rows)
    keys = [start + rows * 3 + item for item, rows in enumerate(firms)]
    days = [night.days(row, dice) if night else TODAY - dice("day").integer(row, 20, 3000) for row in keys]
    if night is None:
        days[0] = world.firms.renamed[news.names.rows]
    firm = firm_entity(news.names.rows)
    places = [
        world.writer.write(side, keys[1], own.address, dice(word))
        for side, word in ((news.premises.before, "before"), (news.premises.after, "after"))
    ]
    people = [
        _Side(world.people.name.take(side), person_entity(side))
        for side in (news.representatives.before, news.representatives.after)
    ]
    sides = (
        (_Side(news.names.before, firm), _Side(news.names.after, firm)),
        tuple(_Side(place.text, place.entity, place.dwelling) for place in places),
        tuple(people),
    )
    return [
        _Altered(word, kind, firms[item], keys[item], days[item], *sides[item])
        for item, (word, kind) in enumerate((("名称", "enterprise"), ("住所", "address"), ("法定代表人", "person")))
    ]


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "market_registry.sqlite", tables, TYPES)


SYSTEM = DemoSystem("market_registry", Way.SQL, _describe, _write)
