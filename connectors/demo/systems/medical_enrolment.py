"""医保 基本医疗保险参保登记: identity alone, as gzip'd JSON lines once a week."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.habits import Habits
from connectors.demo.truth import Mentions, firm_entity, masked, person_entity
from connectors.demo.world import World
from connectors.demo.writers import items

ROWS = 170_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.medical, world.dice("medical_enrolment")
    first = np.sort(dice("which").sample(world.residents(), world.grown(ROWS)))
    person = np.concatenate([first, world.newborn(), world.newcomers(dice("which"), 0.2)])
    person = person[~np.isin(person, world.departed())]
    seen = describe.describe_people(world, person, person, own.person, dice)
    home = describe.homes_of(world, person, person, own.person, dice)
    address = world.writer.write(home, person, own.address, dice("address"))
    job = describe.employers_of(world, person, person, dice)
    employed, firm = job >= 0, np.maximum(job, 0)
    employer = describe.firm_names(world, firm, person, own.employer, dice("employer"))
    key = text.join("330110", text.numbers(shuffled(person, 12), 12))
    columns = {
        "psn_no": key,
        "psn_name": seen.name,
        "certno": text.nulled(seen.resident_id),
        "gend": text.numbers(seen.sex),
        "brdy": text.groups(seen.birth, (4, 2, 2), "-"),
        "tel": text.nulled(seen.phone),
        "addr": address.text,
        "emp_name": text.nulled(text.only(employed, employer)),
    }
    mentions = (
        Mentions("person", key, "psn_name", person_entity(person)),
        Mentions("address", key, "addr", address.entity, address.dwelling),
        Mentions("enterprise", key, "emp_name", masked(firm_entity(firm), employed)),
    )
    return (Table("cb", ("psn_no",), columns, mentions),)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    items.write(folder / f"cb_{day:%Y%m%d}.jsonl.gz", tables[0].arrow())


SYSTEM = DemoSystem("medical_enrolment", Way.DROP, _describe, _write, Rhythm.WEEKLY)
