"""Later nights of the demo city: how much changes, how it is delivered, and that the way there does not matter."""

import csv
import gzip
import hashlib
import json
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pyarrow as pa
import pytest

from connectors.demo import city as demo
from connectors.demo.aging.calendar import day_of, delivers
from connectors.demo.aging.difference import Difference
from connectors.demo.aging.states import all_nights
from connectors.demo.delivery import Rhythm, Way
from connectors.demo.habits import HABITS
from connectors.demo.registry import SYSTEMS
from connectors.demo.service import serve
from tests.connectors.nights import SCALE, Nights, digests, truth


def test_a_city_built_for_a_night_is_the_one_that_came_there(nights: Nights, tmp_path: Path) -> None:
    built = demo.build(tmp_path / "built", scale=SCALE, night=3)
    ours, theirs = nights.digests[-1], digests(built.folder)
    assert {name for name, digest in theirs.items() if ours.get(name) != digest} == set()
    older = {name for name in ours if name not in theirs}
    assert older
    assert all(name.startswith("drops/") and any(day in name for day in ("202405", "20240601")) for name in older)
    assert built.counts == nights.city.counts
    assert demo.opened(nights.city.folder) == nights.city


def test_two_nights_at_once_are_two_nights_one_after_the_other(nights: Nights, tmp_path: Path) -> None:
    systems = ["police_floating", "telecom_subscribers", "tax_register", "justice_mediation"]
    demo.build(tmp_path, scale=SCALE, systems=systems)
    demo.age(tmp_path, night=3)
    ours = {
        name: digest for name, digest in digests(tmp_path).items() if not name.startswith(("truth", "city", "rest/m"))
    }
    assert len(ours) > 10
    assert {name for name, digest in ours.items() if nights.digests[-1][name] != digest} == set()


def test_a_night_that_was_left_half_way_is_made_again(tmp_path: Path) -> None:
    systems = ["hr_insurance", "telecom_subscribers", "court_cases"]
    demo.build(tmp_path, scale=SCALE, systems=systems)
    first = (tmp_path / "city.json").read_text()
    demo.age(tmp_path)
    whole = digests(tmp_path)
    (tmp_path / "city.json").write_text(first)
    (tmp_path / "truth" / "person.parquet").write_bytes(b"half")
    next(tmp_path.glob("drops/telecom_subscribers/yh_20240601.ok")).unlink()
    assert demo.age(tmp_path).night == 2
    assert digests(tmp_path) == whole
    assert demo.age(tmp_path).night == 2
    assert digests(tmp_path) == whole


def test_nights_follow_the_second_day_by_day() -> None:
    assert [day_of(night) for night in (1, 2, 3)] == [date(2024, 5, 1), date(2024, 6, 1), date(2024, 6, 2)]
    assert all(delivers(rhythm, 2) for rhythm in Rhythm)
    assert [night for night in range(3, 33) if delivers(Rhythm.WEEKLY, night)] == [9, 16, 23, 30]
    assert [day_of(night) for night in range(3, 40) if delivers(Rhythm.MONTHLY, night)] == [date(2024, 7, 1)]


# ───────── how much changes ─────────


def test_one_row_in_a_hundred_changes(differences: dict[tuple[str, str], Difference]) -> None:
    rows = sum(difference.before.rows for difference in differences.values())
    touched = sum(int(difference.touched.sum()) + len(difference.removed) for difference in differences.values())
    assert 0.007 < touched / rows < 0.013


LARGE = [
    ("police_hukou", "t_czrk"),
    ("police_floating", "ldrk_djxx"),
    ("police_address", "dz"),
    ("hr_insurance", "ac01"),
    ("hr_insurance", "ac02"),
    ("telecom_subscribers", "yh"),
    ("market_registry", "e_baseinfo"),
    ("land_realestate", "bdc_fw"),
    ("land_realestate", "bdc_qlr"),
    ("health_residents", "resident"),
    ("medical_enrolment", "cb"),
    ("grid_platform", "incident"),
    ("power_customers", "ydkh"),
    ("water_customers", "ysh"),
]


@pytest.mark.parametrize("table", LARGE)
def test_so_it_does_in_each_large_table(differences: dict[tuple[str, str], Difference], table: tuple[str, str]) -> None:
    difference = differences[table]
    share = (int(difference.touched.sum()) + len(difference.removed)) / difference.before.rows
    assert 0.003 < share < 0.022
    assert difference.added.any()
    assert difference.changed.any()


def test_a_table_with_a_cursor_loses_nothing_and_a_full_list_some(
    differences: dict[tuple[str, str], Difference],
) -> None:
    for difference in differences.values():
        if difference.after.cursor:
            assert len(difference.removed) == 0
        elif difference.before.rows >= 500:
            assert 0.0005 < len(difference.removed) / difference.before.rows < 0.01


# ───────── databases and services ─────────


def test_changed_rows_have_a_later_time_but_a_few_were_committed_late(
    differences: dict[tuple[str, str], Difference],
) -> None:
    with_late = 0
    for difference in differences.values():
        cursor = difference.after.cursor
        if cursor is None:
            continue
        latest = max(difference.before.columns[cursor.column].to_pylist())
        times = difference.after.columns[cursor.column].filter(pa.array(difference.touched)).to_pylist()
        late = [time for time in times if time <= latest]
        moment = datetime.fromisoformat(latest)
        assert all(moment - datetime.fromisoformat(time) <= timedelta(minutes=10) for time in late)
        assert all("2024-05-01" <= time < "2024-06-01" for time in times if time > latest)
        assert len(late) == (max(1, round(0.03 * len(times))) if len(times) > 1 else 0)
        with_late += bool(late)
    assert with_late > 12


def test_rows_that_did_not_change_keep_their_time(nights: Nights) -> None:
    cursors = {
        (system.id, table.name): table.cursor.column
        for system in SYSTEMS.values()
        if system.way is Way.SQL
        for table in system.describe(all_nights(0.001, 7, HABITS, 1)[0], HABITS)
        if table.cursor
    }
    assert cursors.keys() == nights.tables[0].keys()
    for before, after in zip(nights.tables, nights.tables[1:], strict=False):
        for name, cursor in cursors.items():
            assert before[name].keys() <= after[name].keys()
            for key, row in before[name].items():
                unchanged = all(row[column] == after[name][key][column] for column in row if column != cursor)
                assert unchanged == (row[cursor] == after[name][key][cursor]) or (not unchanged and cursor == "aae036")


def test_a_service_answers_what_changed_since_and_the_overlap_brings_what_came_late(tmp_path: Path) -> None:
    demo.build(tmp_path, scale=0.01, systems=["court_cases"])
    path = tmp_path / "rest" / "court_cases.jsonl"
    before = {case["ah"]: case for case in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    city = demo.age(tmp_path)
    after = {case["ah"]: case for case in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    changed = {number for number, case in after.items() if before.get(number) != case}
    latest = max(str(case["gxsj"]) for case in before.values())
    overlap = (datetime.fromisoformat(latest) - timedelta(minutes=10)).isoformat()
    assert changed - before.keys()
    assert changed & before.keys()
    assert ask(city, overlap) >= changed > ask(city, latest)


def ask(city: demo.City, since: str) -> set[str]:
    """Numbers of the cases that changed later."""
    token = (city.folder / "rest" / "token").read_text().strip()
    with serve(city.folder) as service:
        url = f"{service.urls['court_cases']}/cases"
        query, headers = {"updated_after": since}, {"Authorization": f"Bearer {token}"}
        answers = [httpx.get(url, params=query, headers=headers) for _ in range(2)]
    return {case["ah"] for answer in answers if answer.status_code == 200 for case in answer.json()["items"]}


# ───────── files ─────────


def address_list(city: demo.City, month: str) -> set[str]:
    path = city.folder / "drops" / "police_address" / f"dz_{month}.csv"
    with path.open(encoding="gb18030", newline="") as file:
        return {row["地址编码"] for row in csv.DictReader(file)}


def test_a_full_list_stands_beside_the_older_one_and_lacks_what_was_deleted(nights: Nights) -> None:
    before, after = (address_list(nights.city, month) for month in ("202405", "202406"))
    assert len(before - after) == max(1, round(0.002 * len(before)))
    assert after - before
    known = {key for key, *_ in truth(nights.city, "address", "system = 'police_address'")}
    assert known == after


def test_who_does_not_deliver_on_a_night_leaves_everything_as_it_was(nights: Nights) -> None:
    folder = nights.city.folder / "drops"
    assert [path.name for path in sorted(folder.glob("hr_inspection/*"))] == [
        f"jc_{day}.csv" for day in ("20240501", "20240601", "20240602")
    ]
    assert [path.name for path in sorted(folder.glob("tax_register/*"))] == [
        f"swdj_{day}.tsv" for day in ("20240501", "20240601")
    ]
    quiet = {system.id for system in SYSTEMS.values() if system.rhythm is not Rhythm.NIGHTLY}
    second, third = (
        {name: digest for name, digest in contents.items() if name.split("/")[:2][-1] in quiet}
        for contents in nights.digests[1:]
    )
    assert len(quiet) == 12
    assert second == third


def test_files_replaced_in_place_change_on_the_second_night(nights: Nights) -> None:
    names = ["civil_placenames/dm.jsonl", "water_customers/ysh.txt", "gas_customers/rq.xlsx", "ecology_sources/pw.json"]
    for name in (*names, "postal_delivery/tddz.parquet"):
        assert nights.digests[0][f"drops/{name}"] != nights.digests[1][f"drops/{name}"]
    # GB18030 in odd months only, and GBK in even ones.
    json.loads((nights.city.folder / "drops/ecology_sources/pw.json").read_text(encoding="utf-8"))
    head = (nights.city.folder / "drops/emergency_safety/aq_202406.xml").read_bytes()[:60]
    assert b'encoding="GBK"' in head


def test_changes_of_subscribers_come_in_files_that_follow_each_other(nights: Nights) -> None:
    folder = nights.city.folder / "drops" / "telecom_subscribers"
    files = sorted(folder.glob("yh_*.txt.gz"))
    assert [file.name[3:11] for file in files] == ["20240501", "20240601", "20240602"]
    held: dict[str, list[str]] = {}
    operations: Counter[str] = Counter()
    for file in files:
        lines = gzip.decompress(file.read_bytes()).decode("gb18030").splitlines()
        count, digest = file.with_name(file.name.replace(".txt.gz", ".ok")).read_text().split()
        assert int(count) == len(lines)
        assert digest == hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()
        rows = [line.split("|") for line in lines]
        assert len({row[1] for row in rows}) == len(rows)
        for operation, key, *rest in rows:
            operations[operation] += file != files[0]
            assert (key in held) == (operation != "A")
            assert operation != "U" or held[key] != rest
            held.pop(key) if operation == "D" else held.update({key: rest})
    assert operations.keys() == {"A", "U", "D"}
    known = [*truth(nights.city, "person", "system = 'telecom_subscribers'")]
    known += truth(nights.city, "enterprise", "system = 'telecom_subscribers'")
    assert {key for key, *_ in known} == held.keys()
    assert nights.city.counts["telecom_subscribers"]["yh"] == len(held)
