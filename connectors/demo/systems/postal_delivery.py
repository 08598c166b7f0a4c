"""邮政 投递地址库: addresses that mail reaches, written out in full, as Parquet."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from connectors.demo import text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.ground import Level
from connectors.demo.habits import Habits
from connectors.demo.truth import Mentions
from connectors.demo.world import World

ROWS = 50_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, ground = habits.postal, world.dice("postal_delivery"), world.ground
    every = np.arange(ground.addresses.first_rows)
    built = np.arange(len(every), len(ground.addresses.site))
    built = built[dice("built").chance(built, 0.3)]
    address = np.concatenate([np.sort(dice("which").sample(every, world.grown(ROWS))), built])
    depth = np.array([Level.ROOM, Level.BUILDING, Level.SITE])[dice("depth").weighted(address, (0.6, 0.25, 0.15))]
    place = world.writer.write(address, address, own.address, dice("address"), depth)
    number = shuffled(address, 9) + 1
    key = text.numbers(number)
    street = ground.sites.street[ground.addresses.site[address]]
    kind = ground.sites.kind[ground.addresses.site[address]]
    columns = {
        "id": text.integers(number),
        "postcode": text.numbers(311_100 + street % 20),
        "address": place.text,
        "point": text.pick(["小区", "小区", "村", "单位", "单位", "单位"], kind),
    }
    return (Table("tddz", ("id",), columns, (Mentions("address", key, "address", place.entity, place.dwelling),)),)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    pq.write_table(tables[0].arrow(), folder / "tddz.parquet")


SYSTEM = DemoSystem("postal_delivery", Way.DROP, _describe, _write, Rhythm.MONTHLY)
