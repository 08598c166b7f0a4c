"""What happens in the demo city from night to night, and which systems hear of it."""

from collections import Counter

import numpy as np
import pytest

from connectors.demo.aging.difference import Difference
from connectors.demo.aging.states import all_nights, states
from connectors.demo.habits import HABITS
from connectors.demo.registry import SYSTEMS
from connectors.demo.world import World
from schema.identifiers import credit_code, resident_id
from tests.connectors.nights import Nights, truth


def test_who_moves_is_registered_again_and_the_old_row_is_closed(nights: Nights) -> None:
    first, second, third = (tables["police_floating", "ldrk_djxx"] for tables in nights.tables)
    entities = {
        key: entity for key, _, entity in truth(nights.city, "person", "system = 'police_floating' AND field = 'xm'")
    }
    for before, after in ((first, second), (second, third)):
        closed = {key for key, row in before.items() if row["zxrq"] is None and after[key]["zxrq"] is not None}
        assert closed
        assert all(before[key]["fwbh"] == after[key]["fwbh"] for key in before)
        fresh = {entities[key] for key in after.keys() - before.keys()}
        again = fresh & {entities[key] for key in before}
        assert fresh - again, "newcomers"
        assert again <= {entities[key] for key in closed} | {
            entities[key] for key, row in before.items() if row["zxrq"] is not None
        }
        assert again
    open_rows = Counter(entities[key] for key, row in third.items() if row["zxrq"] is None)
    assert set(open_rows.values()) == {1}


def test_the_registry_writes_down_new_names_and_the_others_go_on_with_the_old_ones(worlds: list[World]) -> None:
    news = worlds[-1].nights[-1].firms.names
    old, new = news.before.to_pylist(), news.after.to_pylist()
    assert len(new) >= 2
    held = {}
    for system in ("market_registry", "hr_insurance", "tax_register"):
        *_, last = states(SYSTEMS[system], worlds, HABITS)
        held[system] = {table.name: table.columns for table in last.tables}
    registered = [
        name.replace("（", "(").replace("）", ")")
        for name in held["market_registry"]["e_baseinfo"]["entname"].to_pylist()
    ]
    assert set(new) <= set(registered)
    changes = held["market_registry"]["e_alter"]
    assert set(zip(old, new, strict=True)) <= set(
        zip(changes["altbe"].to_pylist(), changes["altaf"].to_pylist(), strict=True)
    )
    elsewhere = {
        *held["hr_insurance"]["ab01"]["aab004"].to_pylist(),
        *held["tax_register"]["swdj"]["nsrmc"].to_pylist(),
    }
    assert len(elsewhere & set(new)) <= len(new) // 2


def test_people_are_born_and_die(nights: Nights) -> None:
    first, second, _ = (tables["police_hukou", "t_czrk"] for tables in nights.tables)
    died = [key for key, row in first.items() if (row["zxbs"], second[key]["zxbs"]) == ("0", "1")]
    born = second.keys() - first.keys()
    assert died
    assert born
    assert all("20240501" <= str(second[key]["csrq"]) < "20240601" for key in born)
    assert {second[key]["hh"] for key in born} <= {row["hh"] for row in first.values()}
    entities = {entity for key, _, entity in truth(nights.city, "person", "system = 'police_hukou'") if key in born}
    assert entities <= {entity for *_, entity in truth(nights.city, "person", "system = 'health_residents'")}


def test_registered_addresses_move_with_the_household(nights: Nights) -> None:
    first, second, _ = (tables["police_hukou", "t_czrk"] for tables in nights.tables)
    moved = {row["hh"] for key, row in first.items() if row["pcsdm"] != second[key]["pcsdm"]}
    assert moved
    assert all(second[key]["pcsdm"] != row["pcsdm"] for key, row in first.items() if row["hh"] in moved)


def test_jobs_end_and_others_begin(nights: Nights) -> None:
    first, second, _ = (tables["hr_insurance", "ac02"] for tables in nights.tables)
    ended = {key for key, row in first.items() if row["aac031"] == "1" and second[key]["aac031"] == "3"}
    begun = second.keys() - first.keys()
    assert ended
    assert begun
    assert all(second[key]["aac031"] == "1" and 20240501 <= int(str(second[key]["aac030"])) < 20240601 for key in begun)
    changed = {row["aac001"] for key, row in second.items() if key in begun}
    assert changed & {first[key]["aac001"] for key in ended}


def test_roads_get_other_names_and_keep_the_old_ones_as_former_names(worlds: list[World]) -> None:
    news = worlds[-1].nights[-1].places.roads
    *_, last = states(SYSTEMS["civil_placenames"], worlds, HABITS)
    rows = {row["bzmc"]: row for row in last.tables[0].arrow().to_pylist()}
    for before, after in zip(news.before.to_pylist(), news.after.to_pylist(), strict=True):
        assert before not in rows
        assert rows[after]["cym"] == [before]


def test_every_event_system_has_new_events_and_closes_old_ones(
    differences: dict[tuple[str, str], Difference],
) -> None:
    events = [("court_cases", "cases"), ("fire_supervision", "火灾警情"), ("emergency_safety", "accident")]
    events += [("hr_inspection", "jc"), ("urban_management", "city_event"), ("justice_mediation", "mediations")]
    for name in (*events, ("grid_platform", "incident")):
        assert differences[name].added.any(), name
    closed = differences["urban_management", "city_event"]
    was_open = closed.before.columns["closed_at"].is_null().to_numpy(zero_copy_only=False)
    now = closed.after.columns["closed_at"].is_null().to_numpy(zero_copy_only=False)
    known = closed.place >= 0
    assert np.any(was_open[closed.place[known]] & ~now[known])


def test_numbers_of_the_newcomers_are_their_own() -> None:
    world = all_nights(0.01, 7, HABITS, 4)[-1]
    people, firms = world.people, world.firms
    assert people.first_rows < len(people.group)
    ids = [number for number in people.resident_id.to_pylist() if number]
    assert len(ids) == len(set(ids))
    assert all(resident_id.is_valid(number) for number in ids[-200:])
    codes = [code for code in firms.credit_code.to_pylist() if code]
    assert len(codes) == len(set(codes))
    assert all(credit_code.is_valid(code) for code in codes[-20:])
    names = [name for name in firms.name.to_pylist() if name]
    assert len(names) == len(set(names))
    owners = people.phone_owner[people.first_rows :]
    arrived = np.unique(owners[owners >= people.first_rows])
    assert len(np.unique(people.phone[arrived])) == len(arrived)
    assert not set(people.phone[arrived].tolist()) & set(people.phone[: people.first_rows].tolist())


COLUMNS = [
    ("person", "police_hukou", "t_czrk", "xm"),
    ("person", "police_floating", "ldrk_djxx", "xm"),
    ("person", "hr_insurance", "ac01", "aac003"),
    ("person", "grid_platform", "visit_person", "name"),
    ("person", "health_residents", "resident", "name"),
    ("address", "police_floating", "ldrk_djxx", "xzz"),
    ("address", "housing_lease", "lease", "address"),
    ("address", "land_realestate", "bdc_fw", "zl"),
    ("address", "grid_platform", "incident", "address"),
    ("enterprise", "market_registry", "e_baseinfo", "entname"),
    ("enterprise", "police_floating", "ldrk_djxx", "fwcs"),
]


@pytest.mark.parametrize(("kind", "system", "table", "column"), COLUMNS)
def test_truth_is_that_of_the_night(nights: Nights, kind: str, system: str, table: str, column: str) -> None:
    delivered = [key for key, row in nights.tables[-1][system, table].items() if row[column] not in (None, "")]
    where = f"system = '{system}' AND table_name = '{table}' AND field = '{column}'"
    assert sorted(key for key, *_ in truth(nights.city, kind, where)) == sorted(delivered)
