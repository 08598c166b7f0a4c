"""The demo city as it is delivered: what is there, how much of it, and what the truth says of it."""

import csv
import gzip
import hashlib
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import duckdb
import openpyxl
import pytest

from connectors.demo import city as demo
from connectors.demo.habits import HABITS, Habits
from schema.errors import NotFound

SCALE = 0.01
ROWS_AT_FULL_SCALE = {
    "police_hukou": {"t_czrk": 900_000},
    "police_floating": {"ldrk_djxx": 550_000},
    "police_address": {"dz": 520_000},
    "court_cases": {"cases": 30_000},
    "fire_supervision": {"重点单位": 5_000, "火灾警情": 3_000},
    "hr_insurance": {"ac01": 420_000, "ab01": 30_000, "ac02": 520_000},
    "hr_inspection": {"jc": 2_000},
    "urban_management": {"shop": 14_000, "city_event": 80_000},
    "telecom_subscribers": {"yh": 330_000},
    "market_registry": {"e_baseinfo": 120_000, "e_alter": 40_000},
    "tax_register": {"swdj": 70_000},
    "housing_lease": {"lease": 60_000},
    "land_realestate": {"bdc_fw": 260_000, "bdc_qlr": 100_000},
    "health_residents": {"resident": 230_000},
    "medical_enrolment": {"cb": 170_000},
    "education_students": {"xj": 100_000},
    "emergency_safety": {"enterprise": 5_000, "accident": 500},
    "justice_mediation": {"mediations": 12_000},
    "grid_platform": {"visit_person": 80_000, "incident": 120_000},
    "power_customers": {"ydkh": 170_000},
    "water_customers": {"ysh": 110_000},
    "gas_customers": {"rq": 60_000},
    "postal_delivery": {"tddz": 50_000},
    "ecology_sources": {"pw": 3_000},
}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> demo.City:
    return demo.build(tmp_path_factory.mktemp("city"), scale=SCALE)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(city: demo.City, system: str, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(city.folder / city.locations[system]) as connection:
        return connection.execute(query).fetchall()


def truth(city: demo.City, kind: str, where: str) -> list[tuple[str, ...]]:
    path = city.truth / f"{kind}.parquet"
    return duckdb.sql(f"SELECT source_key, field, entity FROM '{path}' WHERE {where}").fetchall()


def test_same_scale_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    first = demo.build(tmp_path / "a", scale=0.002)
    second = demo.build(tmp_path / "b", scale=0.002)
    other = demo.build(tmp_path / "c", scale=0.002, seed=8)
    assert digests(first.folder) == digests(second.folder)
    assert digests(first.folder).keys() == digests(other.folder).keys() | {
        name for name in digests(first.folder) if "/xj/" in name
    }
    same = {name for name, digest in digests(other.folder).items() if digests(first.folder).get(name) == digest}
    assert same == {"rest/manners.json"}


def test_a_system_does_not_depend_on_which_others_are_built(tmp_path: Path) -> None:
    whole = digests(demo.build(tmp_path / "all", scale=0.001).folder)
    part = digests(demo.build(tmp_path / "some", scale=0.001, systems=["court_cases", "hr_insurance"]).folder)
    delivered = {name for name in part if not name.startswith("truth/") and name != "city.json"}
    assert {"databases/hr_insurance.sqlite", "rest/court_cases.jsonl"} <= delivered
    assert all(part[name] == whole[name] for name in delivered)


def test_an_unknown_system_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="weather"):
        demo.build(tmp_path, systems=["weather"])


@pytest.mark.parametrize("system", ROWS_AT_FULL_SCALE)
def test_counts_follow_the_scale(city: demo.City, system: str) -> None:
    for table, count in ROWS_AT_FULL_SCALE[system].items():
        assert city.counts[system][table] == pytest.approx(count * SCALE, rel=0.001, abs=4)


def test_reference_lists_do_not_shrink_below_what_places_need(city: demo.City) -> None:
    assert city.counts["grid_platform"]["grid"] >= 367
    assert city.counts["civil_placenames"]["dm"] >= 50


def test_an_opened_city_is_the_built_one(city: demo.City) -> None:
    assert demo.opened(city.folder) == city


def test_locations_are_what_the_settings_say(city: demo.City) -> None:
    sections = demo.locations(city, {"court_cases": "http://127.0.0.1:1/court"})
    assert sections["police_hukou"]["location"] == f"sqlite:///{city.folder / 'databases/police_hukou.sqlite'}"
    assert Path(str(sections["telecom_subscribers"]["location"])).is_dir()
    assert sections["court_cases"]["location"] == "http://127.0.0.1:1/court"
    token = sections["court_cases"]["token"]
    assert isinstance(token, dict)
    assert Path(token["file"]).read_text().strip()
    assert "justice_mediation" not in sections


PERSON_COLUMNS = [
    ("police_hukou", "t_czrk", "rybh", "xm"),
    ("police_floating", "ldrk_djxx", "id", "xm"),
    ("hr_insurance", "ac01", "aac001", "aac003"),
    ("hr_insurance", "ab01", "aab001", "aab013"),
    ("urban_management", "shop", "shop_id", "operator"),
    ("health_residents", "resident", "rid", "name"),
    ("grid_platform", "visit_person", "vid", "name"),
]
ADDRESS_COLUMNS = [
    ("police_hukou", "t_czrk", "rybh", "hjdxz"),
    ("police_floating", "ldrk_djxx", "id", "hjd"),
    ("police_floating", "ldrk_djxx", "id", "xzz"),
    ("hr_insurance", "ac01", "aac001", "aae006"),
    ("hr_insurance", "ab01", "aab001", "aae006"),
    ("urban_management", "shop", "shop_id", "address"),
    ("urban_management", "city_event", "event_no", "address"),
    ("land_realestate", "bdc_fw", "bdcdyh", "zl"),
    ("grid_platform", "incident", "incident_no", "address"),
]


@pytest.mark.parametrize(
    ("kind", "case"), [("person", case) for case in PERSON_COLUMNS] + [("address", case) for case in ADDRESS_COLUMNS]
)
def test_truth_has_every_mention_of_a_database_and_no_other(
    city: demo.City, kind: str, case: tuple[str, str, str, str]
) -> None:
    system, table, key, column = case
    delivered = rows(city, system, f"SELECT CAST({key} AS text) FROM {table} WHERE {column} <> ''")
    known = truth(city, kind, f"system = '{system}' AND table_name = '{table}' AND field = '{column}'")
    assert sorted(row[0] for row in delivered) == sorted(row[0] for row in known)


def test_truth_has_every_party_of_a_court_case(city: demo.City) -> None:
    lines = (city.folder / "rest/court_cases.jsonl").read_text(encoding="utf-8").splitlines()
    delivered = [
        (case["ah"], f"dsr[{place}]", party["lx"])
        for case in map(json.loads, lines)
        for place, party in enumerate(case["dsr"])
    ]
    for kind, word in (("person", "自然人"), ("enterprise", "法人")):
        known = truth(city, kind, "system = 'court_cases'")
        assert sorted((key, field) for key, field, _ in known) == sorted((k, f) for k, f, lx in delivered if lx == word)
    assert len(truth(city, "address", "system = 'court_cases'")) == len(delivered)


def test_truth_has_every_row_of_the_files(city: demo.City) -> None:
    counts = {
        ("address", "police_address", "地址全称"): city.counts["police_address"]["dz"],
        ("enterprise", "fire_supervision", "单位名称"): city.counts["fire_supervision"]["重点单位"],
        ("person", "fire_supervision", "消防安全责任人"): city.counts["fire_supervision"]["重点单位"],
        ("address", "fire_supervision", "地址"): city.counts["fire_supervision"]["火灾警情"],
        ("enterprise", "hr_inspection", "用人单位"): city.counts["hr_inspection"]["jc"],
        ("address", "telecom_subscribers", "装机地址"): city.counts["telecom_subscribers"]["yh"],
        ("person", "medical_enrolment", "psn_name"): city.counts["medical_enrolment"]["cb"],
        ("person", "education_students", "姓名"): city.counts["education_students"]["xj"],
        ("address", "postal_delivery", "address"): city.counts["postal_delivery"]["tddz"],
        ("address", "water_customers", "地址"): city.counts["water_customers"]["ysh"],
    }
    for (kind, system, field), count in counts.items():
        assert len(truth(city, kind, f"system = '{system}' AND field = '{field}'")) == count


def test_telephone_customers_are_persons_or_enterprises(city: demo.City) -> None:
    with gzip.open(next((city.folder / "drops/telecom_subscribers").glob("*.gz")), "rt", encoding="gb18030") as file:
        kinds = {line.split("|")[1]: line.split("|")[2] for line in file}
    firms = truth(city, "enterprise", "system = 'telecom_subscribers'")
    people = truth(city, "person", "system = 'telecom_subscribers'")
    assert {key for key, *_ in firms} == {key for key, kind in kinds.items() if kind == "3"}
    assert {key for key, *_ in people} == {key for key, kind in kinds.items() if kind != "3"}


def test_one_place_has_one_entity_however_it_is_written(city: demo.City) -> None:
    """Two households of one dwelling: the reference list, the register and the phone company name the same room."""
    path = city.truth / "address.parquet"
    shared = duckdb.sql(f"""
        SELECT count(*) FROM (
            SELECT entity FROM '{path}' WHERE system = 'police_hukou' INTERSECT
            SELECT entity FROM '{path}' WHERE system = 'telecom_subscribers' INTERSECT
            SELECT entity FROM '{path}' WHERE system = 'police_address')
    """).fetchall()[0][0]
    assert shared > 300


def test_house_codes_are_those_of_the_reference_list(city: demo.City) -> None:
    known = {
        key: entity for key, _, entity in truth(city, "address", "system = 'police_address'") if not key.startswith("x")
    }
    homes = {key: entity for key, _, entity in truth(city, "address", "system = 'police_floating' AND field = 'xzz'")}
    coded = rows(city, "police_floating", "SELECT CAST(id AS text), fwbh FROM ldrk_djxx WHERE fwbh IS NOT NULL")
    assert len(coded) > 1_000
    agreeing = [known[str(code)] == homes[str(key)] for key, code in coded]
    assert sum(agreeing) > 0.9 * len(agreeing)


TAKE_NO = [
    ("police_hukou", "SELECT mzdm, zjxydm FROM t_czrk"),
    ("health_residents", "SELECT diag FROM resident"),
]


@pytest.mark.parametrize(("system", "query"), TAKE_NO)
def test_columns_that_the_hub_must_refuse_are_delivered(city: demo.City, system: str, query: str) -> None:
    values = rows(city, system, query)
    assert all(all(row) for row in values)
    assert len(set(values)) > 3


def test_files_too_have_the_columns_that_the_hub_must_refuse(city: demo.City) -> None:
    with next((city.folder / "drops/tax_register").glob("*.tsv")).open(encoding="utf-8") as file:
        assert all(float(row["nse"]) >= 0 for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    with next((city.folder / "drops/power_customers").glob("*.csv")).open(encoding="gb18030", newline="") as file:
        assert all(row["用电量"].isdigit() for row in csv.DictReader(file))
    lines = (city.folder / "rest/justice_mediation.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(len(json.loads(line)["dsr"]) == 2 for line in lines)


def test_workbooks_have_title_merged_cells_and_total(city: demo.City) -> None:
    book = openpyxl.load_workbook(next((city.folder / "drops/fire_supervision").glob("*.xlsx")))
    assert book.sheetnames == ["重点单位", "火灾警情"]
    for sheet in book:
        assert sheet.merged_cells.ranges
        assert sheet.cell(sheet.max_row, 1).value == "合计"
        assert sheet.cell(sheet.max_row, 3).value == sheet.max_row - 3
    assert book["重点单位"].cell(2, 1).value == "单位编号"


def test_other_habits_make_another_city(tmp_path: Path) -> None:
    tidy = Habits(
        given_characters="甲乙丙丁",
        hukou=replace(HABITS.hukou, spaced_name=0, person=replace(HABITS.hukou.person, short_id=0.5, typo=0)),
    )
    city = demo.build(tmp_path, scale=0.002, habits=tidy, systems=["police_hukou"])
    numbers = rows(city, "police_hukou", "SELECT gmsfhm, csrq FROM t_czrk")
    old = [number for number, born in numbers if "19010101" < str(born) < "19990101"]
    assert 0.4 < sum(len(str(number)) == 15 for number in old) / len(old) < 0.6
    names = [str(name) for (name,) in rows(city, "police_hukou", "SELECT xm FROM t_czrk")]
    assert not any(" " in name or "\u3000" in name for name in names)
    assert sum(set(name[-1]) <= set("甲乙丙丁") for name in names) > 0.95 * len(names)


def test_a_canary_stands_in_every_column_that_the_hub_must_refuse(tmp_path: Path) -> None:
    systems = [
        "police_hukou",
        "health_residents",
        "tax_register",
        "power_customers",
        "water_customers",
        "justice_mediation",
    ]
    city = demo.build(tmp_path, scale=0.001, habits=replace(HABITS, canary="CANARY77"), systems=systems)
    refused = rows(city, "police_hukou", "SELECT DISTINCT mzdm, zjxydm FROM t_czrk")
    assert refused == [("CANARY77", "CANARY77")]
    assert rows(city, "health_residents", "SELECT DISTINCT diag FROM resident") == [("CANARY77",)]
    for pattern in ("drops/tax_register/*", "drops/power_customers/*", "rest/justice_mediation.jsonl"):
        content = next(city.folder.glob(pattern)).read_bytes()
        assert content.count(b"CANARY77") >= content.count(b"\n") - 1
    # The column of the water company holds six bytes.
    assert next(city.folder.glob("drops/water_customers/*")).read_bytes().count(b"CANARY") == 110
