"""`hub resolve`: a record that is typed in finds its person as a night would, or nobody."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.settings import Settings
from tests.pipelines import homes
from tests.pipelines.calling import Hub
from warehouse import access_log
from warehouse.control import open_control

Resolve = Callable[..., Any]


@pytest.fixture
def resolve(demo_folder: Path, hub_of: Callable[[Path], Hub]) -> Resolve:
    """Call `hub resolve …`: what it shows, as JSON where that is asked for; exit code and error where it fails."""
    hub = hub_of(homes.opened(demo_folder).file)

    def call(*words: str) -> Any:
        code, shown, error = hub("resolve", *words)
        return (json.loads(shown) if "--json" in words else shown) if code == 0 else (code, error)

    return call


def someone(folder: Path, kind: str, *columns: str) -> tuple[str, ...]:
    """The entity of some record that has these columns, and their values."""
    with duckdb.connect(str(homes.opened(folder).home / "workshop.duckdb"), read_only=True) as workshop:
        known = " AND ".join(f"{column} IS NOT NULL" for column in columns)
        query = f"SELECT entity_id, {', '.join(columns)} FROM {kind}_record JOIN {kind}_membership USING (record_id)"
        return workshop.execute(f"{query} WHERE {known} ORDER BY record_id LIMIT 1").fetchone()


def test_a_person_is_found_by_name_and_number(resolve: Resolve, demo_folder: Path) -> None:
    entity, name, number = someone(demo_folder, "person", "name", "resident_id")
    found = resolve("--name", name, "--id", number.lower(), "--json")
    assert found["entity_id"] == entity
    assert found["candidates"][0]["judgement"] == "link"
    numbers = {each["comparison"]: each["level"] for each in found["candidates"][0]["explanation"]["evidence"]}
    assert (numbers["number"], numbers["name"]) == ("same number", "same")


def test_a_number_with_one_wrong_digit_still_finds_the_person(resolve: Resolve, demo_folder: Path) -> None:
    entity, name, number = someone(demo_folder, "person", "name", "resident_id")
    wrong = number[:15] + str((int(number[15]) + 1) % 10) + number[16:]
    found = resolve("--name", name, "--id", wrong, "--json")
    assert found["entity_id"] == entity
    assert found["broken_rules"]


def test_who_is_not_known_is_new(resolve: Resolve) -> None:
    found = resolve("--name", "欧阳不存在", "--phone", "13911112222", "--json")
    assert found["entity_id"] is None
    assert "new" in resolve("--name", "欧阳不存在", "--phone", "13911112222")


def test_an_enterprise_is_found_by_its_name(resolve: Resolve, demo_folder: Path) -> None:
    entity, name, _ = someone(demo_folder, "enterprise", "enterprise_name", "credit_code")
    assert entity in resolve("--kind", "enterprise", "--name", name)


def test_the_look_is_written_down(resolve: Resolve, demo_folder: Path) -> None:
    entity, name, number = someone(demo_folder, "person", "name", "resident_id")
    settings = homes.opened(demo_folder)
    resolve("--name", name, "--id", number)
    entry = json.loads((settings.home / access_log.FILE).read_text(encoding="utf-8").splitlines()[-1])
    assert entry["action"] == "resolve"
    assert entity in entry["subject"]
    assert name not in entry["subject"]
    engine = open_control(settings.control_url)
    assert access_log.verify(settings.home, access_log.access_key(settings.home), engine)


def test_what_cannot_be_resolved_is_said(resolve: Resolve) -> None:
    assert resolve()[0] == 2
    assert resolve("--kind", "enterprise", "--id", "330110199001011234")[0] == 2
    assert "hub address" in resolve("--kind", "address", "--name", "x")[1]


def test_rows_may_have_moved_but_an_index_that_does_not_fit_is_refused(
    own: Settings, hub_of: Callable[[Path], Hub]
) -> None:
    with duckdb.connect(str(own.home / "workshop.duckdb")) as workshop:
        for table in ("person_record", "person_membership"):
            workshop.execute(f"CREATE TEMP TABLE kept AS FROM {table}")
            workshop.execute(f"DELETE FROM {table}")
            workshop.execute(f"INSERT INTO {table} FROM kept ORDER BY record_id DESC")
            workshop.execute("DROP TABLE kept")
        query = "SELECT entity_id, name, resident_id FROM person_record JOIN person_membership USING (record_id)"
        entity, name, number = workshop.execute(
            f"{query} WHERE resident_id IS NOT NULL AND name IS NOT NULL"
        ).fetchone()
    hub = hub_of(own.file)
    code, shown, _ = hub("resolve", "--name", name, "--id", number, "--json")
    assert (code, json.loads(shown)["entity_id"]) == (0, entity)
    with duckdb.connect(str(own.home / "workshop.duckdb")) as workshop:
        workshop.execute("UPDATE person_membership SET entity_id = 'P0' WHERE entity_id = ?", [entity])
    code, _, error = hub("resolve", "--name", name, "--id", number)
    assert code == 9
    assert "does not fit the workshop" in error
