"""Customers of power, water and gas: a dwelling or a firm's premises, and a name that is often a former owner's."""

from dataclasses import dataclass

import numpy as np

from connectors.demo import describe, text
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.ground import Kind
from connectors.demo.habits import FirmHabits, PersonHabits
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity
from connectors.demo.world import World


@dataclass(frozen=True)
class Customers:
    """One row a customer; `address` is the row of the ground's addresses and the key of all habits."""

    address: Ints
    is_firm: Flags
    person: Ints
    firm: Ints
    name: Texts
    resident_id: Texts
    phone: Texts

    def mentions(self, key: Texts, field: str) -> tuple[Mentions, ...]:
        """Who the name in this field is."""
        return (
            Mentions("person", key, field, masked(person_entity(self.person), ~self.is_firm)),
            Mentions("enterprise", key, field, masked(firm_entity(self.firm), self.is_firm)),
        )


def households(world: World, rows: int, firm_rows: int, dice: Dice) -> tuple[Ints, Ints]:
    """Addresses of dwellings, and rows of firms whose premises are customers too; no address twice.

    `rows` and `firm_rows` hold at full scale.
    """
    ground = world.ground
    homes = ground.homes()
    homes = homes[world.homes.owner[homes] >= 0]
    first_count, grown = (size(rows) - size(firm_rows) for size in (world.size, world.grown))
    dwelling = dice("dwelling").sample(homes, grown)
    premises = world.firms.address[world.firms.settled()]
    shops = ground.sites.kind[ground.addresses.site[premises]] != Kind.VILLAGE
    candidates = np.flatnonzero(shops & ~np.isin(premises, dwelling[:first_count]))
    _, first = np.unique(premises[candidates], return_index=True)
    firm = np.sort(dice("firm").sample(candidates[first], world.grown(firm_rows)))
    later = dwelling[first_count:]
    return np.concatenate([np.sort(dwelling[:first_count]), later[~np.isin(later, premises[firm])]]), firm


def customers(
    world: World,
    chosen: tuple[Ints, Ints],
    habits: PersonHabits,
    firms: FirmHabits,
    former_owner: float,
    dice: Dice,
) -> Customers:
    """Dwellings first, then firms, as `households` chose them."""
    dwelling, firm = chosen
    owner = world.homes.owner[dwelling]
    adults = world.people.adults(25)
    earlier = adults[dice("earlier").integer(dwelling, 0, len(adults))]
    person = np.where(dice("former owner").chance(dwelling, former_owner), earlier, owner)
    person = describe.owners_of(world, dwelling, dwelling, person, dice)
    address = np.concatenate([dwelling, world.firms.address[firm]])
    everyone = np.concatenate([person, np.zeros(len(firm), dtype=np.int64)])
    every_firm = np.concatenate([np.zeros(len(dwelling), dtype=np.int64), firm])
    is_firm = np.arange(len(address)) >= len(dwelling)
    who = describe.describe_people(world, everyone, address, habits, dice("person"))
    what = describe.describe_firms(world, every_firm, address, firms, dice("firm"))
    return Customers(
        address,
        is_firm,
        everyone,
        every_firm,
        text.where(is_firm, what.name, who.name),
        text.where(is_firm, what.credit_code, who.resident_id),
        text.where(is_firm, what.phone, who.phone),
    )
