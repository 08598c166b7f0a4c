"""Every habit that the police's description lists is in its delivery, about as often as declared."""

import csv
import re

import duckdb
import pytest

from connectors.demo import city as demo
from connectors.demo.habits import HABITS
from schema.identifiers import resident_id
from tests.connectors.delivered import Row, assert_about, drop, table

SCALE = 0.02
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> demo.City:
    systems = ["police_hukou", "police_floating", "police_address", "market_registry"]
    return demo.build(tmp_path_factory.mktemp("police"), scale=SCALE, systems=systems)


@pytest.fixture(scope="module")
def hukou(city: demo.City) -> list[Row]:
    return table(city, "police_hukou", "t_czrk")


def test_hukou_numbers(hukou: list[Row]) -> None:
    own = HABITS.hukou
    born_before = [row for row in hukou if "19010101" < row["csrq"] < "19990101"]
    assert_about((len(row["gmsfhm"]) == 15 for row in born_before), own.person.short_id)
    whole = [row["gmsfhm"].upper() for row in hukou if len(row["gmsfhm"]) == 18]
    # One wrong digit in eleven repairs itself by chance, and a swap of equal neighbours never happens.
    assert_about((not resident_id.is_valid(number) for number in whole), own.person.wrong_id * 0.97)
    assert_about((row["gmsfhm"][-1] == "x" for row in hukou if row["gmsfhm"][-1] in "xX"), own.person.lower_x)


def test_hukou_names(hukou: list[Row]) -> None:
    own = HABITS.hukou
    blanks = re.compile("[ \u3000]+")
    two = [row["xm"] for row in hukou if len(blanks.sub("", row["xm"])) == 2]
    assert_about((bool(blanks.search(name)) for name in two), own.spaced_name)
    assert any("\u3000" in name for name in two)
    assert any("?" in row["xm"] for row in hukou)
    assert any(PRIVATE_USE.search(row["xm"]) for row in hukou)
    assert_about((row["cym"] != "" for row in hukou), HABITS.world.renamed)


def test_hukou_codes_dates_and_telephones(hukou: list[Row]) -> None:
    own = HABITS.hukou
    assert {row["xbdm"] for row in hukou} == {"0", "1", "2", "9"}
    assert_about((row["csrq"] == "19000101" for row in hukou), own.unknown_birth)
    assert_about((row["hjdxzqh"] != "330110" for row in hukou), own.old_division)
    assert not any("浙江" in row["hjdxz"] or "杭州" in row["hjdxz"] for row in hukou)
    assert_about((not row["hjdxz"].startswith("余杭区") for row in hukou), dict(own.address.prefixes)[""])
    phones = [row["lxdh"] for row in hukou if row["lxdh"]]
    assert_about((len(row["lxdh"]) == 0 for row in hukou), own.person.no_phone)
    assert_about((bool(re.search("[/,，]", phone)) for phone in phones), own.second_phone)
    assert_about((phone.startswith("0571-") for phone in phones), own.land_line)
    assert 0.01 < sum(row["zxbs"] == "1" for row in hukou) / len(hukou) < 0.1


def test_hukou_households_share_a_number_and_have_one_head(hukou: list[Row]) -> None:
    heads = [row["hh"] for row in hukou if row["yhzgx"] == "02"]
    assert len(heads) == len(set(heads)) == len({row["hh"] for row in hukou})
    assert {"11", "12", "20", "30", "51", "52", "41", "42"} <= {row["yhzgx"] for row in hukou}


@pytest.fixture(scope="module")
def floating(city: demo.City) -> list[Row]:
    return table(city, "police_floating", "ldrk_djxx")


def test_floating_people_register_again_after_a_move(city: demo.City, floating: list[Row]) -> None:
    path = city.truth / "person.parquet"
    query = f"SELECT count(*), count(DISTINCT entity) FROM '{path}' WHERE system = 'police_floating'"
    rows, people = duckdb.sql(query).fetchall()[0]
    assert rows == len(floating)
    assert people == pytest.approx(rows * 450 / 550, rel=0.01)
    # Whoever registers again has left the dwelling before; a few have left the last one too.
    left = sum(row["zxrq"] != "" for row in floating)
    assert left >= rows - people


def test_floating_names_and_numbers(floating: list[Row]) -> None:
    own = HABITS.floating
    dotted = [row["xm"] for row in floating if re.search("[·•.]", row["xm"])]
    assert {re.sub("[^·•.]", "", name) for name in dotted} == {"·", "•", "."}
    assert any(len(row["xm"]) >= 6 and not re.search("[·•.]", row["xm"]) for row in floating)
    numbers = [row["sfzh"] for row in floating]
    assert_about((number == "" for number in numbers), own.person.no_id)
    held = [number for number in numbers if number]
    assert_about((bool(re.search("[０-９]", number)) for number in held), own.wide_id)
    assert_about((number.endswith(" ") for number in held), own.trailing_space)


def test_floating_codes_dates_and_telephones(floating: list[Row]) -> None:
    own = HABITS.floating
    assert {row["xb"] for row in floating} == {"男", "女", ""}
    assert_about((row["xb"] == "" for row in floating), own.no_sex)
    assert_about((row["csrq"] == "" for row in floating), own.no_birth)
    assert_about((row["fwbh"] != "" for row in floating), own.house_code)
    placeholders = {"13800000000", "无", "13900000000", "00000000000", "不详"}
    assert_about((row["lxdh"] in placeholders for row in floating), own.person.placeholder_phone)
    assert {"13800000000", "无"} <= {row["lxdh"] for row in floating}
    provinces = {row["hjd"][:2] for row in floating}
    assert len(provinces) > 12


def test_employers_are_short_names(city: demo.City, floating: list[Row]) -> None:
    registered = {row["entname"] for row in table(city, "market_registry", "e_baseinfo")}
    named = [row["fwcs"] for row in floating if row["fwcs"]]
    assert len(named) > 500
    unregistered = [name for name in named if name not in registered]
    assert len(unregistered) > 0.6 * len(named)


@pytest.fixture(scope="module")
def reference(city: demo.City) -> list[Row]:
    path = drop(city, "police_address", "dz_*.csv")
    content = path.read_bytes().decode("gb18030")
    assert content.count("\r\n") == content.count("\n")
    with path.open(encoding="gb18030", newline="") as file:
        return list(csv.DictReader(file))


def test_reference_list_of_addresses(reference: list[Row]) -> None:
    own = HABITS.address_list
    assert len({row["地址编码"] for row in reference}) == len(reference)
    assert {row["行政区划"] for row in reference} == {"330110"}
    assert_about((row["经度"] == "" for row in reference), own.no_coordinates)
    assert all((row["经度"] == "") == (row["纬度"] == "") for row in reference)
    assert_about((row["状态"] == "停用" for row in reference), own.out_of_use)
    numbers = {re.sub(r"\d+", "8", row["门牌号"]) for row in reference}
    assert {"8号", "8", "8-8号"} <= numbers
    assert any(re.fullmatch("[一二三四五六七八九十百零]+号?", row["门牌号"]) for row in reference)
    assert {re.sub(r"\d+", "3", row["楼幢号"]) for row in reference} >= {"3幢", "3栋", "3号楼"}
    assert any(re.fullmatch("[一二三四五六七八九十]+幢", row["楼幢号"]) for row in reference)
    assert {re.sub(r"\d", "2", row["单元号"]) for row in reference} >= {"2单元", "2", "二单元"}
    assert {re.sub(r"\d+", "5", row["室号"]) for row in reference} >= {"5室", "5"}
    roadless = [row for row in reference if row["小区名"] and not row["街路巷"]]
    assert roadless
    assert all(row["门牌号"] == "" for row in roadless)


def test_full_texts_are_not_always_the_joined_parts(reference: list[Row]) -> None:
    parts = ("街道", "街路巷", "小区名")
    named = [row for row in reference if all(row[part] in row["地址全称"] for part in parts)]
    assert 0.9 * len(reference) < len(named) < len(reference)
