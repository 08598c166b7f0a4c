"""Events and references that name rows of other tables, and conditions over two columns."""

from pathlib import Path

import pytest

from connectors.catalogue import SYSTEMS
from connectors.mapping.fingerprint import fingerprint
from connectors.source import (
    Csv,
    EnterpriseAlterationMap,
    EnterpriseMap,
    FullDrop,
    Other,
    PersonMap,
    System,
    Table,
    Unless,
    When,
    is_of_enterprise,
    looks_like_enterprise,
)
from schema.errors import DeclarationError
from schema.provenance import record_id
from tests.connectors import toy

FIRM, PERSON = "91330110MA27XWLD4G", "11010519491231002X"


def firms() -> Table:
    return Table("firms", key=("id",), reader=Csv(), records=(EnterpriseMap(name="name"),))


def altered(other: Other) -> Table:
    event = EnterpriseAlterationMap(enterprise=other, altered_item="item", value_before="before")
    return Table("altered", key=("no",), reader=Csv(), records=(event,))


def owners(**options: object) -> Table:
    by_number = When("number", test=is_of_enterprise)
    return Table(
        "owners",
        key=("no",),
        reader=Csv(),
        records=(
            PersonMap(
                name="name", certificate="number", when=Unless("name", test=looks_like_enterprise, also=by_number)
            ),
            EnterpriseMap(name="name", code="number", when=When("name", test=looks_like_enterprise, also=by_number)),
        ),
    )


def test_an_event_names_the_row_of_another_table(tmp_path: Path) -> None:
    hub = toy.Hub(tmp_path, toy.system(altered(Other("firms", key=("firm",))), firms(), delivery=FullDrop("*.csv")))
    rows = [("1", "名称", "老公司", " 7 ", "7", "新公司"), ("2", "名称", "甲公司", "", "8", "乙公司")]
    toy.write_csv(hub.drop / "a.csv", rows, ("no", "item", "before", "firm", "id", "name"))
    events, firms_of = (hub.map(batch) for batch in hub.land())
    found = {row["source_key"]: row["enterprise_record_id"] for row in hub.relation(events, "enterprise_alteration")}
    assert found == {"1": record_id("toy", "firms", "7", "name"), "2": None}
    known = {row["record_id"] for row in hub.relation(firms_of, "enterprise")}
    assert record_id("toy", "firms", "7", "name") in known


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Other("firm", key=("firm",)), "no table 'firm'.*did you mean 'firms'"),
        (Other("firms", key=("firm", "branch")), "'firms' has 1 key columns, not 2"),
        (Other("firms", key=("firm",), field="nmae"), "no enterprise in 'nmae'"),
    ],
)
def test_another_table_s_row_is_checked_where_it_is_declared(other: Other, words: str) -> None:
    with pytest.raises(DeclarationError, match=words):
        toy.system(altered(other), firms())


def test_either_of_two_columns_tells_an_enterprise_from_a_person(tmp_path: Path) -> None:
    hub = toy.Hub(tmp_path, toy.system(owners(), delivery=FullDrop("*.csv")))
    rows = [
        ("1", "王小二", PERSON),
        ("2", "王记", FIRM),
        ("3", "杭州某某有限公司", ""),
        ("4", "杭州某某有限公司", PERSON),
        ("5", "阿杰", ""),
        ("6", "", ""),
    ]
    toy.write_csv(hub.drop / "owners.csv", rows, ("no", "name", "number"))
    mapped = hub.sync()
    assert {row["source_key"] for row in hub.relation(mapped, "person")} == {"1", "5", "6"}
    assert {row["source_key"] for row in hub.relation(mapped, "enterprise")} == {"2", "3", "4"}


def test_the_second_condition_must_be_a_plain_one() -> None:
    with pytest.raises(DeclarationError, match="also= takes a When"):
        When("a", ("1",), also=Unless("b", ("2",)))


def test_a_declaration_has_the_same_fingerprint_in_every_process() -> None:
    for system in SYSTEMS.values():
        assert " at 0x" not in repr((system.delivery, system.tables))


def test_an_event_that_names_another_row_is_another_declaration() -> None:
    systems = [_altering(Other("firms", key=("firm",))), _altering(Other("firms", key=("company",)))]
    assert fingerprint(systems[0], "altered") != fingerprint(systems[1], "altered")


def _altering(other: Other) -> System:
    return toy.system(altered(other), firms())
