"""司法 人民调解信息系统: disputes by type and place, served from cursor to cursor."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, touched
from connectors.demo.dice import Dice, Ints
from connectors.demo.event_places import INDOORS, event_places
from connectors.demo.habits import Habits
from connectors.demo.happenings import DAY, happenings
from connectors.demo.households import TODAY
from connectors.demo.truth import Mentions
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import items

ROWS = 12_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.mediation, world.dice("justice_mediation")
    disputes = happenings(world, ROWS)
    keys = disputes.keys
    kinds = words()["event"]["mediation_kinds"]
    accepted = disputes.days(TODAY - dice("accepted").integer(keys, 2, 1500), dice("accepted"))
    done = accepted + dice("took").integer(keys, 1, 60)
    closed = disputes.closed(done * DAY, dice("running").chance(keys, own.undecided), dice("closed")) // DAY
    running = closed < 0
    result = text.where(dice("settled").chance(keys, 0.9), "调解成功", "调解不成")
    place = event_places(world, keys, INDOORS, own.address, dice("place"))
    changed = np.maximum(touched(keys, dice("touched"), years=4), np.where(running, accepted, closed) * 86_400 + 30_000)
    key = text.join("余调", text.dates(accepted, "%Y"), text.numbers(keys + 1, 6))
    columns = {
        "bh": key,
        "lx": text.pick(kinds, dice("kind").integer(keys, 0, len(kinds))),
        "dd": place.text,
        "slrq": text.dates(accepted),
        "jg": text.where(running, "进行中", result),
        "jarq": text.where(running, None, text.dates(closed)),
        "dsr": _parties(world, keys, habits.canary, dice("parties")),
        "gxsj": text.join(text.times(changed, "%Y-%m-%dT%H:%M:%S"), "+08:00"),
    }
    mentions = (Mentions("address", key, "dd", place.entity, place.dwelling),)
    return (Table("mediations", ("bh",), columns, mentions, Cursor("gxsj", "%Y-%m-%dT%H:%M:%S+08:00")),)


def _parties(world: World, keys: Ints, canary: str, dice: Dice) -> pa.Array:
    """Two names a dispute: delivered, and never to be taken."""
    adults = world.people.adults(18)
    everyone = np.repeat(keys, 2) * 2 + np.tile([0, 1], len(keys))
    person = adults[dice.integer(everyone, 0, len(adults))]
    names = text.forbidden(world.people.name.take(person), canary)
    return pa.ListArray.from_arrays(pa.array(np.arange(len(keys) + 1) * 2, pa.int32()), names)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    table = tables[0].arrow()
    order = pc.sort_indices(table, sort_keys=[("gxsj", "ascending"), ("bh", "ascending")])
    items.write(folder / "justice_mediation.jsonl", table.take(order))


SYSTEM = DemoSystem("justice_mediation", Way.REST, _describe, _write)
