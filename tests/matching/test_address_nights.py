"""A night of addresses gives what resolving all records gives: over random sequences of nights."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from matching.addresses import AddressResolution, keeping, resolve
from matching.addresses.night import AddressNight, AllDue, resolve_changes
from tests.matching.address_records import Record, parts, relation, resolved, text
from tests.matching.test_addresses import HABITS, REFERENCE
from tests.matching.test_readings import NAMES
from tests.schema.test_addresses import KNOWN_HABITS

Rows = Mapping[int, dict[str, Any]]
TEXTS = [row[0] for row in [*HABITS, *KNOWN_HABITS]]
STREETS = ["", "颍上县十八里铺镇", "乔司街道", "乔司镇", "南苑街道", "余杭区乔司街道永和村", "临平区"]
SITES = ["永和苑", "永和村", "永合苑", "旧名花园", "石塘路88号", "石糖路88号", "石塘路", "五星村"]
SITES += ["理想国际大厦", "新苑", "新苑2期"]
SITES += ["文化礼堂", *(f"{community}文化礼堂" for community in ("永和村", "五星村", "三角村"))]
ENDS = ["", "3幢", "3幢2单元501室", "3幢502", "501室", "1-1203", "12号", "3组12号", "A幢1203"]
ENDS += ["3幢2单元50", "路口", "旁"]
VILLAGE_PARTS = [
    "",
    "3组",
    "4组",
    "5组",
    "章家圩",
    "姚家埭",
    "章家弄",
    "3组章家圩",
    "4组章家圩",
    "5组姚家埭",
    "3组章家弄",
]
CODES = ["", "", *(f"A{number:02}" for number in range(1, 13))]


class City:
    """Records that change from night to night."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.records: dict[int, Record] = {}
        self.add(90)
        for record in REFERENCE:
            self.records[self.number()] = record

    def number(self) -> int:
        """A free record id, in no order."""
        while (found := self.chance.randrange(1, 100_000)) in self.records:
            pass
        return found

    def add(self, count: int) -> None:
        for _ in range(count):
            made = self.made()
            for _ in range(self.chance.choice((1, 1, 1, 3))):
                self.records[self.number()] = made

    def made(self) -> Record:
        pick = self.chance.choice
        if self.chance.random() < 0.15:
            return self.reference()
        if self.chance.random() < 0.3:
            return text(pick(TEXTS), pick(CODES))
        if self.chance.random() < 0.3:
            return text(pick(["", "乔司街道", "乔司衙道"]) + self.house())
        remark = "浙江" if self.chance.random() < 0.1 else ""
        return text(pick(STREETS) + pick(SITES) + pick(ENDS) + remark, pick(CODES))

    def house(self) -> str:
        """A house of a village."""
        village, number = self.chance.choice(["永和村", "永合村"]), self.chance.randrange(1, 6)
        behind = self.chance.choice(["", "", "", "302室", "章家圩"])
        return f"{village}{self.chance.choice(VILLAGE_PARTS)}{number}号{behind}"

    def reference(self) -> Record:
        if self.chance.random() < 0.4:
            road, compound = self.chance.choice(VILLAGE_PARTS), self.chance.choice(["", "", "章家圩", "姚家埭"])
            number = str(self.chance.randrange(1, 6))
            written = f"乔司街道{self.house()}" if self.chance.random() < 0.5 else ""
            return parts("", "乔司街道", "永和村", road, number, compound, written=written)
        record = dict(self.chance.choice(REFERENCE))
        for part in (*NAMES, "building", "room", "address_code"):
            if self.chance.random() < 0.1:
                record[part] = self.chance.choice([*NAMES.get(part, ("1", "3", "A", "501", "1203")), ""])
        if self.chance.random() < 0.5:
            record["address_text"] = self.chance.choice(TEXTS)
        return record

    def next_night(self) -> None:
        known = sorted(self.records)
        for number in self.chance.sample(known, self.chance.randrange(0, 12)):
            if self.chance.random() < 0.5:
                del self.records[number]
            else:
                self.records[number] = self.made()
        self.add(self.chance.randrange(0, 12))
        self.move()

    def move(self) -> None:
        """Most records of one text say another, so that the entity goes with them."""
        texts = sorted(record.get("address_text", "") for record in self.records.values() if not record.get("street"))
        before, after = self.chance.choice(texts), self.made()
        for number, record in sorted(self.records.items()):
            if record.get("address_text") == before and self.chance.random() < 0.7:
                self.records[number] = after


class Store:
    """Where results are kept, as the workshop keeps them."""

    def __init__(self) -> None:
        self.members: Rows = {}
        self.places: Rows = {}
        self.names: list[dict[str, Any]] = []

    def keep(self, found: AddressResolution | AddressNight) -> None:
        if isinstance(found, AddressNight):
            left = set(found.touched["record_id"].to_pylist())
            gone = set(found.gone_places["cluster_id"].to_pylist())
            self.members = {key: row for key, row in self.members.items() if key not in left}
            self.places = {key: row for key, row in self.places.items() if key not in gone}
            assert not {row["cluster_id"] for row in found.places.to_pylist()} & set(self.places)
        else:
            self.members, self.places = {}, {}
        self.members = {**self.members, **by(found.memberships, "record_id")}
        self.places = {**self.places, **by(found.places, "cluster_id")}
        self.names = found.names.to_pylist()


def by(table: pa.Table, key: str) -> Rows:
    return {row[key]: row for row in table.to_pylist()}


def found_of(records: Mapping[int, Record], folder: Path) -> AddressResolution | AddressNight:
    """By what the run before left in the folder, where that is enough."""
    with duckdb.connect() as connection:
        given = relation(connection, records)
        if keeping.fits(folder, "stored"):
            night = resolve_changes(connection, given, folder)
            if isinstance(night, AddressNight):
                keeping.confirm(folder, "stored")
                return night
        found = resolve(connection, given, keep=folder)
    keeping.confirm(folder, "stored")
    return found


def same(store: Store, records: Mapping[int, Record]) -> bool:
    anew = resolved(records)
    return (
        store.members == by(anew.memberships, "record_id")
        and store.places == by(anew.places, "cluster_id")
        and store.names == anew.names.to_pylist()
    )


@pytest.mark.parametrize("seed", range(4))
def test_nights_give_what_a_whole_run_gives(seed: int, tmp_path: Path) -> None:
    city, store, nights = City(seed), Store(), []
    for _ in range(5):
        found = found_of(city.records, tmp_path)
        nights.append(isinstance(found, AddressNight))
        store.keep(found)
        assert same(store, city.records)
        city.next_night()
    assert nights == [False, True, True, True, True]


def due(before: list[Record], after: list[Record], folder: Path) -> str:
    """Why a night from one to the other would not do."""
    found_of(dict(enumerate(before)), folder)
    with duckdb.connect() as connection:
        night = resolve_changes(connection, relation(connection, dict(enumerate(after))), folder)
    assert isinstance(night, AllDue)
    assert not keeping.fits(folder, "stored")
    return night.reason


def test_where_much_changed_all_is_due(tmp_path: Path) -> None:
    records = [*REFERENCE, *map(text, TEXTS)]
    half = [*REFERENCE, *(text(f"{value}旁") for value in TEXTS)]
    assert due(records, half, tmp_path) == f"{len(TEXTS)} of {len(records)} records changed"


def test_in_another_district_all_is_due(tmp_path: Path) -> None:
    moved = [{**record, "division_code": "330109"} for record in REFERENCE]
    texts = [*map(text, TEXTS)] * 2
    assert due([*REFERENCE, *texts], [*moved, *texts], tmp_path) == "the home district is another"


def test_what_another_run_stored_is_not_gone_on_from(tmp_path: Path) -> None:
    found_of(dict(enumerate(REFERENCE)), tmp_path)
    assert keeping.fits(tmp_path, "stored")
    assert not keeping.fits(tmp_path, "others")
    keeping.forget(tmp_path)
    assert not keeping.fits(tmp_path, "stored")
