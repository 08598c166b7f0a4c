"""法院 审判执行管理系统: civil and enforcement cases, served page by page; parties stand inside the case."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import describe, text
from connectors.demo.delivery import Cursor, DemoSystem, Table, Way, touched
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.elsewhere import registered_places
from connectors.demo.habits import Habits
from connectors.demo.habits.people_systems import CourtHabits
from connectors.demo.happenings import DAY, Happenings, happenings
from connectors.demo.households import TODAY
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions, firm_entity, person_entity, where_filled
from connectors.demo.vocabulary import words
from connectors.demo.world import World
from connectors.demo.writers import items

CASES, PERSONS, FIRMS = 30_000, 40_000, 9_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice = habits.court, world.dice("court_cases")
    cases = happenings(world, CASES)
    keys = cases.keys
    filed = cases.days(TODAY - 3 - dice("filed").integer(keys, 0, 2_200), dice("filed"))
    took = dice("took").integer(keys, 20, 300)
    ended = cases.closed((filed + took) * DAY, dice("open").chance(keys, own.still_open), dice("closed"))
    closed = np.where(ended < 0, -99_999, ended // DAY)
    enforcement = dice("enforcement").chance(keys, 0.3)
    number = _case_numbers(keys, filed, enforcement, own, dice)
    causes = words()["event"]["causes_civil"]
    changed = np.maximum(touched(keys, dice("touched")), np.maximum(filed, closed) * 86_400 + 30_000)
    parties, mentions = _parties(cases, number, enforcement, own, dice("parties"))
    columns = {
        "ah": number,
        "ajlx": text.where(enforcement, "执行", "民事"),
        "ay": text.pick(causes, dice("cause").integer(keys, 0, len(causes))),
        "larq": text.dates(filed),
        "jarq": text.dates(closed),
        "bdje": pa.array(np.round(10 ** (3 + 3.2 * dice("amount").uniform(keys)), 2)),
        "dsr": parties,
        "gxsj": text.join(text.times(changed, "%Y-%m-%dT%H:%M:%S"), "+08:00"),
    }
    return (Table("cases", ("ah",), columns, mentions, Cursor("gxsj", "%Y-%m-%dT%H:%M:%S+08:00")),)


def _case_numbers(keys: Ints, filed: Ints, enforcement: Flags, own: CourtHabits, dice: Dice) -> Texts:
    """'(2019)浙0110民初1234号', brackets in both widths; numbered by year and type."""
    year = filed.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    group = year * 2 + enforcement
    order = np.argsort(group, kind="stable")
    starts = np.r_[True, np.diff(group[order]) != 0]
    rank = np.arange(len(order)) - np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0)) + 1
    serial = np.empty_like(keys)
    serial[order] = rank
    kind = text.where(enforcement, "执", "民初")
    number = text.join("(", text.numbers(year), ")浙0110", kind, text.numbers(serial), "号")
    return text.where(dice("wide").chance(keys, own.wide_brackets), describe.wide_brackets(number), number)


def _parties(
    cases: Happenings, number: Texts, enforcement: Flags, own: CourtHabits, dice: Dice
) -> tuple[pa.Array, tuple[Mentions, ...]]:
    """The list of parties a case, and what they mean.  Rows: persons, then enterprises; in a case in random order."""
    world = cases.world
    keys, is_firm, case = _who_meets(cases, dice)
    order = np.lexsort((dice("order").bits(keys), case))
    keys, is_firm, case = keys[order], is_firm[order], case[order]
    first = np.searchsorted(case, np.arange(len(cases.keys) + 1))
    place = np.arange(len(case)) - first[case]
    person, who = _persons(world, keys, own, dice("person"))
    firm, what = _firms(world, keys, own, dice("firm"))
    party = {name: text.where(is_firm, what[name], who[name]) for name in ("lx", "mc", "zjhm", "dz", "lxdh")}
    roles = np.where(enforcement[case], 2, 0) + np.where(place % 2 == 0, 0, 1)
    role = text.pick(["原告", "被告", "申请人", "被执行人"], roles)
    struct = pa.StructArray.from_arrays([role, *party.values()], names=["ssdw", *party])
    field = text.join("dsr[", text.numbers(place), "]")
    source_key = number.take(pa.array(case))
    entity = text.where(is_firm, what["entity"], who["entity"])
    mentions = (
        Mentions("person", source_key, field, text.where(is_firm, None, person_entity(person))),
        Mentions("enterprise", source_key, field, text.where(is_firm, firm_entity(firm), None)),
        Mentions(
            "address",
            source_key,
            field,
            where_filled(entity, party["dz"]),
            text.where(is_firm, what["home"], who["home"]),
        ),
    )
    return pa.ListArray.from_arrays(pa.array(first, pa.int32()), struct), mentions


def _who_meets(cases: Happenings, dice: Dice) -> tuple[Ints, Flags, Ints]:
    """(key, whether an enterprise, case) a party.  A case of a later night has a person and a second party."""
    world, count = cases.world, cases.first_rows
    persons, firms = world.size(PERSONS), world.size(FIRMS)
    keys = np.arange(persons + firms)
    # Each case gets a party in turn, then the rest go where chance sends them.
    case = np.where(keys < count, keys % count, dice("case").integer(keys, 0, count))
    later = np.repeat(cases.keys[count:], 2)
    more = 1_000_000 + later * 2 + np.tile([0, 1], len(later) // 2)
    second_is_firm = (more % 2 == 1) & dice("against a firm").chance(more, 0.35)
    return (
        np.concatenate([keys, more]),
        np.concatenate([keys >= persons, second_is_firm]),
        np.concatenate([case, later]),
    )


def _persons(world: World, keys: Ints, own: CourtHabits, dice: Dice) -> tuple[Ints, dict[str, Texts]]:
    adults = world.people.adults(20, 80)
    person = adults[dice("who").integer(keys, 0, len(adults))]
    seen = describe.describe_people(world, person, keys, own.person, dice)
    home = describe.homes_of(world, person, keys, own.person, dice)
    here = world.writer.write(np.maximum(home, 0), keys, own.address, dice("address"))
    there = registered_places(world, person, keys, dice("elsewhere"))
    local = home >= 0
    document = world.people.document.take(pa.array(person))
    return person, {
        "lx": text.repeat("自然人", len(keys)),
        "mc": seen.name,
        "zjhm": text.where(text.filled(document), document, seen.resident_id),
        "dz": text.where(local, here.text, there.text),
        "lxdh": seen.phone,
        "entity": text.where(local, here.entity, there.entity),
        "home": text.where(local, here.dwelling, there.entity),
    }


def _firms(world: World, keys: Ints, own: CourtHabits, dice: Dice) -> tuple[Ints, dict[str, Texts]]:
    firm = dice("which").weighted(keys, np.sqrt(world.firms.size[: world.firms.first_rows]))
    seen = describe.describe_firms(world, firm, keys, own.firm, dice)
    address = world.writer.write(seen.address, keys, own.address, dice("address"))
    return firm, {
        "lx": text.repeat("法人", len(keys)),
        "mc": seen.name,
        "zjhm": seen.credit_code,
        "dz": address.text,
        "lxdh": seen.phone,
        "entity": address.entity,
        "home": address.dwelling,
    }


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    table = tables[0].arrow()
    items.write(
        folder / "court_cases.jsonl",
        table.take(pc.sort_indices(table, sort_keys=[("gxsj", "ascending"), ("ah", "ascending")])),
    )


SYSTEM = DemoSystem("court_cases", Way.REST, _describe, _write)
