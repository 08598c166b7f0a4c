"""电信 宽带实名用户清单: which addresses are lived in; a file of changes, the first of which brings everybody."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import describe, errors, text
from connectors.demo.delivery import DemoSystem, Table, Way, shuffled
from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import TelecomHabits
from connectors.demo.households import TODAY
from connectors.demo.nights import since_first
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, person_entity
from connectors.demo.world import World
from connectors.demo.writers import delimited

ROWS, FIRM_ROWS = 330_000, 2_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.telecom, world.dice("telecom_subscribers")
    people, firms = _people(world, own, dice("people")), _firms(world, own, dice("firms"))
    columns = {name: pa.concat_arrays([people.columns[name], firms.columns[name]]) for name in people.columns}
    return (Table("yh", ("用户编号",), columns, (*people.mentions, *firms.mentions)),)


def _people(world: World, own: TelecomHabits, dice: Dice) -> Table:
    adults = world.people.adults(18)
    adults = adults[(world.homes.home[adults] >= 0)]
    known = dice("who").sample(adults, world.grown(ROWS) - world.grown(FIRM_ROWS))
    late = world.newcomers(dice("who"), 0.3)
    person = np.sort(np.concatenate([known, late[world.people.age()[late] >= 18]]))
    person = person[~np.isin(person, world.departed())]
    seen = describe.describe_people(world, person, person, own.person, dice)
    key = text.join("5710", text.numbers(shuffled(person, 8), 8))
    address = world.writer.write(
        describe.homes_of(world, person, person, own.person, dice), person, own.address, dice("address")
    )
    other = dice("other").chance(person, 0.01)
    name = text.edit(
        seen.name, dice("masked").chance(person, own.masked_name), dice("mask"), person, errors.masked_name
    )
    columns = {
        "操作": text.repeat("A", len(person)),
        "用户编号": key,
        "证件类型": text.where(other, "9", "1"),
        "证件号码": text.where(
            other, text.join("Z", text.numbers(shuffled(person, 7), 7)), masked_ids(seen.resident_id)
        ),
        "客户名称": name,
        "联系电话": seen.phone,
        "装机地址": address.text,
        **_since(world, person, own, dice),
    }
    mentions = (
        Mentions("person", key, "客户名称", person_entity(person)),
        Mentions("address", key, "装机地址", address.entity, address.dwelling),
    )
    return Table("yh", ("用户编号",), columns, mentions)


def masked_ids(number: Texts) -> Texts:
    """First 6 and last 4 of 18: '330110********1234'."""
    every = np.ones(len(number), dtype=bool)
    visible = pa.compute.utf8_slice_codeunits(number, 0, 6), pa.compute.utf8_slice_codeunits(number, 14, 18)
    return text.where(every & text.filled(number), text.join(visible[0], "********", visible[1]), "")


def _since(world: World, keys: Ints, own: TelecomHabits, dice: Dice) -> dict[str, Texts]:
    stopped = dice("stopped").chance(keys, own.stopped) | since_first(world.nights, keys, dice("stopped"), "flipped")
    return {
        "入网日期": text.dates(TODAY - dice("since").integer(keys, 5, 5000), "%Y%m%d"),
        "状态": text.where(stopped, "0", "1"),
    }


def _firms(world: World, own: TelecomHabits, dice: Dice) -> Table:
    firm = np.sort(dice("which").sample(world.insured_firms, world.grown(FIRM_ROWS)))
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    key = text.join("5711", text.numbers(shuffled(firm, 8), 8))
    address = world.writer.write(seen.address, firm, own.address, dice("address"))
    columns = {
        "操作": text.repeat("A", len(firm)),
        "用户编号": key,
        "证件类型": text.repeat("3", len(firm)),
        "证件号码": masked_ids(seen.credit_code),
        "客户名称": seen.name,
        "联系电话": seen.phone,
        "装机地址": address.text,
        **_since(world, firm, own, dice),
    }
    mentions = (
        Mentions("enterprise", key, "客户名称", firm_entity(firm)),
        Mentions("address", key, "装机地址", address.entity, address.dwelling),
    )
    return Table("yh", ("用户编号",), columns, mentions)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    delimited.write_checked_gzip(folder / f"yh_{day:%Y%m%d}.txt.gz", tables[0])


SYSTEM = DemoSystem("telecom_subscribers", Way.DROP, _describe, _write, operation="操作")
