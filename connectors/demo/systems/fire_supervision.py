"""消防 消防监督管理系统: units under fire supervision and fire incidents, one workbook a month."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.event_places import INDOORS, event_places
from connectors.demo.habits import Habits
from connectors.demo.habits.firm_systems import FireHabits
from connectors.demo.happenings import happenings
from connectors.demo.households import TODAY
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, person_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import workbook
from connectors.demo.writers.workbook import Cell, Sheet

UNITS, INCIDENTS = 5_000, 3_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.fire, world.dice("fire_supervision")
    return _units(world, own, dice("units")), _incidents(world, own, dice("incidents"))


def _units(world: World, own: FireHabits, dice: Dice) -> Table:
    firms = world.firms
    # Larger firms come under supervision first; branches as well as their parents.
    every = firms.settled()
    size = np.sqrt(firms.size[every])
    firm = np.argsort(dice("which").uniform(every) / size, kind="stable")[: world.grown(UNITS)]
    kinds = words()["event"]["unit_kinds"]
    kind = dice("kind").integer(firm, 0, len(kinds))
    firm, kind = (column[np.lexsort((firm, kind))] for column in (firm, kind))
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    by_sign = dice("sign").chance(firm, own.sign_name)
    officer = describe.representatives_of(world, firm, firm, own.firm, dice)
    person = describe.describe_people(world, officer, firm, own.person, dice("officer"))
    address = world.writer.write(seen.address, firm, own.address, dice("address"))
    key = text.join("XF330110", text.numbers(firm, 6))
    columns = {
        "单位编号": key,
        "单位名称": text.where(by_sign, firms.sign.take(firm), seen.name),
        "统一社会信用代码": _codes(seen.credit_code, firm, own, dice),
        "单位地址": address.text,
        "消防安全责任人": person.name,
        "联系电话": seen.phone,
        "单位类别": text.pick(kinds, kind),
        "列管日期": _listed(firm, own, dice),
    }
    mentions = (
        Mentions("enterprise", key, "单位名称", firm_entity(firm)),
        Mentions("person", key, "消防安全责任人", person_entity(officer)),
        Mentions("address", key, "单位地址", address.entity, address.dwelling),
    )
    return Table("重点单位", ("单位编号",), columns, mentions)


def _codes(code: Texts, keys: Ints, own: FireHabits, dice: Dice) -> Texts:
    """Of the codes without letters some are marked 'n': Excel keeps them as a number, and only 15 digits of it."""
    digits = np.asarray(pc.utf8_is_digit(code).to_numpy(zero_copy_only=False), dtype=bool)
    return text.where(digits & dice("broken").chance(keys, own.broken_code), text.join("n", code), code)


def _listed(keys: Ints, own: FireHabits, dice: Dice) -> Texts:
    """Days since 1970 ('d17000') that become Excel dates, or text '2018.3.5'."""
    day = TODAY - dice("listed").integer(keys, 30, 4_000)
    month = day.astype("datetime64[D]").astype("datetime64[M]")
    written = text.join(
        text.numbers(month.astype(np.int64) // 12 + 1970),
        text.numbers(month.astype(np.int64) % 12 + 1),
        text.numbers((day.astype("datetime64[D]") - month).astype(np.int64) + 1),
        separator=".",
    )
    return text.where(dice("written").chance(keys, own.text_date), written, text.join("d", text.numbers(day)))


def _incidents(world: World, own: FireHabits, dice: Dice) -> Table:
    fires = happenings(world, INCIDENTS)
    keys = fires.keys
    place = event_places(world, keys, INDOORS, own.address, dice("place"))
    when = fires.times(touched(keys, dice("when"), years=4), dice("when"))
    kinds = words()["event"]["fire_places"]
    key = text.join("XFJQ", text.times(when, "%Y%m"), text.numbers(keys + 1, 5))
    hundreds = (dice("loss").uniform(keys) ** 4 * 3_000).astype(np.int64)
    loss = text.numbers(hundreds * 100)
    tens = text.join(text.numbers(hundreds // 100), ".", text.numbers(hundreds % 100, 2), "万元")
    columns = {
        "警情编号": key,
        "接警时间": text.numbers(when),
        "地址": place.text,
        "起火场所": text.pick(kinds, dice("kind").integer(keys, 0, len(kinds))),
        "死亡人数": text.numbers(np.where(dice("dead").chance(keys, 0.01), 1, 0)),
        "受伤人数": text.numbers(dice("injured").weighted(keys, (0.94, 0.04, 0.02))),
        "直接财产损失": text.where(dice("tens").chance(keys, own.ten_thousands), tens, loss),
    }
    mentions = (Mentions("address", key, "地址", place.entity, place.dwelling),)
    return Table("火灾警情", ("警情编号",), columns, mentions)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def _number(value: str) -> Cell:
    return float(value) if value.isdigit() else value


def _unit_cells(row: tuple[str, ...]) -> list[Cell]:
    """A phone becomes an Excel number, '0571-8…' without its zero."""
    code: Cell = float(row[2][1:]) if row[2].startswith("n") else row[2]
    phone = _number(row[5].replace("-", "")) if row[5] else None
    day: Cell = _moment(int(row[7][1:]) * 86_400) if row[7].startswith("d") else row[7]
    return [row[0], row[1], code or None, *row[3:5], phone, row[6], day]


def _incident_cells(row: tuple[str, ...]) -> list[Cell]:
    return [row[0], _moment(int(row[1])), row[2], row[3], _number(row[4]), _number(row[5]), _number(row[6])]


def _rows(table: Table) -> list[tuple[str, ...]]:
    return list(zip(*[column.to_pylist() for column in table.columns.values()], strict=True))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    units, incidents = tables
    sheets = (
        Sheet(
            units.name,
            tuple(units.columns),
            [_unit_cells(row) for row in _rows(units)],
            title=f"余杭区消防安全重点单位一览表（{day:%Y}年{day.month}月）",
            total="合计",
            merged="单位类别",
            date_formats={"列管日期": "yyyy-mm-dd"},
        ),
        Sheet(
            incidents.name,
            tuple(incidents.columns),
            [_incident_cells(row) for row in _rows(incidents)],
            title=f"余杭区火灾警情统计表（{day - timedelta(days=1):%Y%m%d}止）",
            total="合计",
            date_formats={"接警时间": "yyyy-mm-dd hh:mm:ss"},
        ),
    )
    workbook.write(folder / f"xfjd_{day:%Y%m}.xlsx", sheets)


SYSTEM = DemoSystem("fire_supervision", Way.DROP, _describe, _write, Rhythm.MONTHLY)
