"""燃气 燃气用户档案: dwellings in use, one workbook of several sheets."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import numpy as np

from connectors.demo import text
from connectors.demo.customers import customers, households
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.habits import FirmHabits, Habits
from connectors.demo.households import TODAY
from connectors.demo.truth import Mentions
from connectors.demo.world import World
from connectors.demo.writers import workbook
from connectors.demo.writers.workbook import Cell, Sheet

ROWS, FIRM_ROWS, SHEET_ROWS = 60_000, 600, 50_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.gas, world.dice("gas_customers")
    chosen = households(world, ROWS, FIRM_ROWS, dice("which"))
    seen = customers(world, chosen, own.person, FirmHabits(), own.former_owner, dice)
    keys = seen.address
    key = text.join("RQ", text.numbers(shuffled(keys, 9), 9))
    address = world.writer.write(keys, keys, own.address, dice("address"))
    day, never = TODAY - dice("checked").integer(keys, 1, 700), dice("never").chance(keys, own.never_checked)
    for night in world.nights:
        again = dice(f"checked on night {night.number}").chance(keys, night.pace.flipped)
        day, never = np.where(again, night.days(keys, dice), day), never & ~again
    columns = {
        "用户号": key,
        "户名": seen.name,
        "用气地址": address.text,
        "手机": seen.phone,
        "最近安检": text.only(~never, text.dates(day)),
    }
    mentions = (*seen.mentions(key, "户名"), Mentions("address", key, "用气地址", address.entity, address.dwelling))
    return (Table("rq", ("用户号",), columns, mentions),)


def _cells(row: tuple[str, ...]) -> list[Cell]:
    return [*row[:4], datetime.fromisoformat(row[4]) if row[4] else None]


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    table = tables[0]
    rows = [_cells(row) for row in zip(*[column.to_pylist() for column in table.columns.values()], strict=True)]
    # Small cities have several sheets too: never fewer than two.
    size = min(SHEET_ROWS, len(rows) // 2 + 1)
    header, formats = tuple(table.columns), {"最近安检": "yyyy-mm-dd"}
    sheets = [
        Sheet(f"Sheet{number + 1}", header, rows[start : start + size], date_formats=formats)
        for number, start in enumerate(range(0, len(rows), size))
    ]
    workbook.write(folder / "rq.xlsx", sheets)


SYSTEM = DemoSystem("gas_customers", Way.DROP, _describe, _write, Rhythm.WEEKLY)
