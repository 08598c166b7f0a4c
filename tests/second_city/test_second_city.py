"""The second city itself: repeatable, complete in its truth, and judged by arithmetic that a plain count confirms."""

import csv
import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import duckdb
import httpx
import pyarrow.parquet as pq
import pytest

from tests.second_city import build
from tests.second_city.agreement import Agreement, agreement, agreement_of_system, open_home
from tests.second_city.chance import stream
from tests.second_city.contract import KEYS
from tests.second_city.diagnose import Landing, examples
from tests.second_city.evaluate import missing, unbalanced
from tests.second_city.numbers import break_digit, credit_code, registration_number, resident_id, short_id
from tests.second_city.places import Community, Place, Site
from tests.second_city.service import TOKEN, running
from tests.second_city.wording import Manner, Writer, chinese_number

SCALE = 0.001
CHINESE = ("三", "十", "十二", "二十", "八十八", "一百", "一百零五", "一百一十七", "三百四十")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("city")
    build(folder, scale=SCALE, seed=5, profile="rough")
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Content of every file; of SQLite the dump, since the file holds a change counter."""
    found = {}
    for path in sorted(file for file in folder.rglob("*") if file.is_file()):
        data = path.read_bytes()
        if path.suffix == ".db":
            with sqlite3.connect(path) as connection:
                data = "\n".join(connection.iterdump()).encode()
        found[str(path.relative_to(folder))] = hashlib.sha256(data).hexdigest()
    return found


def test_a_seed_gives_the_same_city_and_systems_do_not_disturb_each_other(city: Path, tmp_path: Path) -> None:
    some = ["telecom_subscribers", "court_cases", "land_realestate"]
    build(tmp_path, scale=SCALE, seed=5, profile="rough", systems=some)
    whole, part = digests(city / "deliveries"), digests(tmp_path / "deliveries")
    assert part
    assert part == {name: whole[name] for name in part}
    build(tmp_path, scale=SCALE, seed=6, profile="rough", systems=some)
    assert digests(tmp_path / "deliveries") != part


def test_truth_names_every_mention_once(city: Path) -> None:
    for kind in ("person", "enterprise", "address"):
        table = pq.read_table(city / "truth" / f"{kind}.parquet").to_pydict()
        keys = list(zip(table["system"], table["table_name"], table["source_key"], table["field"], strict=True))
        assert len(keys) == len(set(keys)) > 50
        assert None not in table["entity"]


def test_every_registered_person_is_in_the_truth(city: Path) -> None:
    with sqlite3.connect(city / "deliveries" / "police_hukou.db") as connection:
        keys = {row[0] for row in connection.execute("SELECT rybh FROM t_czrk")}
    table = pq.read_table(city / "truth" / "person.parquet").to_pydict()
    known = {key for system, key in zip(table["system"], table["source_key"], strict=True) if system == "police_hukou"}
    assert known == keys


def test_the_count_of_delivered_rows_is_the_files_own(city: Path) -> None:
    rows = pq.read_table(city / "truth" / "delivered.parquet").to_pylist()
    counts = {(row["system"], row["table_name"]): row for row in rows}
    assert set(counts) == set(KEYS)
    text = (city / "deliveries" / "police_address" / "dz_202405.csv").read_text(encoding="gb18030")
    keys = [line["地址编码"] for line in csv.DictReader(text.splitlines())]
    known = counts["police_address", "dz"]
    assert known["keys"] == len(set(keys) - {""})
    assert known["keyless"] == keys.count("") == 2
    assert known["repeated"] == len(keys) - 2 - known["keys"] == 3
    lines = (city / "deliveries" / "water_customers" / "ysh.txt").read_bytes().splitlines()
    assert len(lines) == counts["water_customers", "ysh"]["keys"] + 2
    assert {len(line) for line in lines} == {155}


def place(building: str | None = None, unit: str | None = None, room: str | None = None) -> Place:
    community = Community("荆湾社区", "良渚街道", "余杭区", "330110010201")
    site = Site("site/1", "compound", community, None, None, "听澜雅园", None, False, False, None, 120.0, 30.0)
    return Place(site, building, unit, room)


@pytest.mark.parametrize("limit", range(30, 110))
def test_a_cut_address_names_only_what_is_left(limit: int) -> None:
    writer = Writer(Manner(chinese=0.0, wide=0.0), stream(limit, "cut"))
    text, raw = writer.write_cut(place(building="12", unit="2", room="1203"), limit, "utf-8")
    assert len(raw) <= limit
    assert text.text == raw.decode(errors="replace")
    assert (text.level == "room") == ("1203" in text.text)
    assert (text.level in ("room", "unit", "building")) == ("12幢" in text.text or "12" in text.text)


def test_units_matter_only_where_they_repeat_the_rooms() -> None:
    single = [place(building="3", unit=unit, room="501").full_key for unit in ("1", "2")]
    assert single[0] == single[1]
    community = place().site
    repeated = [Place(community, "3", unit, "501", needs_unit=True).full_key for unit in ("1", "2")]
    assert repeated[0] != repeated[1]


def test_numbers_have_their_check_digits() -> None:
    """Published examples of GB 11643 and GB 32100, and the register number of a company that prints its own."""
    assert resident_id("110105", date(1949, 12, 31), 2) == "11010519491231002X"
    assert short_id("11010519491231002X") == "110105491231002"
    assert credit_code("91", "350100", "M000100Y4") == "91350100M000100Y43"
    assert registration_number("44030110309741") == "440301103097413"
    chance = stream(1, "broken")
    assert all(break_digit("11010519491231002X", chance) != "11010519491231002X" for _ in range(200))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3, "三"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (88, "八十八"),
        (100, "一百"),
        (105, "一百零五"),
        (117, "一百一十七"),
        (340, "三百四十"),
    ],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese_number(number) == text


def patient(url: str, headers: dict[str, str], query: dict[str, str]) -> httpx.Response:
    """Asks again as long as the service is busy."""
    while True:
        response = httpx.get(url, headers=headers, params=query)
        if response.status_code != 429:
            return response
        assert response.headers["Retry-After"] == "1"


def pages(url: str, headers: dict[str, str]) -> Iterator[dict[str, object]]:
    number = 1
    while items := patient(url, headers, {"page": str(number), "size": "7"}).json()["items"]:
        yield from items
        number += 1


def test_the_court_repeats_items_and_loses_none(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUB_COURT_TOKEN", raising=False)
    stored = json.loads((city / "deliveries" / "court_cases.json").read_text(encoding="utf-8"))
    with running(city) as port:
        url = f"http://127.0.0.1:{port}/court/cases"
        assert f":{port}/court" in (city / "hub.toml").read_text(encoding="utf-8")
        assert patient(url, {"Authorization": "Bearer wrong"}, {}).status_code == 401
        secret = {"Authorization": f"Bearer {TOKEN}"}
        assert patient(url, secret, {"updated_after": "yesterday"}).status_code == 400
        newest = str(stored[-1]["gxsj"])
        assert patient(url, secret, {"updated_after": newest}).json()["items"] == []
        served = [item["ah"] for item in pages(url, secret)]
    assert set(served) == {item["ah"] for item in stored}


def test_the_justice_cursor_ends(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_JUSTICE_TOKEN", "other")
    stored = json.loads((city / "deliveries" / "justice_mediation.json").read_text(encoding="utf-8"))
    with running(city) as port:
        url = f"http://127.0.0.1:{port}/justice/mediations"
        assert patient(url, {"X-Api-Key": TOKEN}, {}).status_code == 401
        query: dict[str, str] = {"since": str(stored[0]["gxsj"])}
        served = []
        while True:
            answer = patient(url, {"X-Api-Key": "other"}, query).json()
            served += answer["items"]
            if answer["next"] is None:
                break
            query = {"cursor": answer["next"]}
    assert served == [item for item in stored if item["gxsj"] > stored[0]["gxsj"]]


@pytest.fixture
def home(city: Path, tmp_path: Path) -> Path:
    """A warehouse that merges every 20th person record into few and splits off every 21st, and lacks some."""
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        for kind in ("person", "enterprise", "address"):
            connection.execute(
                f"""CREATE TABLE {kind}_source AS
                SELECT system, table_name, source_key, field, 1.5 AS match_weight, 'rule' AS match_rule,
                    CASE n % 20 WHEN 0 THEN 'X' || n % 300 WHEN 1 THEN 'Y' || n ELSE entity END AS {kind}_id
                FROM (
                    SELECT *, row_number() OVER (ORDER BY system, source_key, field) AS n
                    FROM '{city}/truth/{kind}.parquet')
                WHERE n % 33 <> 5 AND system <> 'postal_delivery'"""
            )
    return tmp_path


def count_pairs(rows: list[tuple[str, str, str]], system: str | None = None) -> Agreement:
    pairs = [pair for pair in combinations(rows, 2) if system is None or system in (pair[0][0], pair[1][0])]
    truth = {index for index, (a, b) in enumerate(pairs) if a[1] == b[1]}
    found = {index for index, (a, b) in enumerate(pairs) if a[2] == b[2]}
    mentions = sum(1 for row in rows if system in (None, row[0]))
    return Agreement(mentions, len(truth), len(found), len(truth & found))


def test_agreement_counts_pairs_as_a_plain_loop_does(home: Path, city: Path) -> None:
    with open_home(home, city) as connection:
        rows = connection.execute("SELECT system, entity, hub FROM enterprise_joined").fetchall()
        assert agreement(connection, "enterprise") == count_pairs(rows)
        assert agreement_of_system(connection, "enterprise", "tax_register") == count_pairs(rows, "tax_register")
        assert connection.execute("FROM absent_system").fetchall() == [("postal_delivery",)]
        lost = sum(line[3] for line in missing(connection, "enterprise"))
        assert lost == sum(1 for row in rows if row[2].startswith("missing")) > 0


def test_examples_are_pairs_that_are_wrong(home: Path, city: Path) -> None:
    with open_home(home, city) as connection:
        merges = examples(connection, "person", "hub", "entity", 5)
        splits = examples(connection, "person", "entity", "hub", 5)
        assert len(merges) == len(splits) == 5
        assert all(one[5] == two[5] and one[4] != two[4] for one, two in merges)
        assert all(one[4] == two[4] and one[5] != two[5] for one, two in splits)
        landing = home / "landing" / "court_cases" / "cases"
        landing.mkdir(parents=True)
        connection.execute(
            f"""COPY (SELECT 'A1' AS ah, '[{{"mc": "x"}}, {{"mc": "y"}}]' AS dsr) TO '{landing}/000001.parquet'"""
        )
        assert Landing(connection, home).row("court_cases", "cases", "A1", "dsr[1]") == {"ah": "A1", "mc": "y"}


def test_rows_that_do_not_add_up_are_named(home: Path, city: Path) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute(
            f"""CREATE TABLE source_batch AS
            SELECT system, table_name, 1 AS sequence,
                keys + keyless + repeated - (system = 'gas_customers')::INT AS received,
                0 AS unchanged, keys - (system = 'tax_register')::INT AS recorded, keyless + repeated AS quarantined,
                'full' AS delivery
            FROM '{city}/truth/delivered.parquet' WHERE table_name <> 'dm'"""
        )
    with open_home(home, city) as connection:
        found = {(system, trouble.split()[0]) for system, _, trouble in unbalanced(connection, city)}
    assert found == {("gas_customers", "received"), ("tax_register", "received"), ("civil_placenames", "no")}
