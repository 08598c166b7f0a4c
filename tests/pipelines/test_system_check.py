"""What `hub systems check` finds wrong, step by step, in a home whose systems were damaged one by one."""

import gzip
from pathlib import Path

import pytest

from connectors.trial import Trial
from pipelines.settings import Settings
from pipelines.system_check import Step, examine
from tests.pipelines import homes


@pytest.fixture
def own(demo_folder: Path, tmp_path: Path) -> Settings:
    """A demo home that ran once, to damage."""
    return homes.opened(homes.copy_of(demo_folder, tmp_path / "demo"))


def last(given: Settings, system: str) -> Step:
    """The step that the check ended with."""
    *_, step = examine(given, system)
    return step


def drop(given: Settings, system: str) -> Path:
    return given.file.parent / "city" / "drops" / system


def test_what_is_not_there_fails_at_the_connection(own: Settings) -> None:
    (own.file.parent / "city" / "databases" / "police_hukou.sqlite").unlink()
    for file in drop(own, "tax_register").iterdir():
        file.unlink()
    for system in ("police_hukou", "tax_register"):
        step = last(own, system)
        assert (step.what, step.is_well) == ("connection", False)
        assert step.next_step


def test_a_secret_that_is_not_there_fails_at_the_location(own: Settings) -> None:
    (own.file.parent / "city" / "rest" / "token").unlink()
    assert [(step.what, step.is_well) for step in examine(own, "court_cases")] == [("location", False)]


def test_a_column_that_is_gone_or_of_another_kind_fails_at_the_contract(own: Settings) -> None:
    with homes.database(own, "police_hukou") as city:
        city.execute("ALTER TABLE t_czrk RENAME COLUMN xm TO xingming")
    step = last(own, "police_hukou")
    assert (step.what, step.is_well) == ("contract", False)
    assert "missing xm; new and unknown: xingming" in step.finding
    with homes.database(own, "police_hukou") as city:
        city.execute("ALTER TABLE t_czrk ADD COLUMN xm integer")
    assert "column 'xm' was a text and is a number" in last(own, "police_hukou").finding


def test_a_new_column_is_told_and_is_no_failure(own: Settings) -> None:
    with homes.database(own, "police_hukou") as city:
        city.execute("ALTER TABLE t_czrk ADD COLUMN xl text")
    steps = list(examine(own, "police_hukou"))
    assert all(step.is_well for step in steps)
    assert "new, to be mapped or ignored: xl" in steps[2].finding


def test_damaged_rows_fail_at_the_first_rows(own: Settings) -> None:
    (file,) = drop(own, "medical_enrolment").glob("*.gz")
    content = gzip.decompress(file.read_bytes())
    file.write_bytes(gzip.compress(content[: len(content) // 2]))
    assert last(own, "medical_enrolment").is_well is False


def test_a_column_whose_every_value_is_refused_is_a_wrong_declaration(own: Settings) -> None:
    with homes.database(own, "police_hukou") as city:
        city.execute("UPDATE t_czrk SET gmsfhm = '12345'")
    step = last(own, "police_hukou")
    assert (step.what, step.is_well) == ("first rows", False)
    assert isinstance(step.trial, Trial)
    assert step.trial.hopeless == ["gmsfhm"]
    assert "every value of gmsfhm is refused" in step.next_step


def test_only_as_many_rows_as_asked_for_are_read_and_nothing_is_kept(own: Settings) -> None:
    before = sorted(file for file in own.home.rglob("*") if file.is_file())
    for system in ("police_floating", "court_cases", "justice_mediation", "telecom_subscribers", "postal_delivery"):
        *_, step = examine(own, system, rows=7)
        assert step.trial is not None
        assert step.trial.rows == 7
    assert sorted(file for file in own.home.rglob("*") if file.is_file()) == before
