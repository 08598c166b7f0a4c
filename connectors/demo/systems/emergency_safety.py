"""应急 安全生产监管系统: supervised enterprises and work accidents, XML once a month, in UTF-8 or GBK."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, touched
from connectors.demo.dice import Dice
from connectors.demo.habits import Habits
from connectors.demo.habits.firm_systems import SafetyHabits
from connectors.demo.happenings import happenings
from connectors.demo.truth import Mentions, firm_entity, person_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World

ENTERPRISES, ACCIDENTS = 5_000, 500


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.safety, world.dice("emergency_safety")
    return _enterprises(world, own, dice("enterprise")), _accidents(world, own, dice("accident"))


def _enterprises(world: World, own: SafetyHabits, dice: Dice) -> Table:
    firm = np.sort(dice("which").sample(world.firms.companies(), world.grown(ENTERPRISES)))
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    contact = describe.representatives_of(world, firm, firm, own.firm, dice)
    person = describe.describe_people(world, contact, firm, own.person, dice("contact"))
    address = world.writer.write(seen.address, firm, own.address, dice("address"))
    key = text.join("AQ", text.numbers(firm, 7))
    columns = {
        "id": key,
        "name": seen.name,
        "uscc": seen.credit_code,
        "address": address.text,
        "contact": person.name,
        "phone": seen.phone,
        "risk": text.pick(["A", "B", "C", "D"], dice("risk").weighted(firm, (0.05, 0.2, 0.35, 0.4))),
    }
    mentions = (
        Mentions("enterprise", key, "name", firm_entity(firm)),
        Mentions("person", key, "contact", person_entity(contact)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return Table("enterprise", ("id",), columns, mentions)


def _accidents(world: World, own: SafetyHabits, dice: Dice) -> Table:
    accidents = happenings(world, ACCIDENTS)
    keys, makers = accidents.keys, world.firms.companies()
    firm = makers[dice("firm").integer(keys, 0, len(makers))]
    seen = describe.describe_firms(world, firm, keys, own.firm, dice)
    address = world.writer.write(seen.address, keys, own.address, dice("address"))
    when = accidents.times(touched(keys, dice("when"), years=5), dice("when"))
    kinds = words()["event"]["accident_kinds"]
    key = text.join("SG", text.times(when, "%Y%m"), text.numbers(keys + 1, 5))
    columns = {
        "no": key,
        "time": text.times(when, "%Y-%m-%dT%H:%M:%S"),
        "unit": seen.name,
        "uscc": seen.credit_code,
        "address": address.text,
        "kind": text.pick(kinds, dice("kind").integer(keys, 0, len(kinds))),
        "dead": text.numbers(dice("dead").weighted(keys, (0.85, 0.14, 0.01))),
        "injured": text.numbers(dice("injured").weighted(keys, (0.3, 0.6, 0.1))),
    }
    mentions = (
        Mentions("enterprise", key, "unit", firm_entity(firm)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return Table("accident", ("no",), columns, mentions)


def _elements(table: Table) -> Iterator[str]:
    """One element a row: the key as its attribute, the other columns as elements in it."""
    names = list(table.columns)
    for row in zip(*[column.to_pylist() for column in table.columns.values()], strict=True):
        inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in zip(names[1:], row[1:], strict=True))
        yield f"  <{table.name} {names[0]}={quoteattr(row[0])}>{inner}</{table.name}>\n"


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    # Even months come from the older machine.
    encoding = "GBK" if day.month % 2 == 0 else "UTF-8"
    parts = [f'<?xml version="1.0" encoding="{encoding}"?>\n<aqjg month="{day:%Y-%m}">\n']
    for table in tables:
        parts.extend(_elements(table))
    parts.append("</aqjg>\n")
    content = "".join(parts).encode(encoding, errors="xmlcharrefreplace")
    (folder / f"aq_{day:%Y%m}.xml").write_bytes(content)


SYSTEM = DemoSystem("emergency_safety", Way.DROP, _describe, _write, Rhythm.MONTHLY)
