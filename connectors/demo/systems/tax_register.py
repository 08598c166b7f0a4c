"""税务 税务登记 (金税): which enterprises are active, as tab-separated text once a week."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import FirmHabits, Habits
from connectors.demo.habits.firm_systems import TaxHabits
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, person_entity
from connectors.demo.world import World
from connectors.demo.writers import delimited

ROWS = 70_000
_WORKING = FirmHabits(old_premises=0.0, hears=0.6)


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, firms = habits.tax, world.dice("tax_register"), world.firms
    # Firms with employees come first: whoever pays social insurance is known to the tax office.
    every = firms.settled()
    insured = np.isin(every, world.insured_firms)
    first = np.argsort(dice("which").uniform(every) - insured, kind="stable")[: world.grown(ROWS)]
    founded = np.arange(firms.first_rows, len(firms.kind))
    firm = np.concatenate([np.sort(first), founded[dice("founded").chance(founded, 0.6)]])
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    representative = describe.representatives_of(world, firm, firm, own.firm, dice)
    state = np.where(describe.closed_firms(world, firm, firm, dice, 0.7), 3, firms.state[firm])
    head = describe.describe_people(world, representative, firm, own.person, dice("representative"))
    key = text.join("10113301", text.numbers(shuffled(firm, 12), 12))
    registered = world.writer.write(seen.address, firm, own.address, dice("registered"))
    premises = describe.premises_of(world, firm, firm, _WORKING, dice("working"))
    working = world.writer.write(premises, firm, own.address, dice("working"))
    due = text.join(text.numbers((dice("due").uniform(firm) ** 3 * 900_000).astype(np.int64)), ".00")
    columns = {
        "djxh": key,
        "nsrsbh": _tax_numbers(world, firm, seen.credit_code, own, dice),
        "nsrmc": seen.name,
        "fddbrxm": head.name,
        "fddbrsfzh": head.resident_id,
        "zcdz": registered.text,
        "scjydz": working.text,
        "lxdh": seen.phone,
        "nsrzt": text.pick(["03", "05", "07", "07"], state - 1),
        "djrq": text.dates(firms.established[firm] + dice("later").integer(firm, 1, 60)),
        "nse": text.forbidden(due, habits.canary),
    }
    mentions = (
        Mentions("enterprise", key, "nsrmc", firm_entity(firm)),
        Mentions("person", key, "fddbrxm", person_entity(representative)),
        Mentions("address", key, "zcdz", registered.entity, registered.dwelling),
        Mentions("address", key, "scjydz", working.entity, working.dwelling),
    )
    return (Table("swdj", ("djxh",), columns, mentions),)


def _tax_numbers(world: World, firm: Ints, code: Texts, own: TaxHabits, dice: Dice) -> Texts:
    """The credit code, or the old number: division and organisation code."""
    division = text.where(world.firms.established[firm] < 11_322, "330184", "330110")
    old = text.join(division, world.firms.organization_code.take(firm))
    return text.where(~text.filled(code) | dice("old number").chance(firm, own.old_number), old, code)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    delimited.write_tab_separated(folder / f"swdj_{day:%Y%m%d}.tsv", tables[0])


SYSTEM = DemoSystem("tax_register", Way.DROP, _describe, _write, Rhythm.WEEKLY)
