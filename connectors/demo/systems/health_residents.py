"""卫健 全员人口信息系统: identity and residence; children with a parent's telephone, newborns without a number."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.compute as pc

from connectors.demo import describe, errors, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, touched
from connectors.demo.habits import Habits
from connectors.demo.nights import since_first
from connectors.demo.truth import Mentions, person_entity
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import sqlite

ROWS = 230_000
TYPES = {
    "resident": {
        "rid": "uniqueidentifier",
        "name": "nvarchar(50)",
        "idcard": "nvarchar(20)",
        "sex": "nvarchar(4)",
        "birthday": "datetime",
        "tel": "nvarchar(30)",
        "live_addr": "nvarchar(300)",
        "mother": "nvarchar(50)",
        "diag": "nvarchar(200)",
        "rv_time": "datetime",
    }
}
_TIME = "%Y-%m-%d %H:%M:%S.000000"


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, people = habits.health, world.dice("health_residents"), world.people
    local = world.residents()
    # The very young are there almost all of them.
    rank = dice("which").uniform(local) - np.where(people.age()[local] < 3, 0.6, 0)
    first = np.sort(local[np.argsort(rank, kind="stable")[: world.grown(ROWS)]])
    person = np.concatenate([first, world.newborn(), world.newcomers(dice("which"), 0.3)])
    seen = describe.describe_people(world, person, person, own.person, dice)
    newborn = people.age()[person] < 1
    newborn &= ~since_first(world.nights, person, dice("numbered"), "corrected")
    home = describe.homes_of(world, person, person, own.person, dice)
    address = world.writer.write(home, person, own.address, dice("address"))
    mother = people.mother[person]
    shows_mother = (mother >= 0) & (people.age()[person] < 3)
    mothers_name, slip = people.name.take(np.maximum(mother, 0)), dice("mother").chance(person, own.person.typo)
    mothers_name = text.edit(mothers_name, slip, dice("slip"), person, errors.mistyped)
    unknown_sex = dice("no sex").chance(person, own.unknown_sex)
    born = people.birth[person] * 86_400 + dice("hour").integer(person, 0, 86_400)
    key = _guids(person, world)
    diagnoses = words()["event"]["diagnoses"]
    diagnosis = text.pick(diagnoses, dice("diagnosis").integer(person, 0, len(diagnoses)))
    columns = {
        "rid": key,
        "name": seen.name,
        "idcard": text.nulled(text.where(newborn & dice("numberless").chance(person, 0.8), "", seen.resident_id)),
        "sex": text.where(unknown_sex, "未知", text.pick(["男性", "女性"], seen.sex - 1)),
        "birthday": text.times(born, _TIME, earliest=None),
        "tel": text.nulled(seen.phone),
        "live_addr": address.text,
        "mother": text.nulled(text.only(shows_mother, mothers_name)),
        "diag": text.forbidden(diagnosis, habits.canary),
        "rv_time": text.times(touched(person, dice("touched")), _TIME),
    }
    mentions = (
        Mentions("person", key, "name", person_entity(person)),
        Mentions("address", key, "live_addr", address.entity, address.dwelling),
    )
    return (Table("resident", ("rid",), columns, mentions, Cursor("rv_time")),)


def _guids(person: np.ndarray, world: World) -> text.Texts:
    """GUIDs in capitals, as SQL Server shows them."""
    digits = text.hexadecimal(person, world.dice("health guid"), 32)
    return text.groups(pc.utf8_upper(digits), (8, 4, 4, 4, 12), "-")


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    sqlite.write(folder / "health_residents.sqlite", tables, TYPES)


SYSTEM = DemoSystem("health_residents", Way.SQL, _describe, _write)
