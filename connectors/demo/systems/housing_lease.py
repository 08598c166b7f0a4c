"""住建 房屋租赁备案系统: who rents where; two rows a contract, landlord and tenant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, shuffled, touched
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import LeaseHabits
from connectors.demo.households import TODAY
from connectors.demo.nights import Night
from connectors.demo.people import FLOATING, REGISTERED
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


@dataclass(frozen=True)
class _Contracts:
    """One row a contract; days since 1970."""

    key: Ints
    tenant: Ints
    home: Ints
    owner: Ints
    start: Ints
    end: Ints


_LATER_KEYS, _KEYS_A_NIGHT = 400_000_000, 4_000_000
"""Keys of contracts after the first night; those of the first are the tenant's row."""


def _contracts(world: World, dice: Dice) -> _Contracts:
    """Those of the first night, and those of who has moved in since."""
    tenant = _tenants(world, dice("tenants"))
    home = world.homes.home[tenant]
    start = TODAY - dice("from").integer(tenant, 30, 900)
    end = start + 365 * dice("years").integer(tenant, 1, 4)
    contracts = _Contracts(tenant, tenant, home, world.homes.owner[home], start, end)
    owner = world.homes.owner
    for night in world.nights:
        owner = night.places.sold.applied(owner)
        contracts = _after(contracts, night, world, owner, dice)
    return contracts


def _after(contracts: _Contracts, night: Night, world: World, owner: Ints, dice: Dice) -> _Contracts:
    """Half of the contracts of who moves or goes away end then; a fifth of the heads who move in sign another."""
    news, people, homes = night.people, world.people, world.homes
    goes = np.isin(contracts.tenant, np.concatenate([news.homes.rows, news.left]))
    day = night.days(contracts.tenant, dice)
    ends = goes & (contracts.end > day) & dice("ends").chance(contracts.key, 0.5)
    came = np.flatnonzero((homes.moved >= night.start) & (homes.moved < night.end) & (people.group == FLOATING))
    tenant = np.concatenate([news.homes.rows, came])
    home = np.concatenate([news.homes.after, homes.home[came]])
    key = _LATER_KEYS + night.number * _KEYS_A_NIGHT + tenant
    signs = (people.age()[tenant] >= 18) & dice("signs").chance(key, 0.2) & (people.head[tenant] == tenant)
    tenant, home, key = tenant[signs], home[signs], key[signs]
    start = night.days(tenant, dice)
    columns = (key, tenant, home, owner[home], start, start + 365 * dice("years").integer(key, 1, 4))
    before = replace(contracts, end=np.where(ends, day, contracts.end))
    pairs = zip(_Contracts.__dataclass_fields__, columns, strict=True)
    return _Contracts(*(np.concatenate([getattr(before, name), more]) for name, more in pairs))


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, homes = habits.lease, world.dice("housing_lease"), world.homes
    contracts = _contracts(world, dice)
    keys, home = contracts.key, contracts.home
    companies = world.firms.companies()
    by_company = dice("company").chance(keys, own.company_tenant)
    company = companies[dice("which").integer(keys, 0, len(companies))]
    person = np.concatenate([np.maximum(contracts.owner, 0), contracts.tenant])
    firm = np.concatenate([np.maximum(homes.owner_firm[home], 0), company])
    is_firm = np.concatenate([homes.owner_firm[home] >= 0, by_company])
    rows = np.argsort(np.tile(np.arange(len(keys)), 2), kind="stable")
    party = np.repeat([0, 1], len(keys))[rows]
    contract = np.tile(np.arange(len(keys)), 2)[rows]
    parties = _Parties(contract, party, keys[contract] * 2 + party, person[rows], firm[rows], is_firm[rows])
    return (_table(world, own, dice, contracts, parties),)


@dataclass(frozen=True)
class _Parties:
    """One row a party: row of its contract, 0 landlord or 1 tenant, key, and who it is."""

    contract: Ints
    party: Ints
    keys: Ints
    person: Ints
    firm: Ints
    is_firm: Flags


def _table(world: World, own: LeaseHabits, dice: Dice, contracts: _Contracts, rows: _Parties) -> Table:
    who = describe.describe_people(world, rows.person, rows.keys, own.person, dice("person"))
    what = describe.describe_firms(world, rows.firm, rows.keys, own.firm, dice("firm"))
    # Both parties' rows carry the one text of the contract.
    contract, home, start = (column[rows.contract] for column in (contracts.key, contracts.home, contracts.start))
    address = world.writer.write(home, contract, own.address, dice("address"))
    area = np.round(18 + dice("area").uniform(home) * 120, 2)
    number, party = text.join("YHZL", text.numbers(shuffled(contract, 9), 9)), text.pick(["L", "T"], rows.party)
    key = text.join(number, "|", party)
    changed = np.maximum(touched(contract, dice("touched")), start * 86_400)
    columns = {
        "contract_no": number,
        "party": party,
        "name": text.where(rows.is_firm, what.name, who.name),
        "cert_no": text.nulled(text.where(rows.is_firm, what.credit_code, who.resident_id)),
        "phone": text.nulled(text.where(rows.is_firm, what.phone, who.phone)),
        "address": address.text,
        "area_m2": pa.array(area),
        "date_from": text.dates(start),
        "date_to": text.dates(contracts.end[rows.contract]),
        "updated_at": text.times(changed, "%Y-%m-%d %H:%M:%S.000000"),
    }
    mentions = (
        Mentions("person", key, "name", masked(person_entity(rows.person), ~rows.is_firm)),
        Mentions("enterprise", key, "name", masked(firm_entity(rows.firm), rows.is_firm)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return Table("lease", ("contract_no", "party"), columns, mentions, Cursor("updated_at"))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "housing_lease.sqlite", tables, TYPES)


SYSTEM = DemoSystem("housing_lease", Way.SQL, _describe, _write)
