"""Every system and column of the departments' contract is declared, and what the hub may never take is not read."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from connectors.catalogue import SYSTEMS
from connectors.source import CursorRest, CursorSql, DeltaDrop, FullDrop, PagedRest, Table
from schema.records import Person

CONTRACT: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "contract.toml").read_text(encoding="utf-8")
)
TABLES = [(system, name) for system, content in CONTRACT.items() for name in content["tables"]]
DELIVERIES = {
    ("sql", "cursor"): (CursorSql,),
    ("drop", "full"): (FullDrop,),
    ("drop", "delta"): (DeltaDrop,),
    ("rest", "cursor"): (PagedRest, CursorRest),
}
each_table = pytest.mark.parametrize(("system", "name"), TABLES, ids=[".".join(pair) for pair in TABLES])


def test_the_catalogue_has_the_systems_of_the_contract() -> None:
    assert len(CONTRACT) == 25
    assert set(SYSTEMS) == set(CONTRACT)


@pytest.mark.parametrize("system", CONTRACT)
def test_a_system_is_declared_as_its_department_states_it(system: str) -> None:
    declared, stated = SYSTEMS[system], CONTRACT[system]
    assert (declared.department, declared.title) == (stated["department"], stated["title"])
    assert isinstance(declared.delivery, DELIVERIES[stated["kind"], stated["delivery"]])
    assert declared.table_names == tuple(stated["tables"])


@each_table
def test_a_table_knows_its_key_its_cursor_and_every_column(system: str, name: str) -> None:
    declared, stated = SYSTEMS[system].table(name), CONTRACT[system]["tables"][name]
    assert (list(declared.key), declared.cursor) == (stated["key"], stated.get("cursor"))
    assert SYSTEMS[system].wanted(declared).known == {*stated["columns"], *stated.get("never", ())}


@each_table
def test_what_may_never_be_taken_is_refused_and_not_read(system: str, name: str) -> None:
    declared, never = SYSTEMS[system].table(name), CONTRACT[system]["tables"][name].get("never", [])
    assert sorted(declared.refuse) == sorted(never)
    assert set(SYSTEMS[system].wanted(declared).columns).isdisjoint(never)


def test_seven_tables_have_columns_that_may_never_be_taken() -> None:
    refused = {column for system, name in TABLES for column in CONTRACT[system]["tables"][name].get("never", ())}
    assert refused == {"mzdm", "zjxydm", "nse", "diag", "dsr", "用电量", "口径"}


def test_the_number_in_the_tax_register_only_tells_who_represents_the_enterprise() -> None:
    table = SYSTEMS["tax_register"].table("swdj")
    uses = [(one.record, claim) for one in table.records for claim, column in _claims(one) if column == "fddbrsfzh"]
    assert uses == [(Person, "certificate")]
    assert "fddbrsfzh" not in [column for link in table.links for column in link.columns]


def _claims(one: Any) -> Iterator[tuple[str, object]]:
    return ((claim, getattr(value, "column", value)) for claim, value in one.claims.items())


def test_every_table_of_people_tells_where_they_live_work_or_own() -> None:
    for system in SYSTEMS.values():
        for table in system.tables:
            assert table.links or not _has_a_person(table), f"{system.id}.{table.name}"


def _has_a_person(table: Table) -> bool:
    return any(one.record is Person for one in table.records)
