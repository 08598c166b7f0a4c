"""水务 用水户档案: dwellings in use, fixed width in bytes, cut without regard to characters."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from connectors.demo import text
from connectors.demo.address_text import Written
from connectors.demo.customers import customers, households
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.habits import FirmHabits, Habits
from connectors.demo.nights import since_first
from connectors.demo.truth import Mentions
from connectors.demo.world import World
from connectors.demo.writers import fixed_width

ROWS, FIRM_ROWS = 110_000, 2_000
WIDTHS = {"户号": 12, "户名": 40, "地址": 80, "电话": 16, "口径": 6, "状态": 1}


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.water, world.dice("water_customers")
    chosen = households(world, ROWS, FIRM_ROWS, dice("which"))
    seen = customers(world, chosen, own.person, FirmHabits(), own.former_owner, dice)
    keys = seen.address
    key = text.join("YS", text.numbers(shuffled(keys, 10), 10))
    whole = world.writer.write(keys, keys, own.address, dice("address"))
    # What is delivered is cut by the writer; what the cut text still names is worked out here.
    cut = world.writer.write_cut(keys, keys, own.address, dice("address"), WIDTHS["地址"], "gb18030")
    remarked = dice("remarked").chance(keys, own.remark)
    remark = text.pick(["(一户一表)", "（底层车库）", "（原职工宿舍）"], dice("remark").integer(keys, 0, 3))
    address = Written(text.join(whole.text, text.only(remarked, remark)), cut.entity, whole.dwelling)
    bore = text.pick(["DN15", "DN20", "DN25", "DN50"], dice("bore").weighted(keys, (0.6, 0.3, 0.07, 0.03)))
    stopped = dice("stopped").chance(keys, own.stopped) | since_first(world.nights, keys, dice("stopped"), "flipped")
    columns = {
        "户号": key,
        "户名": seen.name,
        "地址": address.text,
        "电话": seen.phone,
        "口径": text.forbidden(bore, habits.canary),
        "状态": text.where(stopped, "0", "1"),
    }
    mentions = (*seen.mentions(key, "户名"), Mentions("address", key, "地址", address.entity, address.dwelling))
    return (Table("ysh", ("户号",), columns, mentions),)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    fixed_width.write(folder / "ysh.txt", tables[0], WIDTHS, encoding="gb18030")


SYSTEM = DemoSystem("water_customers", Way.DROP, _describe, _write, Rhythm.MONTHLY)
