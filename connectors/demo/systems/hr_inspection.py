"""人社 劳动保障监察系统: wage-arrears cases by employer and place, one CSV file a day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Table, Way
from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import Habits
from connectors.demo.habits.firm_systems import InspectionHabits
from connectors.demo.happenings import DAY, happenings
from connectors.demo.households import TODAY
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import delimited

ROWS = 2_000
DATE_FORMS = ("%Y/%-m/%-d", "%Y-%m-%d", "%Y年%-m月%-d日")


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.inspection, world.dice("hr_inspection")
    cases = happenings(world, ROWS)
    keys = cases.keys
    firm = world.insured_firms[(dice("firm").uniform(keys) ** 1.5 * len(world.insured_firms)).astype(np.int64)]
    seen = describe.describe_firms(world, firm, keys, own.firm, dice)
    address = world.writer.write(seen.address, keys, own.address, dice("address"))
    filed = cases.days(TODAY - dice("filed").integer(keys, 1, 2000), dice("filed"))
    done = filed + dice("closed").integer(keys, 10, 120)
    closed = cases.closed(done * DAY, dice("open").chance(keys, own.still_open), dice("closed")) // DAY
    is_open = closed < 0
    year = filed.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    key = text.join("余劳监", text.numbers(year), text.numbers(keys + 1, 6))
    outcomes = words()["event"]["wage_outcomes"]
    outcome = text.pick(outcomes, dice("outcome").integer(keys, 0, len(outcomes)))
    columns = {
        "案件编号": key,
        "用人单位": seen.name,
        "信用代码": seen.credit_code,
        "单位地址": _broken(address.text, keys, own, dice("address break")),
        "投诉日期": written_dates(filed, keys, dice("filed form")),
        "涉及人数": _workers(keys, own, dice),
        "欠薪金额": _amounts(keys, own, dice),
        "办结日期": text.only(~is_open, written_dates(closed, keys, dice("closed form"))),
        "处理结果": _broken(
            text.only(~is_open, text.join(outcome, "，欠薪款项已核实。")), keys, own, dice("outcome break")
        ),
    }
    mentions = (
        Mentions("enterprise", key, "用人单位", firm_entity(firm)),
        Mentions("address", key, "单位地址", address.entity, address.dwelling),
    )
    return (Table("jc", ("案件编号",), columns, mentions),)


def written_dates(days: Ints, keys: Ints, dice: Dice) -> Texts:
    """'2019/3/5', '2019-03-05' or '2019年3月5日'."""
    month = days.astype("datetime64[D]").astype("datetime64[M]")
    year = text.numbers(month.astype(np.int64) // 12 + 1970)
    months = text.numbers(month.astype(np.int64) % 12 + 1)
    day = text.numbers((days.astype("datetime64[D]") - month).astype(np.int64) + 1)
    form = dice.integer(keys, 0, 3)
    slashes = text.join(year, months, day, separator="/")
    return text.where(
        form == 0, slashes, text.where(form == 1, text.dates(days), text.join(year, "年", months, "月", day, "日"))
    )


def _broken(column: Texts, keys: Ints, own: InspectionHabits, dice: Dice) -> Texts:
    """A line break inside the text, as pasted from a form."""
    mask = dice("break").chance(keys, own.line_break) & (text.lengths(column) > 4)
    return text.edit(
        column,
        mask,
        dice,
        keys,
        lambda value, bits: value[: 2 + bits % (len(value) - 3)] + "\n" + value[2 + bits % (len(value) - 3) :],
    )


def _workers(keys: Ints, own: InspectionHabits, dice: Dice) -> Texts:
    count = text.numbers(1 + (dice("workers").uniform(keys) ** 3 * 60).astype(np.int64))
    return text.where(dice("counted").chance(keys, own.counted), text.join(count, "人"), count)


def _amounts(keys: Ints, own: InspectionHabits, dice: Dice) -> Texts:
    """'35,000.00', or '3.5万' for the same."""
    hundreds = dice("amount").integer(keys, 10, 5_000)
    thousands, rest = hundreds // 10, hundreds % 10 * 100
    plain = text.join(text.numbers(thousands), ",", text.numbers(rest, 3), ".00")
    tens = text.join(text.numbers(hundreds // 100), ".", text.numbers(hundreds % 100, 2), "万")
    return text.where(dice("tens").chance(keys, own.ten_thousands), tens, plain)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    delimited.write_csv(
        folder / f"jc_{day:%Y%m%d}.csv", tables[0], encoding="utf-8-sig", newline="\r\n", quote_all=True
    )


SYSTEM = DemoSystem("hr_inspection", Way.DROP, _describe, _write)
