"""`hub quarantine retry`: after a fix of a declaration what landed is mapped again, and no row is lost or doubled."""

import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from connectors.catalogue import SYSTEMS
from connectors.source import Coded, EnterpriseMap, System
from pipelines import night, report, retry, steps
from pipelines.night import Outcome
from pipelines.plain import plain_caller
from pipelines.refused import Counted, counted
from pipelines.request import Request
from pipelines.settings import Settings
from tests.pipelines import homes

SYSTEM = "tax_register"
STATUS = Counted(SYSTEM, "swdj", "nsrzt", "status.unknown_code")


@pytest.fixture(scope="module")
def ran(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of one system that ran once."""
    given = homes.fresh(demo_folder, tmp_path_factory.mktemp("retry") / "demo", SYSTEM)
    homes.run(given)
    return given.file.parent


@pytest.fixture
def own(ran: Path, tmp_path: Path) -> Settings:
    return homes.opened(homes.copy_of(ran, tmp_path / "demo"))


def incomplete(system: System) -> System:
    """The declaration as a beginner writes it: one code of the status is not listed."""
    (table,) = system.tables
    first, *others = table.records
    assert isinstance(first, EnterpriseMap)
    claims = {**first.claims, "status": Coded("nsrzt", {"05": "abnormal", "07": "deregistered"})}
    return replace(system, tables=(replace(table, records=(EnterpriseMap(**claims), *others)),))


def declared(monkeypatch: pytest.MonkeyPatch, system: System) -> None:
    """As if this were what the department's file says."""
    catalogue = MappingProxyType({**SYSTEMS, system.id: system})
    monkeypatch.setattr(steps, "SYSTEMS", catalogue)
    monkeypatch.setattr(retry, "SYSTEMS", catalogue)


def again(given: Settings) -> Outcome:
    """What the command does."""
    tables = retry.forget(given, [SYSTEM]).tables
    assert tables == {SYSTEM: ("swdj",)}
    with plain_caller() as caller:
        return night.run(given, Request(tuple(tables), trigger="retry", is_from_landing=True), caller)


def test_nothing_is_mapped_again_where_nothing_changed(own: Settings) -> None:
    assert retry.forget(own, own.systems).tables == {}


def test_a_changed_declaration_is_told_and_takes_effect_by_a_retry(
    own: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, contents = counted(own), homes.contents(own.home)
    declared(monkeypatch, incomplete(SYSTEMS[SYSTEM]))
    homes.run(own, SYSTEM)
    (line,) = report.last_run(own).systems
    assert "hub quarantine retry tax_register" in (line.message or "")
    assert counted(own) == before

    # the department need not be there
    shutil.rmtree(own.file.parent / "city" / "drops" / SYSTEM)
    assert again(own).release is not None
    worse = counted(own)
    assert worse.pop(STATUS) > 0
    assert worse == before
    (line,) = report.last_run(own).systems
    assert line.received == line.recorded + line.quarantined > 0
    assert homes.contents(own.home) != contents

    declared(monkeypatch, SYSTEMS[SYSTEM])
    again(own)
    assert counted(own) == before
    now = homes.contents(own.home)
    assert {name: rows for name, (rows, _) in now.items() if not name.endswith("_history")} == {
        name: rows for name, (rows, _) in contents.items() if not name.endswith("_history")
    }
    assert now["enterprise"] == contents["enterprise"]
    (change,) = [each for each in retry.changes({STATUS: 3}, counted(own), [SYSTEM]) if each.reason == STATUS.reason]
    assert (change.before, change.now) == (3, 0)
