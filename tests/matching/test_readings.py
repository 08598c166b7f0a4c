"""What a run has read serves the next, and changes nothing: whatever the gazetteer has learned or lost meanwhile."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from matching.addresses import AddressResolution
from matching.addresses.readings import Readings, read_readings, write_readings
from tests.matching.address_records import Record, resolved, text
from tests.matching.test_addresses import HABITS, REFERENCE
from tests.schema.test_addresses import KNOWN_HABITS

TEXTS = [text(row[0]) for row in [*HABITS, *KNOWN_HABITS]]
NAMES = {
    "street": ("乔司街道", "乔司镇", "南苑街道", "塘栖镇", "五星街道"),
    "community": ("永和村", "五星村", "和睦桥村", "永合社区", "临城社区"),
    "road": ("石塘路", "石糖路", "五星路", "世纪大道", "世纪大街", "广济路"),
    "compound": ("永和苑", "永合苑", "理想国际大厦", "理想国际花园", "水北新村", "凤凰山小区"),
}


def changed(seed: int) -> list[Record]:
    """The reference with some records gone and others under other names."""
    chance = random.Random(seed)
    kept = [record for record in REFERENCE if chance.random() < 0.8]
    renamed = []
    for record in kept:
        part = chance.choice(list(NAMES))
        renamed.append({**record, part: chance.choice(NAMES[part])} if chance.random() < 0.3 else record)
    return renamed


def same(one: AddressResolution, other: AddressResolution) -> bool:
    return all(getattr(one, part).equals(getattr(other, part)) for part in ("memberships", "places", "names"))


@pytest.fixture(scope="module")
def readings() -> Readings:
    return resolved([*REFERENCE, *TEXTS]).readings


@pytest.mark.parametrize("seed", range(4))
def test_a_changed_reference_reads_as_if_for_the_first_time(seed: int, readings: Readings) -> None:
    records = [*changed(seed), *TEXTS]
    anew, after = resolved(records), resolved(records, readings)
    assert same(anew, after)
    assert after.report["heads_read"] < anew.report["heads_read"]


def test_readings_of_another_home_are_not_taken(readings: Readings) -> None:
    records = [{**record, "division_code": "330109"} for record in REFERENCE] + TEXTS
    anew, after = resolved(records), resolved(records, readings)
    assert same(anew, after)


def test_readings_are_kept_in_a_folder(tmp_path: Path, readings: Readings) -> None:
    folder = tmp_path / "index" / "address"
    assert read_readings(folder) is None
    write_readings(folder, readings)
    found = read_readings(folder)
    assert found is not None
    assert found.districts == readings.districts
    for part in ("fronts", "backs", "cuts", "heads", "tails", "names"):
        assert getattr(found, part).equals(getattr(readings, part))
    assert folder.stat().st_mode & 0o077 == 0


def test_files_of_two_runs_are_no_readings(tmp_path: Path, readings: Readings) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_readings(one, readings)
    write_readings(other, replace(readings, names=readings.names.slice(1)))
    (one / "heads.parquet").replace(other / "heads.parquet")
    assert read_readings(other) is None


def test_a_file_that_is_cut_is_no_reading(tmp_path: Path, readings: Readings) -> None:
    write_readings(tmp_path, readings)
    file = tmp_path / "tails.parquet"
    file.write_bytes(file.read_bytes()[:100])
    assert read_readings(tmp_path) is None
