"""A release is checked, appears at once and whole, and disturbs nobody who reads."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from schema.errors import GateFailed, NotFound, StoreError
from schema.linkage import Kind
from schema.records import Person
from tests.warehouse.city import content, deliver, identify, partition, resident, resolve, rows, subscriber, sync
from warehouse import golden, publish, releases
from warehouse.load import load_batch
from warehouse.membership import read_ledger, restore_ledger
from warehouse.quality import Bands
from warehouse.releases import Release
from warehouse.workshop import FILE, open_workshop

Workshop = duckdb.DuckDBPyConnection
STRICT = Bands(smallest=1)


def people(count: int, first: int = 0) -> list[Person]:
    return [resident(f"{key}", name=f"人{key}") for key in range(first, first + count)]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, prototype: Path) -> tuple[Path, Release]:
    """A home with one release of two persons."""
    home = tmp_path_factory.mktemp("first")
    (home / FILE).write_bytes(prototype.read_bytes())
    with open_workshop(home) as connection:
        return home, sync(connection, home, deliver(home, "police_hukou", 1, people(2)))


def test_the_link_the_pointer_and_the_manifest_name_one_file(first: tuple[Path, Release]) -> None:
    home, release = first
    pointer = json.loads((home / "warehouse.json").read_text())
    assert pointer == {"number": 1, "file": "releases/000001.duckdb", "sha256": release.sha256}
    assert (home / "warehouse.duckdb").resolve() == home / release.file
    assert releases.newest(home) == release
    assert releases.digest(home / release.file) == release.sha256
    assert release.size_bytes == (home / release.file).stat().st_size
    assert (home / release.file).stat().st_mode & 0o777 == 0o440
    assert release.counts["person"] == 2
    assert release.batches == ("police_hukou.t.000001",)


def test_nothing_is_left_beside_a_release(first: tuple[Path, Release]) -> None:
    home, _ = first
    assert sorted(file.name for file in (home / "releases").iterdir()) == ["000001.duckdb", "000001.json"]


def test_nothing_is_published_when_nothing_changed(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(2)))
    assert sync(workshop, home) is None
    # the same rows delivered once more are no change either
    assert sync(workshop, home, deliver(home, "police_hukou", 2, [], unchanged=2)) is None
    assert releases.next_number(home) == 2


def test_a_reader_of_the_release_before_is_not_disturbed_though_it_goes(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(2)))
    with duckdb.connect(str(home / "releases" / "000001.duckdb"), read_only=True) as reader:
        slow = reader.execute("SELECT name FROM person ORDER BY name")
        load_batch(workshop, deliver(home, "police_hukou", 2, people(1, first=2), unchanged=2), home)
        resolve(workshop, home)
        publish.publish(workshop, home, golden.build(workshop, home), keep=1)
        assert not (home / "releases" / "000001.duckdb").exists()
        assert not (home / "releases" / "000001.json").exists()
        assert slow.fetchall() == [("人0",), ("人1",)]
        assert reader.execute("SELECT count(*) FROM person").fetchall() == [(2,)]
    assert rows(home, "SELECT release_number, person_count FROM release ORDER BY ALL") == [(1, 2), (2, 3)]


def test_a_cliff_holds_the_release_until_a_person_approves_it(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(10)))
    load_batch(workshop, deliver(home, "police_hukou", 2, [], unchanged=5, deleted=[*"01234"]), home)
    resolve(workshop, home)
    draft = golden.build(workshop, home)
    with pytest.raises(GateFailed, match=r"police_hukou\.t in person_source \(10 before, 5 now\)"):
        publish.publish(workshop, home, draft, STRICT)
    assert rows(home, "SELECT count(*) FROM person") == [(10,)]
    assert releases.next_number(home) == 2
    # without a change it is held still, and says so without building again
    with pytest.raises(GateFailed, match="release 2 is held"):
        golden.build(workshop, home)
    release = publish.approve(home, 2)
    assert release.number == 2
    assert rows(home, "SELECT count(*) FROM person") == [(5,)]
    assert golden.build(workshop, home) is None
    assert not list((home / "releases").glob("*held*"))


def test_a_cliff_of_a_system_that_was_approved_is_none(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(10)))
    load_batch(workshop, deliver(home, "police_hukou", 2, [], unchanged=5, deleted=[*"01234"]), home)
    resolve(workshop, home)
    settled = replace(STRICT, settled=frozenset({"police_hukou"}))
    assert publish.publish(workshop, home, golden.build(workshop, home), settled).number == 2


def test_growth_beyond_the_band_is_held_and_a_new_system_is_not(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(2)))
    others = [subscriber(f"{key}", name=f"客{key}") for key in range(9)]
    load_batch(workshop, deliver(home, "telecom", 1, others), home)
    resolve(workshop, home)
    assert publish.publish(workshop, home, golden.build(workshop, home), STRICT).number == 2
    load_batch(workshop, deliver(home, "police_hukou", 2, people(9, first=2), unchanged=2), home)
    resolve(workshop, home)
    with pytest.raises(GateFailed, match="police_hukou"):
        publish.publish(workshop, home, golden.build(workshop, home), STRICT)


def test_a_match_rate_that_jumps_is_held(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(4)))
    identify(workshop, home, Kind.PERSON, [sorted(_ids(workshop))])
    with pytest.raises(GateFailed, match="entities per record, person"):
        publish.publish(workshop, home, golden.build(workshop, home), STRICT)


def test_small_tables_are_not_judged_by_default(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(10)))
    assert sync(workshop, home, deliver(home, "police_hukou", 2, [], deleted=[*"01234"], unchanged=5)).number == 2


@pytest.mark.parametrize("decided", [False, True])
def test_two_valid_ids_are_one_person_only_by_decision(workshop: Workshop, home: Path, *, decided: bool) -> None:
    pair = [resident("1", resident_id="330110198001011232"), resident("2", resident_id="330110199001010012")]
    load_batch(workshop, deliver(home, "police_hukou", 1, pair), home)
    resolve(workshop, home)
    identify(workshop, home, Kind.PERSON, [[each.record_id for each in pair]])
    if decided:
        workshop.execute("UPDATE person_membership SET match_rule = 'decision'")
        assert publish.publish(workshop, home, golden.build(workshop, home)).number == 1
        return
    with pytest.raises(GateFailed, match="one_resident_id"):
        publish.publish(workshop, home, golden.build(workshop, home))
    with pytest.raises(GateFailed, match="one_resident_id"):
        publish.approve(home, 1)
    assert releases.newest(home) is None


@pytest.mark.parametrize(
    ("damage", "gate"),
    [
        ("DELETE FROM person_membership WHERE record_id = (SELECT min(record_id) FROM person_record)", "whole_source"),
        ("INSERT INTO person_membership SELECT * FROM person_membership LIMIT 1", "whole_source"),
        ("INSERT INTO person_membership VALUES (42, 42, 'P42', NULL, 'alone')", "no_stranger"),
        ("UPDATE applied_batch SET received = received + 1", "accounts"),
    ],
    ids=["lost", "doubled", "stranger", "accounts"],
)
def test_a_broken_gate_is_never_published(workshop: Workshop, home: Path, damage: str, gate: str) -> None:
    load_batch(workshop, deliver(home, "police_hukou", 1, people(3)), home)
    resolve(workshop, home)
    workshop.execute(damage)
    with pytest.raises(GateFailed, match=gate):
        publish.publish(workshop, home, golden.build(workshop, home))
    with pytest.raises(GateFailed, match=gate):
        publish.approve(home, 1)
    assert releases.newest(home) is None
    assert (home / "releases" / "000001.held.duckdb").exists()


def test_only_what_is_held_can_be_approved_and_only_as_it_was_checked(workshop: Workshop, home: Path) -> None:
    with pytest.raises(NotFound, match="not held"):
        publish.approve(home, 1)
    sync(workshop, home, deliver(home, "police_hukou", 1, people(10)))
    load_batch(workshop, deliver(home, "police_hukou", 2, [], unchanged=5, deleted=[*"01234"]), home)
    resolve(workshop, home)
    with pytest.raises(GateFailed):
        publish.publish(workshop, home, golden.build(workshop, home), STRICT)
    held = home / "releases" / "000002.held.duckdb"
    held.chmod(0o600)
    held.write_bytes(held.read_bytes() + b"x")
    with pytest.raises(StoreError, match="not what was checked"):
        publish.approve(home, 2)


def test_a_half_moved_pointer_is_repaired(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, people(1)))
    sync(workshop, home, deliver(home, "police_hukou", 2, people(1, first=1), unchanged=1))
    (home / "warehouse.duckdb").unlink()
    (home / "warehouse.duckdb").symlink_to("releases/000001.duckdb")
    (home / "releases" / "000003.draft.duckdb").write_bytes(b"half")
    (home / "releases" / "000003.draft.duckdb.wal").write_bytes(b"half")
    releases.repair(home)
    assert (home / "warehouse.duckdb").resolve().name == "000002.duckdb"
    assert not list((home / "releases").glob("*draft*"))


def test_a_lost_workshop_is_rebuilt_with_the_same_ids(workshop: Workshop, home: Path) -> None:
    batch = deliver(home, "police_hukou", 1, people(3))
    release = sync(workshop, home, batch)
    merged = [sorted(_ids(workshop))]
    identify(workshop, home, Kind.PERSON, merged)
    # the merge kept the id of one record and forgot none: it must survive, though new ids would come out otherwise
    release = publish.publish(workshop, home, golden.build(workshop, home))
    before = _people(home)
    workshop.close()
    (home / FILE).unlink()
    with open_workshop(home) as rebuilt:
        assert restore_ledger(rebuilt, home / release.file) == 3
        load_batch(rebuilt, batch, home)
        resolve(rebuilt, home)
        identify(rebuilt, home, Kind.PERSON, merged)
        publish.publish(rebuilt, home, golden.build(rebuilt, home))
        assert _people(home) == before
        assert read_ledger(rebuilt, Kind.PERSON).num_rows == 3
        with pytest.raises(StoreError, match="ledger of its own"):
            restore_ledger(rebuilt, home / release.file)


def test_the_same_input_in_another_order_gives_the_same_release(home: Path, tmp_path: Path, prototype: Path) -> None:
    given = [
        ("police_hukou", people(3)),
        ("telecom", [subscriber(f"{key}", name=f"人{key}", phones=(f"1391111222{key}",)) for key in range(3)]),
    ]
    contents = []
    for number, order in enumerate((given, [(system, records[::-1]) for system, records in given[::-1]])):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / FILE).write_bytes(prototype.read_bytes())
        with open_workshop(folder) as connection:
            release = sync(connection, folder, *(deliver(folder, system, 1, records) for system, records in order))
        contents.append(content(folder / release.file))
    assert contents[0] == contents[1]


def _ids(workshop: Workshop) -> Sequence[int]:
    return [record_id for group in partition(workshop, "person_record", "NULL") for record_id in group]


def _people(home: Path) -> list[tuple[object, ...]]:
    return rows(home, "SELECT person_id, name FROM person ORDER BY ALL")


def test_findings_are_in_the_release(first: tuple[Path, Release]) -> None:
    home, _ = first
    gates = {gate for (gate,) in rows(home, "SELECT gate FROM release_check")}
    assert {"one_resident_id", "whole_source person", "link_end residence address"} <= gates
    assert rows(home, "SELECT DISTINCT verdict, violations FROM release_check") == [("passed", 0)]
