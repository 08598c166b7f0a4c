"""生态环境 排污单位名录: enterprises with a discharge permit, one JSON document."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from connectors.demo import describe, text
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way
from connectors.demo.habits import Habits
from connectors.demo.households import TODAY
from connectors.demo.nights import since_first
from connectors.demo.truth import Mentions, firm_entity, person_entity
from connectors.demo.world import World

ROWS = 3_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, firms = habits.ecology, world.dice("ecology_sources"), world.firms
    coded = np.flatnonzero(text.filled(firms.credit_code)[firms.settled()])
    firm = np.sort(dice("which").sample(coded, world.grown(ROWS)))
    seen = describe.describe_firms(world, firm, firm, own.firm, dice)
    representative = describe.representatives_of(world, firm, firm, own.firm, dice)
    head = describe.describe_people(world, representative, firm, own.person, dice("representative"))
    address = world.writer.write(seen.address, firm, own.address, dice("address"))
    valid = TODAY + dice("valid").integer(firm, -200, 1800)
    letter = text.pick(["P", "Q", "R", "X"], dice("letter").weighted(firm, (0.4, 0.3, 0.2, 0.1)))
    key = text.join(firms.credit_code.take(firm), letter, text.numbers(dice("serial").integer(firm, 1, 10), 3))
    columns = {
        "permit_no": key,
        "name": seen.name,
        "uscc": seen.credit_code,
        "address": address.text,
        "legal": head.name,
        "valid_to": text.dates(valid + 1826 * since_first(world.nights, firm, dice("valid"), "flipped")),
    }
    mentions = (
        Mentions("enterprise", key, "name", firm_entity(firm)),
        Mentions("person", key, "legal", person_entity(representative)),
        Mentions("address", key, "address", address.entity, address.dwelling),
    )
    return (Table("pw", ("permit_no",), columns, mentions),)


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    document = {"date": f"{day:%Y-%m-%d}", "items": tables[0].arrow().to_pylist()}
    # GB18030 by mistake, in odd months.
    encoding = "gb18030" if day.month % 2 else "utf-8"
    content = json.dumps(document, ensure_ascii=False, indent=1)
    (folder / "pw.json").write_bytes(content.encode(encoding))


SYSTEM = DemoSystem("ecology_sources", Way.DROP, _describe, _write, Rhythm.MONTHLY)
