"""Later nights of the second city: what changes, that the truth goes along, and that the hub misses nothing of it."""

import shutil
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.catalogue import SYSTEMS
from connectors.landing import land
from connectors.reading import Location
from tests.second_city import build, service
from tests.second_city.later import age
from tests.second_city.later.age import STORES
from tests.second_city.later.desks import DESKS, Row, Table, key_of
from tests.second_city.later.ledger import Ledger
from tests.second_city.later.moments import like, moment_of
from tests.second_city.test_second_city import digests

CITY = {"scale": 0.001, "seed": 5}
State = dict[Table, dict[str, Row]]


def state(folder: Path) -> State:
    """The rows of every table by key; of rows with one key the last, without those that have none."""
    found: State = {}
    for system, store in STORES.items():
        for name, rows in store.read(folder / "deliveries").items():
            desk = DESKS[system, name]
            keyed = {key_of(row, desk): row for row in rows}
            found[system, name] = {key: row for key, row in keyed.items() if key}
    return found


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    build(folder, **CITY)
    return folder


@pytest.fixture(scope="module")
def later(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("later") / "city"
    shutil.copytree(first, folder)
    age(folder, **CITY)
    return folder


def test_the_same_night_is_the_same_again(first: Path, later: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(first, again)
    age(again, **CITY)
    assert digests(again) == digests(later)
    assert digests(first) != digests(later)


def test_the_truth_knows_the_rows_that_are_there_and_no_others(later: Path) -> None:
    check_truth(later)


def test_so_it_does_on_the_third_night_of_a_rough_city(tmp_path: Path) -> None:
    build(tmp_path, **CITY, profile="rough")
    for night in (2, 3):
        age(tmp_path, **CITY, profile="rough", night=night)
    check_truth(tmp_path)
    assert any(counts[1] for counts in Ledger(tmp_path / "truth").counts.values())


def check_truth(folder: Path) -> None:
    ledger, delivered = Ledger(folder / "truth"), state(folder)
    assert {table: counts[0] for table, counts in ledger.counts.items()} == {
        table: len(rows) for table, rows in delivered.items()
    }
    assert [place for place in ledger.rows if place[1] not in delivered[place[0]]] == []
    silent = {("grid_platform", "grid"), ("market_registry", "e_alter"), ("hr_insurance", "ac02")}
    assert {table for table, _ in ledger.rows} == set(DESKS) - silent


def test_about_one_row_in_a_hundred_is_new_changed_or_gone(first: Path, later: Path) -> None:
    before, after = state(first), state(later)
    total = touched = 0
    for table, rows in before.items():
        now = after[table]
        changed = [key for key in rows if key in now and rows[key] != now[key]]
        gone, new = rows.keys() - now.keys(), now.keys() - rows.keys()
        assert bool(gone) == (DESKS[table].loses and len(rows) >= 20), table
        assert new or table == ("grid_platform", "grid"), table
        total += len(rows)
        touched += len(changed) + len(gone) + len(new)
    assert 0.008 < touched / total < 0.03


def test_some_commits_are_late_and_none_by_more_than_ten_minutes(first: Path, later: Path) -> None:
    before, after = state(first), state(later)
    with_late = 0
    for table, rows in before.items():
        cursor = DESKS[table].cursor
        if not cursor:
            continue
        latest = max(moment_of(row[cursor]) for row in rows.values())
        times = [moment_of(row[cursor]) for key, row in after[table].items() if row != rows.get(key)]
        assert all(moment > latest - timedelta(minutes=10) for moment in times)
        with_late += any(moment <= latest for moment in times)
    assert with_late > 8


def location(folder: Path, written: str) -> Location:
    if written.startswith("http"):
        return Location(written, service.TOKEN)
    database = written.removeprefix("sqlite:///")
    return Location(f"sqlite:///{folder / database}" if database != written else str(folder / written))


def landed(folder: Path, home: Path) -> dict[Table, int]:
    """Rows that the new batch of each table with a cursor brings."""
    found = {}
    cursors = {system for (system, _), desk in DESKS.items() if desk.cursor}
    with service.running(folder):
        sections = tomllib.loads((folder / "hub.toml").read_text(encoding="utf-8"))["systems"]
        for system in cursors:
            for batch in land(SYSTEMS[system], location(folder, sections[system]["location"]), home).batches:
                found[system, batch.table_name] = batch.rows
    return found


def test_the_hub_lands_every_changed_row_and_no_other(
    first: Path, later: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUB_COURT_TOKEN", raising=False)
    monkeypatch.delenv("HUB_JUSTICE_TOKEN", raising=False)
    landed(first, tmp_path / "home")
    found = landed(later, tmp_path / "home")
    before, after = state(first), state(later)
    assert found == {
        table: sum(row != rows.get(key) for key, row in after[table].items())
        for table, rows in before.items()
        if DESKS[table].cursor
    }
    assert landed(later, tmp_path / "home") == {}


@pytest.mark.parametrize(
    ("example", "written"),
    [
        ("2024-05-20 22:29:01", "2024-06-01 03:04:05"),
        ("2024-05-20 22:29:01.123", "2024-06-01 03:04:05.678"),
        ("2024-05-20T22:29:01+08:00", "2024-06-01T03:04:05+08:00"),
        ("2024-05-20 22:29:01.000000+00:00", "2024-05-31 19:04:05.678900+00:00"),
    ],
)
def test_a_time_is_written_in_the_manner_of_its_table(example: str, written: str) -> None:
    moment = moment_of("2024-06-01 03:04:05.678900")
    assert like(example, moment) == written
    assert abs(moment_of(written) - moment) < timedelta(seconds=1)
