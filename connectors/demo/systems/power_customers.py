"""供电 用电客户档案: dwellings in use, one CSV file a month."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.customers import customers, households
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.habits import Habits
from connectors.demo.nights import since_first
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions
from connectors.demo.world import World
from connectors.demo.writers import delimited

ROWS, FIRM_ROWS = 170_000, 3_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.power, world.dice("power_customers")
    chosen = households(world, ROWS, FIRM_ROWS, dice("which"))
    seen = customers(world, chosen, own.person, own.firm, own.former_owner, dice)
    keys = seen.address
    key = text.join("33", text.numbers(shuffled(keys, 8), 8))
    address = world.writer.write(keys, keys, own.address, dice("address"))
    remark = text.pick(["，", ","], dice("mark").weighted(keys, (0.3, 0.7)))
    remarks = ["表箱在一楼", "靠东", "原物业用房", "车库"]
    remark = text.join(remark, text.pick(remarks, dice("remark").integer(keys, 0, len(remarks))))
    stopped = dice("stopped").chance(keys, own.stopped) | since_first(world.nights, keys, dice("stopped"), "flipped")
    columns = {
        "户号": key,
        "户名": seen.name,
        "证件号码": _masked(seen.resident_id),
        "用电地址": text.join(address.text, text.only(dice("remarked").chance(keys, own.comma), remark)),
        "电话": seen.phone,
        "用电类别": text.where(seen.is_firm, "非居民", "居民"),
        "状态": text.where(stopped, "销户", "正常"),
        "用电量": text.forbidden(text.numbers(dice("used").integer(keys, 0, 900)), habits.canary),
    }
    mentions = (*seen.mentions(key, "户名"), Mentions("address", key, "用电地址", address.entity, address.dwelling))
    return (Table("ydkh", ("户号",), columns, mentions),)


def _masked(number: Texts) -> Texts:
    """Last 4 of 18 only."""
    hidden = text.join("**************", pc.utf8_slice_codeunits(number, 14, 18))
    return text.where(np.asarray(text.lengths(number) == 18), hidden, "")


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    delimited.write_csv(folder / f"ydkh_{day:%Y%m}.csv", tables[0], encoding="gb18030", newline="\r\n")


SYSTEM = DemoSystem("power_customers", Way.DROP, _describe, _write, Rhythm.MONTHLY)
