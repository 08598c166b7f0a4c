"""城管 智慧城管平台: shop fronts and street-level cases."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.event_places import STREET_LEVEL, event_places
from connectors.demo.firms import COMPANY, SOLE_TRADER
from connectors.demo.ground import Kind
from connectors.demo.habits import Habits
from connectors.demo.habits.firm_systems import UrbanHabits
from connectors.demo.happenings import happenings
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import sqlite

SHOPS, EVENTS = 14_000, 80_000
TYPES = {
    "shop": {
        "shop_id": "bigint",
        "shop_name": "varchar(100)",
        "operator": "varchar(50)",
        "phone": "varchar(20)",
        "uscc": "varchar(18)",
        "address": "varchar(200)",
        "status": "tinyint",
        "update_time": "datetime",
    },
    "city_event": {
        "event_no": "varchar(20)",
        "category": "varchar(20)",
        "subcategory": "varchar(40)",
        "address": "varchar(200)",
        "reported_at": "datetime",
        "closed_at": "datetime",
        "update_time": "datetime",
    },
}
_TIME = "%Y-%m-%d %H:%M:%S.000000"


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.urban, world.dice("urban_management")
    return _shops(world, own, dice("shop")), _events(world, own, dice("city_event"))


def _street_firms(world: World, dice: Dice) -> Ints:
    """Firms with a door on the street first: sole traders in shops, then others in shops."""
    firms, ground = world.firms, world.ground
    at_shop = ground.sites.kind[ground.addresses.site[firms.address]] == Kind.SHOP
    keys = np.arange(len(firms.kind))
    rank = dice.uniform(keys) + np.where(at_shop, 0, 2) + np.where(firms.kind == COMPANY, 0.5, 0)
    first = np.argsort(rank[: firms.first_rows], kind="stable")[: world.grown(SHOPS)]
    opened = (keys >= firms.first_rows) & at_shop & (firms.kind == SOLE_TRADER)
    return np.concatenate([np.sort(first), np.flatnonzero(opened)])


def _shops(world: World, own: UrbanHabits, dice: Dice) -> Table:
    firm, firms = _street_firms(world, dice("which")), world.firms
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    operator = describe.representatives_of(world, firm, firm, own.firm, dice)
    known = ~dice("no operator").chance(firm, own.no_operator)
    person = describe.describe_people(world, operator, firm, own.person, dice("operator"))
    address = world.writer.write(seen.address, firm, own.address, dice("address"))
    sign = describe.wide_brackets(firms.sign.take(firm))
    closed = dice("closed").chance(firm, own.closed) | describe.closed_firms(world, firm, firm, dice)
    number = shuffled(firm, 7) + 1
    key = text.numbers(number)
    columns = {
        "shop_id": text.integers(number),
        "shop_name": text.where(dice("wide").chance(firm, 0.5), sign, firms.sign.take(firm)),
        "operator": text.where(known, person.name, None),
        "phone": text.where(text.filled(seen.phone), seen.phone, None),
        "uscc": text.where(text.filled(seen.credit_code), seen.credit_code, None),
        "address": address.text,
        "status": text.integers(np.where(closed, 0, 1)),
        "update_time": text.times(touched(firm, dice("touched")), _TIME),
    }
    mentions = (
        Mentions("enterprise", key, "shop_name", firm_entity(firm)),
        Mentions("person", key, "operator", masked(person_entity(operator), known)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return Table("shop", ("shop_id",), columns, mentions, Cursor("update_time"))


def _events(world: World, own: UrbanHabits, dice: Dice) -> Table:
    events = happenings(world, EVENTS)
    keys = events.keys
    kinds = words()["event"]["city"]
    kind = dice("kind").integer(keys, 0, len(kinds))
    reported = events.times(touched(keys, dice("reported"), years=3), dice("reported"))
    done = reported + dice("took").integer(keys, 600, 400_000)
    closed = events.closed(done, dice("open").chance(keys, own.still_open), dice("closed"))
    place = event_places(world, keys, STREET_LEVEL, own.address, dice("place"))
    key = text.join("YH", text.times(reported, "%Y%m%d"), text.numbers(keys % 10_000_000, 7))
    columns = {
        "event_no": key,
        "category": text.pick([kind[0] for kind in kinds], kind),
        "subcategory": text.pick([kind[1] for kind in kinds], kind),
        "address": place.text,
        "reported_at": text.times(reported, _TIME),
        "closed_at": text.times(closed, _TIME),
        "update_time": text.times(np.maximum(reported, closed), _TIME),
    }
    mentions = (Mentions("address", key, "address", place.entity, place.dwelling),)
    return Table("city_event", ("event_no",), columns, mentions, Cursor("update_time"))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "urban_management.sqlite", tables, TYPES)


SYSTEM = DemoSystem("urban_management", Way.SQL, _describe, _write)
