"""The `hub` command: what it shows, what a program reads, how it ends."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import demo_view
from pipelines.lock import only_run
from pipelines.settings import Settings
from schema.published_tables import PUBLISHED
from tests.pipelines import homes
from tests.pipelines.calling import Hub, answer
from warehouse import access_log
from warehouse.control import open_control


@pytest.fixture
def hub(hub_of: Callable[[Path], Hub], demo_folder: Path) -> Hub:
    return hub_of(demo_folder / "hub.toml")


def outside(*words: str) -> subprocess.CompletedProcess[str]:
    """Call the installed command as a person does, in a process of its own."""
    command = [str(Path(sys.executable).with_name("hub")), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def one(demo_folder: Path, query: str) -> tuple[Any, ...]:
    with duckdb.connect(str(demo_folder / "var" / "warehouse.duckdb"), read_only=True) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row


def test_demo_and_sync_by_prefect(tmp_path: Path) -> None:
    """The whole command as a person calls it: once for a city, once more with nothing changed."""
    folder = tmp_path / "demo"
    made = outside("demo", "--home", str(folder), "--scale", "0.001")
    assert made.returncode == 0, made.stderr
    assert re.search(r"✓ [\d,]+ rows received = [\d,]+ recorded \+ [\d,]+ quarantined", made.stdout)
    parts = ("police_hukou", "常住人口信息管理系统", "Release 1: entities", "Agreement with the truth", "Worth trying")
    assert [part for part in parts if part not in made.stdout] == []
    assert "Traceback" not in made.stdout + made.stderr
    again = outside("sync", "--config", str(folder / "hub.toml"))
    assert again.returncode == 0, again.stderr
    assert "Nothing changed: release 1 stays the newest." in again.stdout


def test_status_and_systems_are_read_by_programs(hub: Hub, demo_folder: Path) -> None:
    status = answer(hub("status", "--json"))
    assert status["holder"] is None
    assert status["release"]["number"] == 1
    assert status["runs"][0]["state"] == "done"
    systems = answer(hub("systems", "--json"))
    assert {each["system"] for each in systems} == set(homes.opened(demo_folder).systems)
    assert {each["verdict"] for each in systems} == {"current"}


def test_a_system_is_tried_without_showing_a_value(hub: Hub, demo_folder: Path) -> None:
    code, shown, error = hub("systems", "check", "police_hukou")
    assert (code, error) == (0, "")
    assert re.search(r"✓ t_czrk, first rows [\d.]+ s  100 rows give 100 address, 100 person", shown)
    names = one(demo_folder, "SELECT list(DISTINCT name) FROM person WHERE name IS NOT NULL")[0]
    assert not [name for name in names if name in shown]
    steps = answer(hub("systems", "check", "court_cases", "--json"))
    assert [step["what"] for step in steps] == ["location", "connection", "contract", "first rows"]
    assert steps[-1]["trial"]["yielded"]["court_case"] > 0
    assert hub("systems", "check", "no_such_system")[0] == 2


def test_sql_answers_and_refuses(hub: Hub) -> None:
    assert answer(hub("sql", "--json", "SELECT 1 AS one, 'a' AS word")) == [{"one": 1, "word": "a"}]
    code, shown, _ = hub("sql", "SELECT range AS number FROM range(5)", "--rows", "2")
    assert code == 0
    assert "the first 2 rows" in shown
    for query in ("DELETE FROM person", "SELECT 1; SELECT 2", "SELECT * FROM read_csv('/etc/passwd')"):
        code, shown, error = hub("sql", query)
        assert code != 0
        assert "next:" in error


@pytest.mark.parametrize(("title", "query"), demo_view.QUERIES)
def test_the_queries_that_the_demo_suggests_answer(hub: Hub, title: str, query: str) -> None:
    assert answer(hub("sql", "--json", query)), title


def test_catalog_shows_every_table_and_the_class_of_every_column(hub: Hub) -> None:
    assert {each["table"] for each in answer(hub("catalog", "--json"))} == set(PUBLISHED.tables)
    (person,) = answer(hub("catalog", "person", "--json"))
    classes = {each["name"]: each["class"] for each in person["columns"]}
    assert classes["resident_id"] == "personal"
    assert classes["person_id"] == "public"
    code, _, error = hub("catalog", "persn")
    assert code == 7
    assert "did you mean 'person'" in error


def test_quarantine_lists_rules_and_shows_places_without_values(hub: Hub, demo_folder: Path) -> None:
    found = answer(hub("quarantine", "list", "--json"))
    system = next(each["system"] for each in found if each["rule"] == "resident_id.check_digit")
    places = answer(hub("quarantine", "show", system, "--json"))
    assert {"batch_id", "source_key", "reason"} <= set(places[0])
    assert sum(each["rows"] for each in found) > 0


def test_an_export_is_written_down_first_and_a_retry_says_where_nothing_changed(
    hub: Hub, demo_folder: Path, tmp_path: Path
) -> None:
    given = homes.opened(demo_folder)
    engine, key = open_control(given.control_url), access_log.access_key(given.home)
    before = access_log.verify(given.home, key, engine)
    assert answer(hub("quarantine", "export", "police_hukou", "-o", str(tmp_path / "x.csv"), "--json"))["lines"]
    assert access_log.verify(given.home, key, engine) == before + 1
    code, shown, _ = hub("quarantine", "retry", "police_hukou")
    assert code == 0
    assert "Nothing to map again" in shown


def test_a_declaration_is_proposed_and_no_file_is_written_over(hub: Hub, demo_folder: Path, tmp_path: Path) -> None:
    sample = demo_folder / "city" / "drops" / "gas_customers" / "rq.xlsx"
    code, text, error = hub("systems", "new", "gas_again", "--from", str(sample))
    assert code == 0, error
    assert 'department="gas"' in text
    file = tmp_path / "gas.py"
    for expected in (0, 2):
        assert hub("systems", "new", "gas_again", "--from", str(sample), "-o", str(file))[0] == expected
    assert file.read_text(encoding="utf-8") == text


def test_trace_follows_a_row_to_the_fields_it_won(hub: Hub, demo_folder: Path) -> None:
    key, person = one(
        demo_folder,
        "SELECT source_key, person_id FROM person_source WHERE system = 'police_hukou' ORDER BY source_key LIMIT 1",
    )
    found = answer(hub("trace", "police_hukou", "t_czrk", key, "--json"))
    assert found["landed"]["row"]["rybh"] == key
    assert "mzdm" not in found["landed"]["row"]
    records = {each["kind"]: each for each in found["records"]}
    assert records["person"]["entity_id"] == person
    assert "name" in records["person"]["won"]
    assert found["mentions"][0]["relation"] == "residence"
    code, _, error = hub("trace", "police_hukou", "t_czrk", "nobody")
    assert code == 7
    assert "rybh" in error


@pytest.mark.parametrize("kind", ["person", "enterprise", "address"])
def test_explain_says_why_two_records_are_one(hub: Hub, demo_folder: Path, kind: str) -> None:
    a, b, left, right = one(
        demo_folder,
        f"""
        SELECT concat_ws(':', a.system, a.table_name, a.source_key, a.field),
            concat_ws(':', b.system, b.table_name, b.source_key, b.field), a.record_id, b.record_id
        FROM {kind}_source AS a JOIN {kind}_source AS b USING ({kind}_id)
        WHERE a.record_id < b.record_id AND a.system <> b.system ORDER BY a.record_id, b.record_id LIMIT 1
        """,
    )
    by_place, by_number = (
        answer(hub("explain", kind, a, b, "--json")),
        answer(hub("explain", kind, str(left), str(right), "--json")),
    )
    assert by_place == by_number
    code, shown, _ = hub("explain", kind, a, b)
    assert code == 0
    assert "judgement:" in shown
    if kind == "address":
        assert by_place["is_same"]
    else:
        total = sum(each["weight"] for each in by_place["evidence"])
        assert total == pytest.approx(by_place["match_weight"], abs=1e-6)


def test_review_lists_what_explain_takes(hub: Hub) -> None:
    for kind in ("person", "enterprise"):
        for pair in answer(hub("review", "list", kind, "--about", "doubt", "--rows", "1", "--json")):
            assert answer(hub("explain", kind, pair["a"], pair["b"], "--json"))["judgement"] == "unsure"


def test_every_look_is_written_down_first(hub_of: Callable[[Path], Hub], own: Settings) -> None:
    hub, engine, key = hub_of(own.file), open_control(own.control_url), access_log.access_key(own.home)
    before = access_log.verify(own.home, key, engine)
    hub("review", "list", "person")
    hub("sql", "SELECT count(*) FROM person")
    assert access_log.verify(own.home, key, engine) == before + 2


def test_doctor_finds_a_whole_home_well(hub: Hub) -> None:
    code, shown, error = hub("doctor")
    assert code == 0, error
    assert "✗" not in shown


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("sync", "police_huko"), 2, "did you mean 'police_hukou'"),
        (("status", "--config", "nowhere.toml"), 2, "no such file"),
        (("trace", "police_hukou", "t_cz", "1"), 7, "t_czrk"),
        (("explain", "person", "police_hukou:t_czrk", "1"), 7, "SYSTEM:TABLE:KEY"),
        (("approve", "99", "--reason", "x"), 7, "not held"),
    ],
)
def test_what_is_wrong_is_said_with_its_exit_code(hub: Hub, words: tuple[str, ...], code: int, says: str) -> None:
    found, shown, error = hub(*words)
    assert (found, says in error) == (code, True), error
    assert "Traceback" not in shown + error


def test_a_home_in_use_is_not_touched(hub_of: Callable[[Path], Hub], own: Settings) -> None:
    hub = hub_of(own.file)
    with only_run(own.home, "another run"):
        for command in ("migrate", "sync"):
            code, _, error = hub(command)
            assert code == 6
            assert "another run" in error
        assert "another run" in answer(hub("status", "--json"))["holder"]


def test_a_defect_shows_its_place_and_no_value(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("330110199001011234")

    monkeypatch.setattr("pipelines.standing.home_standing", broken)
    code, shown, error = hub("status")
    assert code == 70
    assert "ValueError" in error
    assert "330110199001011234" not in shown + error


def test_help_teaches_by_examples(hub: Hub) -> None:
    for command in ("demo", "sync", "serve", "sql", "trace", "explain"):
        code, shown, _ = hub(command, "--help")
        assert code == 0
        assert f"hub {command}" in shown
