"""住建 房屋租赁备案系统: who rents where; two rows a contract, landlord and tenant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.firms import COMPANY
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import LeaseHabits
from connectors.demo.households import TODAY
from connectors.demo.people import REGISTERED
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity
from connectors.demo.world import World
from connectors.demo.writers import sqlite

ROWS = 60_000
TYPES = {
    "lease": {
        "contract_no": "varchar(30)",
        "party": "char(1)",
        "name": "varchar(50)",
        "cert_no": "varchar(30)",
        "phone": "varchar(20)",
        "address": "varchar(200)",
        "area_m2": "decimal(8,2)",
        "date_from": "date",
        "date_to": "date",
        "updated_at": "datetime",
    }
}


def _tenants(world: World, dice: Dice) -> Ints:
    """Adults who live where they do not own: floating people first."""
    people, homes = world.people, world.homes
    adults = people.adults(18)
    rents = (homes.home[adults] >= 0) & (homes.registered[adults] != homes.home[adults])
    adults = adults[rents]
    rank = dice.uniform(adults) + np.where(people.group[adults] == REGISTERED, 0.5, 0)
    return np.sort(adults[np.argsort(rank, kind="stable")[: world.size(ROWS) // 2]])


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, homes = habits.lease, world.dice("housing_lease"), world.homes
    tenant = _tenants(world, dice("tenants"))
    dwelling = homes.home[tenant]
    number = text.join("YHZL", text.numbers(shuffled(tenant, 9), 9))
    companies = np.flatnonzero(world.firms.kind == COMPANY)
    by_company = dice("company").chance(tenant, own.company_tenant)
    company = companies[dice("which").integer(tenant, 0, len(companies))]
    person = np.concatenate([np.maximum(homes.owner[dwelling], 0), tenant])
    firm = np.concatenate([np.maximum(homes.owner_firm[dwelling], 0), company])
    is_firm = np.concatenate([homes.owner_firm[dwelling] >= 0, by_company])
    rows = np.argsort(np.tile(np.arange(len(tenant)), 2), kind="stable")
    person, firm, is_firm = person[rows], firm[rows], is_firm[rows]
    party = np.repeat([0, 1], len(tenant))[rows]
    keys = np.tile(tenant, 2)[rows] * 2 + party
    contract = np.tile(np.arange(len(tenant)), 2)[rows]
    parties = _Parties(number.take(contract), party, keys, person, firm, is_firm, dwelling[contract])
    return (_table(world, own, dice, parties),)


@dataclass(frozen=True)
class _Parties:
    """One row a party: contract number, 0 landlord or 1 tenant, key, who it is, and the dwelling."""

    number: Texts
    party: Ints
    keys: Ints
    person: Ints
    firm: Ints
    is_firm: Flags
    home: Ints


def _table(world: World, own: LeaseHabits, dice: Dice, rows: _Parties) -> Table:
    who = describe.describe_people(world, rows.person, rows.keys, own.person, dice("person"))
    what = describe.describe_firms(world, rows.firm, rows.keys, own.firm, dice("firm"))
    # Both parties' rows carry the one text of the contract.
    contract = rows.keys // 2
    address = world.writer.write(rows.home, contract, own.address, dice("address"))
    start = TODAY - dice("from").integer(contract, 30, 900)
    area = np.round(18 + dice("area").uniform(rows.home) * 120, 2)
    party = text.pick(["L", "T"], rows.party)
    key = text.join(rows.number, "|", party)
    changed = np.maximum(touched(contract, dice("touched")), start * 86_400)
    columns = {
        "contract_no": rows.number,
        "party": party,
        "name": text.where(rows.is_firm, what.name, who.name),
        "cert_no": text.nulled(text.where(rows.is_firm, what.credit_code, who.resident_id)),
        "phone": text.nulled(text.where(rows.is_firm, what.phone, who.phone)),
        "address": address.text,
        "area_m2": pa.array(area),
        "date_from": text.dates(start),
        "date_to": text.dates(start + 365 * dice("years").integer(contract, 1, 4)),
        "updated_at": text.times(changed, "%Y-%m-%d %H:%M:%S.000000"),
    }
    mentions = (
        Mentions("person", key, "name", masked(person_entity(rows.person), ~rows.is_firm)),
        Mentions("enterprise", key, "name", masked(firm_entity(rows.firm), rows.is_firm)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return Table("lease", ("contract_no", "party"), columns, mentions)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "housing_lease.sqlite", tables, TYPES)


SYSTEM = DemoSystem("housing_lease", Way.SQL, _describe, _write)
