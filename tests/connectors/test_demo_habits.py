"""Every habit that descriptions of departments beside the police list is in their deliveries, as often as declared."""

import csv
import gzip
import re
from datetime import datetime

import duckdb
import openpyxl
import pytest

from connectors.demo import city as demo
from connectors.demo.habits import HABITS
from tests.connectors.delivered import assert_about, drop, table

SCALE = 0.02


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> demo.City:
    return demo.build(
        tmp_path_factory.mktemp("habits"),
        scale=SCALE,
        systems=[
            "fire_supervision",
            "hr_insurance",
            "hr_inspection",
            "urban_management",
            "telecom_subscribers",
            "market_registry",
            "tax_register",
            "water_customers",
        ],
    )


def test_insurance_addresses_are_cut_at_100_bytes(city: demo.City) -> None:
    addresses = {row["aac001"]: row["aae006"] for row in table(city, "hr_insurance", "ac01")}
    assert all(len(text.rstrip("\ufffd").encode()) <= 100 for text in addresses.values())
    cut_inside = {key for key, text in addresses.items() if text.endswith("\ufffd")}
    assert cut_inside
    path = city.truth / "address.parquet"
    query = f"SELECT source_key, entity, dwelling FROM '{path}' WHERE system = 'hr_insurance' AND field = 'aae006'"
    known = {key: (entity, dwelling) for key, entity, dwelling in duckdb.sql(query).fetchall()}
    shallower = {key for key in addresses if known[key][0] != known[key][1]}
    assert cut_inside & shallower
    # What the text still names is what truth says: a room's number stands at the end of the text, whole.
    for key in set(addresses) - shallower:
        if known[key][0].startswith("room:"):
            assert re.search(r"\d{3,4}室?\ufffd?$", addresses[key])


def test_insurance_dates_numbers_and_documents(city: demo.City) -> None:
    own = HABITS.insurance
    people = table(city, "hr_insurance", "ac01")
    assert all(re.fullmatch(r"[12]\d{7}", row["aac006"]) for row in people)
    assert any(re.fullmatch(r"E\d{8}", row["aac002"]) for row in people)
    firms = table(city, "hr_insurance", "ab01")
    assert 0.6 < sum(row["aab998"] != "" for row in firms) / len(firms) < 0.85
    assert own.firm.no_code == 0.2
    assert any(len(row["aab007"]) == 15 for row in firms)
    spells = table(city, "hr_insurance", "ac02")
    assert {row["aac031"] for row in spells} == {"1", "2", "3"}
    assert {row["aac001"] for row in spells} <= {row["aac001"] for row in people}
    assert {row["aab001"] for row in spells} <= {row["aab001"] for row in firms}


def test_fire_workbook_cells(city: demo.City) -> None:
    book = openpyxl.load_workbook(drop(city, "fire_supervision", "xfjd_*.xlsx"), data_only=True)
    sheet = book["重点单位"]
    header = [cell.value for cell in sheet[2]]
    units = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(3, sheet.max_row - 1, values_only=True)]
    codes = [unit["统一社会信用代码"] for unit in units]
    assert any(isinstance(code, float | int) and code > 9e17 for code in codes)
    phones = [unit["联系电话"] for unit in units if unit["联系电话"] is not None]
    assert all(isinstance(phone, int) for phone in phones)
    assert any(str(phone).startswith("571") for phone in phones)
    dates = [unit["列管日期"] for unit in units]
    assert_about((isinstance(date, str) for date in dates), HABITS.fire.text_date)
    assert all(isinstance(date, datetime) or re.fullmatch(r"\d{4}\.\d{1,2}\.\d{1,2}", date) for date in dates)
    incidents = book["火灾警情"]
    losses = [row[6] for row in incidents.iter_rows(3, incidents.max_row - 1, values_only=True)]
    assert_about((isinstance(loss, str) and loss.endswith("万元") for loss in losses), HABITS.fire.ten_thousands)


def test_inspection_file(city: demo.City) -> None:
    path = drop(city, "hr_inspection", "jc_*.csv")
    assert path.read_bytes().startswith("\ufeff".encode())
    with path.open(encoding="utf-8-sig", newline="") as file:
        cases = list(csv.DictReader(file))
    assert len(cases) == city.counts["hr_inspection"]["jc"]
    assert any("\n" in row["单位地址"] + row["处理结果"] for row in cases)
    forms = {re.sub(r"\d+", "9", row["投诉日期"]) for row in cases}
    assert forms == {"9/9/9", "9-9-9", "9年9月9日"}
    assert_about((row["涉及人数"].endswith("人") for row in cases), HABITS.inspection.counted)
    assert_about((row["欠薪金额"].endswith("万") for row in cases), HABITS.inspection.ten_thousands)
    assert any(re.fullmatch(r"\d+,\d{3}\.00", row["欠薪金额"]) for row in cases)


def test_shops_and_street_events(city: demo.City) -> None:
    own = HABITS.urban
    shops = table(city, "urban_management", "shop")
    assert_about((row["status"] == "0" for row in shops), own.closed)
    assert_about((row["operator"] == "" for row in shops), own.no_operator)
    assert 0.25 < sum(row["uscc"] != "" for row in shops) / len(shops) < 0.45
    assert any(re.search("[(（].+店[)）]$", row["shop_name"]) for row in shops)
    assert any(row["shop_name"].startswith("老") for row in shops)
    events = table(city, "urban_management", "city_event")
    assert any(re.search("(与|、).+(交叉口|路口)[东南西北]\\d+米$", row["address"]) for row in events)
    assert_about((row["closed_at"] == "" for row in events), own.still_open + 0.003)


def test_telecom_file_and_its_check(city: demo.City) -> None:
    own = HABITS.telecom
    path = drop(city, "telecom_subscribers", "yh_*.txt.gz")
    with gzip.open(path, "rt", encoding="gb18030") as file:
        lines = [line.rstrip("\n").split("|") for line in file]
    count, _ = path.with_name(path.name.replace(".txt.gz", ".ok")).read_text().split()
    assert int(count) == len(lines)
    assert {len(line) for line in lines} == {9}
    assert {line[0] for line in lines} == {"A"}
    people = [line for line in lines if line[2] == "1"]
    assert all(re.fullmatch(r"\d{6}\*{8}\d{3}[\dXx]", line[3]) for line in people if line[3])
    assert_about(("*" in line[4] for line in people), own.masked_name)
    assert {re.sub(r"[^*]", "", line[4]) for line in people} == {"", "*"}
    assert_about((line[8] == "0" for line in lines), own.stopped)
    assert any(re.search(r"\d+-\d+-\d+$", line[6]) for line in people)
    assert_about((bool(re.match("余杭(?!区)", line[6])) for line in lines), dict(own.address.prefixes)["余杭"])


def test_registry_has_nameless_traders_old_numbers_and_former_names(city: demo.City) -> None:
    firms = table(city, "market_registry", "e_baseinfo")
    traders = [row for row in firms if row["enttype"].startswith("9")]
    assert_about((row["entname"] == "*" for row in traders), HABITS.world.nameless)
    assert not any(row["entname"] == "*" for row in firms if not row["enttype"].startswith("9"))
    assert 0 < sum(row["uniscid"] == "" for row in firms) / len(firms) < HABITS.world.unconverted
    assert any("（" in row["entname"] for row in firms)
    assert any("(" in row["entname"] for row in firms)
    changes = table(city, "market_registry", "e_alter")
    names = {row["entname"] for row in firms}
    former = {row["altbe"] for row in changes if row["altitem"] == "名称"}
    insured = {row["aab004"] for row in table(city, "hr_insurance", "ab01")}
    assert {row["altitem"] for row in changes} == {"名称", "住所", "法定代表人"}
    assert len(former & insured - names) > 3


def test_tax_numbers_are_credit_codes_or_the_old_ones(city: demo.City) -> None:
    with drop(city, "tax_register", "swdj_*.tsv").open(encoding="utf-8") as file:
        header, *lines = [line.rstrip("\n").split("\t") for line in file]
    assert header[:3] == ["djxh", "nsrsbh", "nsrmc"]
    assert {len(line) for line in lines} == {11}
    lengths = [len(line[1]) for line in lines]
    assert set(lengths) == {15, 18}
    assert 0.05 < lengths.count(15) / len(lengths) < 0.2


def test_water_lines_have_fixed_widths_in_bytes(city: demo.City) -> None:
    lines = drop(city, "water_customers", "ysh.txt").read_bytes().split(b"\r\n")
    assert lines.pop() == b""
    assert {len(line) for line in lines} == {155}
    assert len({line[:12] for line in lines}) == len(lines)
    full = [line[52:132] for line in lines if not line[131:132].isspace()]
    assert full
    broken = 0
    for address in full:
        try:
            address.decode("gb18030")
        except UnicodeDecodeError:
            broken += 1
    assert 0 < broken < len(full)
