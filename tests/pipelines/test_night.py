"""A run from delivery to release, without Prefect: accounts, nothing new, failures, rebuilding."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from pipelines import demo_city, report, runs
from pipelines.refused import kept_apart
from pipelines.settings import Settings
from pipelines.standing import home_standing, systems_standing
from schema.errors import DeliveryError, GateFailed, PartlyFailed, SettingsError
from schema.linkage import Decision, Judgement, Kind
from tests.pipelines import homes
from warehouse import publish, releases
from warehouse.clock import now
from warehouse.control import open_control
from warehouse.decisions import decide, undo


@pytest.fixture
def own(demo_folder: Path, tmp_path: Path) -> Settings:
    """A demo home that ran once, to change."""
    return homes.opened(homes.copy_of(demo_folder, tmp_path / "demo"))


def ledger(home: Path) -> set[tuple[str, int, str]]:
    """(kind, record id, entity id) of every record of the newest release."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        return set(connection.execute("SELECT kind, record_id, entity_id FROM ledger").fetchall())


def test_every_row_that_the_city_delivered_is_accounted_for(demo_folder: Path) -> None:
    found = report.last_run(homes.opened(demo_folder))
    delivered = json.loads((demo_folder / "city" / "city.json").read_text(encoding="utf-8"))["counts"]
    assert {line.system: line.received for line in found.systems} == {
        system: sum(tables.values()) for system, tables in delivered.items()
    }
    assert all(line.received == line.unchanged + line.recorded + line.quarantined for line in found.systems)
    assert found.state == "done"


def test_every_record_reaches_a_source_table(demo_folder: Path) -> None:
    home = homes.opened(demo_folder).home
    with (
        duckdb.connect(str(home / "workshop.duckdb"), read_only=True) as workshop,
        duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as warehouse,
    ):
        for kind in ("person", "address", "enterprise"):
            claimed = workshop.execute(f"SELECT record_id FROM {kind}_record ORDER BY 1").fetchall()
            published = warehouse.execute(f"SELECT record_id FROM {kind}_source ORDER BY 1").fetchall()
            assert claimed
            assert claimed == published


def test_the_residence_of_a_registration_that_was_cancelled_has_ended(demo_folder: Path) -> None:
    own = homes.opened(demo_folder)
    with homes.database(own, "police_hukou") as city:
        cancelled = dict(city.execute("SELECT rybh, zxbs FROM t_czrk").fetchall())
    with duckdb.connect(str(own.home / "warehouse.duckdb"), read_only=True) as warehouse:
        found = warehouse.execute(
            "SELECT source_key, link_status FROM residence WHERE system = 'police_hukou' AND role = 'registered'"
        ).fetchall()
    assert {status for _, status in found} == {"active", "ended"}
    assert all((status == "ended") == (cancelled[key] == "1") for key, status in found)


def test_a_run_on_unchanged_sources_changes_nothing_and_says_so(own: Settings) -> None:
    before = releases.newest(own.home)
    outcome = homes.run(own)
    found = report.last_run(own)
    assert outcome.release is None
    assert releases.newest(own.home) == before
    assert {line.state for line in found.systems} == {"skipped"}
    assert "release" not in found.seconds
    assert found.state == "done"


def test_only_the_systems_asked_for_are_visited(own: Settings) -> None:
    homes.run(own, "fire_supervision", "police_hukou")
    assert [line.system for line in report.last_run(own).systems] == ["police_hukou", "fire_supervision"]
    with pytest.raises(SettingsError, match="did you mean 'police_hukou'"):
        homes.run(own, "police_huko")


def test_a_system_that_fails_keeps_its_last_good_state_and_leaves_the_others_going(own: Settings) -> None:
    before = homes.contents(own.home)
    (own.file.parent / "wrong").write_text("wrong\n", encoding="utf-8")
    own.file.write_text(own.file.read_text("utf-8").replace("city/rest/token", "wrong"), encoding="utf-8")
    own = homes.opened(own.file.parent)
    (own.file.parent / "city" / "databases" / "police_hukou.sqlite").unlink()
    with pytest.raises(PartlyFailed, match=r"3 of \d+ systems") as caught:
        homes.run(own)
    assert caught.value.exit_code == 3
    standing = {each.system: each.verdict for each in systems_standing(own)}
    assert (standing["police_hukou"], standing["police_floating"]) == ("stale", "current")
    assert list(home_standing(own).stale) == ["court_cases", "justice_mediation", "police_hukou"]
    assert homes.contents(own.home) == before


def test_when_all_fail_nothing_is_published_and_the_run_says_so(own: Settings) -> None:
    shutil.rmtree(own.file.parent / "city" / "drops" / "police_address")
    with pytest.raises(DeliveryError) as caught:
        homes.run(own, "police_address")
    assert caught.value.exit_code == 4
    assert report.last_run(own).state == "failed"


def test_a_lost_workshop_is_rebuilt_from_landing_with_the_same_ids(own: Settings) -> None:
    before, ids = homes.contents(own.home), ledger(own.home)
    for file in own.home.glob("workshop.duckdb*"):
        file.unlink()
    homes.run(own)
    assert ledger(own.home) == ids
    assert homes.contents(own.home) == before


def test_a_full_run_gives_the_same_warehouse(own: Settings) -> None:
    before, ids = homes.contents(own.home), ledger(own.home)
    homes.run(own, full=True)
    assert ledger(own.home) == ids
    assert homes.contents(own.home) == before


def test_a_new_delivery_makes_a_new_release_with_history(own: Settings) -> None:
    with homes.database(own, "police_hukou") as city:
        key = city.execute("SELECT rybh FROM t_czrk ORDER BY rybh LIMIT 1").fetchone()[0]
        city.execute("UPDATE t_czrk SET lxdh = '13911112222', gxsj = '2031-01-01 00:00:00' WHERE rybh = ?", [key])
    outcome = homes.run(own)
    assert outcome.release == 2
    with duckdb.connect(str(own.home / "warehouse.duckdb"), read_only=True) as warehouse:
        phones, versions = warehouse.execute(
            """
            SELECT person.phones, (SELECT count(*) FROM person_history AS old WHERE old.person_id = person.person_id)
            FROM person JOIN person_source USING (person_id)
            WHERE system = 'police_hukou' AND source_key = ?
            """,
            [key],
        ).fetchone()
    assert "13911112222" in phones
    assert versions == 2


def test_a_later_night_gives_what_a_full_rebuild_gives(own: Settings) -> None:
    assert demo_city.next_night(own.file.parent, 2)
    outcome = homes.run(own)
    found = report.last_run(own)
    assert outcome.release == 2
    assert sum(line.deleted for line in found.systems) > 0
    assert all(line.received == line.unchanged + line.recorded + line.quarantined for line in found.systems)
    after, ids = homes.contents(own.home), ledger(own.home)
    homes.run(own, full=True)
    assert homes.contents(own.home) == after
    assert ledger(own.home) == ids


def test_a_decision_alone_makes_a_new_release(own: Settings) -> None:
    with duckdb.connect(str(own.home / "warehouse.duckdb"), read_only=True) as warehouse:
        left, right = warehouse.execute(
            """
            SELECT a.record_id, b.record_id FROM person_source AS a JOIN person_source AS b USING (person_id)
            WHERE a.record_id < b.record_id ORDER BY 1, 2 LIMIT 1
            """
        ).fetchone()
    control = open_control(own.control_url)
    number = decide(control, Decision(Kind.PERSON, left, right, Judgement.NO_LINK, "tester", "two persons", now()))
    assert homes.run(own, "fire_supervision").release == 2
    assert entity_of(own, left) != entity_of(own, right)
    undo(control, number, "tester")
    assert homes.run(own, "fire_supervision").release == 3
    assert entity_of(own, left) == entity_of(own, right)
    assert homes.run(own, "fire_supervision").release is None


def entity_of(own: Settings, record: int) -> str:
    with duckdb.connect(str(own.home / "warehouse.duckdb"), read_only=True) as warehouse:
        return warehouse.execute("SELECT person_id FROM person_source WHERE record_id = ?", [record]).fetchone()[0]


def redelivered(own: Settings, share: float) -> None:
    """A new month of the list of addresses, with only this share of its rows, from all over the list."""
    folder = own.file.parent / "city" / "drops" / "police_address"
    (last,) = folder.glob("dz_*.csv")
    head, *rows = last.read_bytes().splitlines(keepends=True)
    (folder / "dz_209901.csv").write_bytes(
        b"".join([head, *(row for place, row in enumerate(rows) if place % 10 < share * 10)])
    )


def test_a_cliff_is_held_until_somebody_approves_it(own: Settings) -> None:
    redelivered(own, 0.7)
    for _ in range(2):
        with pytest.raises(GateFailed) as caught:
            homes.run(own, "police_address")
        assert caught.value.exit_code == 5
        assert releases.next_number(own.home) == 2
    assert report.last_run(own).state == "held"
    assert publish.approve(own.home, 2).number == 2
    assert homes.run(own, "police_address").release is None


def test_half_a_table_is_not_taken_in_until_its_size_is_approved(own: Settings) -> None:
    redelivered(own, 0.4)
    with pytest.raises(DeliveryError):
        homes.run(own, "police_address")
    # who approved the delivery need not approve its release as well
    assert homes.run(own, "police_address", is_size_approved=True).release == 2


def test_a_row_without_a_key_is_kept_apart_and_counted(own: Settings) -> None:
    with homes.database(own, "police_floating") as city:
        city.execute("INSERT INTO ldrk_djxx (id, xm, gxsj) VALUES (' ', '张三', '2031-01-01 00:00:00')")
    homes.run(own, "police_floating")
    (line,) = report.last_run(own).systems
    assert (line.received, line.recorded, line.quarantined) == (1, 0, 1)
    (row,) = [each for each in kept_apart(own, "police_floating", 1000) if each.row_number is not None]
    assert (row.table_name, row.row_number) == ("ldrk_djxx", 1)


def test_a_new_column_is_reported_and_not_read(own: Settings) -> None:
    with homes.database(own, "police_hukou") as city:
        city.execute("ALTER TABLE t_czrk ADD COLUMN xl varchar(2)")
    homes.run(own, "police_hukou")
    homes.run(own, "fire_supervision")
    standing = {each.system: each for each in systems_standing(own)}
    assert (standing["police_hukou"].verdict, standing["fire_supervision"].verdict) == ("drift", "current")
    (drift,) = standing["police_hukou"].drift
    assert list(drift.new_columns) == ["xl"]
    assert "nobody mapped or ignored" in next(drift.lines)


def test_a_run_that_was_killed_is_marked_so_by_the_next(own: Settings) -> None:
    control = open_control(own.control_url)
    with pytest.raises(KeyboardInterrupt), runs.recorded_run(control, "ad_hoc", ()):
        raise KeyboardInterrupt
    assert runs.latest(control)["state"] == "failed"
    number = runs.begin(control, "nightly", ())
    homes.run(own, "fire_supervision")
    states = {row["id"]: row["state"] for row in runs.recent(control, 5)}
    assert states[number] == "killed"
