"""A declaration that does not fit fails when it is imported, with file, line, field and the name that was meant."""

import importlib.util
from pathlib import Path

import pytest

from connectors.catalogue import SYSTEMS, collect, systems_of
from connectors.source import AddressMap, FullDrop, System
from schema.errors import DeclarationError
from tests.connectors import toy

TEMPLATE = """from connectors.source import *

TOY = System(
    id="toy", department="toys", title="玩具", purpose="tests", trust=50, delivery={delivery},
    tables=(
        Table(
            "people",
            {key}
            reader=Csv(),
            records=({records}),
            {more}
        ),
        {tables}
    ),
)
"""
PERSON = 'PersonMap(name="xm"),'
ADDRESS = 'AddressMap(text="dz"),'


def declared(folder: Path, name: str = "toys", **parts: str) -> tuple[System, ...]:
    """Import a department file made of these parts."""
    defaults = {"delivery": 'FullDrop("*.csv")', "key": 'key=("bh",),', "records": PERSON, "more": "", "tables": ""}
    file = folder / f"{name}.py"
    file.write_text(TEMPLATE.format(**{**defaults, **parts}), encoding="utf-8")
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return systems_of(module)


def test_a_declaration_that_fits_is_a_system(tmp_path: Path) -> None:
    (system,) = declared(tmp_path, more='ignore=("bz",), refuse=("mz",)')
    assert system.wanted(system.tables[0]).columns == ("bh", "xm")
    assert system.wanted(system.tables[0]).known == {"bh", "xm", "bz", "mz"}
    assert system.place == "toys.py:3"


@pytest.mark.parametrize(
    ("parts", "line", "words"),
    [
        ({"records": 'PersonMap(nmae="xm"),'}, 10, ("no claim 'nmae'", "'name'")),
        ({"records": 'PersonMap(name="xm", former_name="xm"),'}, 10, ("column 'xm' is mapped twice", "former_name")),
        ({"records": "PersonMap(),"}, 10, ("maps no column",)),
        ({"records": "PersonMap(name=3),"}, 10, ("claim 'name'", "column name")),
        ({"records": PERSON + PERSON}, 10, ("column 'xm'", "Person twice")),
        ({"records": 'PersonMap(name="xm", cancelled=Coded("zt", {"1": "gone"})),'}, 10, ("'gone'", "cancelled")),
        ({"records": 'PersonMap(name="xm", sex=Coded("zt", {})),'}, 10, ("no code of 'zt'",)),
        ({"records": 'PersonMap(name="xm", when=When("lx", "3")),'}, 10, ("is_in of 'lx'", "('3',)")),
        ({"records": 'PersonMap(name="xm", when=When("lx")),'}, 10, ("'lx' needs", "test")),
        ({"records": ""}, 6, ("yields nothing",)),
        ({"key": ""}, 6, ("key",)),
        ({"key": "key=(),"}, 6, ("has no key",)),
        ({"more": 'ignore=("bh",)'}, 6, ("key column 'bh'", "not read")),
        ({"more": 'ignore=("xm",)'}, 6, ("column 'xm'", "mapped and also ignored")),
        ({"more": 'refuse=("xm",)'}, 6, ("column 'xm'", "refused")),
        ({"more": 'ignore=("mz",), refuse=("mz",)'}, 6, ("column 'mz'", "ignored and refused")),
        ({"more": 'ignroe=("mz",)'}, 6, ("no option 'ignroe'", "'ignore'")),
        ({"more": 'expect=Expect(filled={"sfzh": 0.9})'}, 11, ("'sfzh' is not read",)),
        ({"more": "expect=Expect(row=(1, 2))"}, 11, ("no option 'row'", "'rows'")),
        ({"more": 'links=(ResidenceLink(role="living"),)'}, 11, ("maps no address",)),
        (
            {"records": PERSON + ADDRESS, "more": 'links=(ResidenceLink(role="x", address="xzz"),)'},
            11,
            ("'xzz'", "known are dz"),
        ),
        (
            {"records": PERSON + ADDRESS + 'AddressMap(text="hjd"),', "more": 'links=(ResidenceLink(role="living"),)'},
            11,
            ("has several", "address=", "dz, hjd"),
        ),
        (
            {"records": PERSON + ADDRESS, "more": 'links=(ResidenceLink(role="x", enterprise="dz"),)'},
            11,
            ("no end 'enterprise'",),
        ),
        ({"records": PERSON + ADDRESS, "more": 'links=(ResidenceLink(role="x", from_day="r"),)'}, 11, ("'from_date'",)),
        (
            {"records": PERSON + ADDRESS, "more": "links=(" + 'ResidenceLink(role="x"),' * 2 + ")"},
            11,
            ("links 'dz' twice",),
        ),
        (
            {"more": 'links=(EmploymentLink(role="x", enterprise=Other("frims", key=("dwbh",))),)'},
            11,
            ("no table 'frims'",),
        ),
        (
            {"more": 'links=(EmploymentLink(role="x", enterprise=Other("people", key=("dwbh",))),)'},
            11,
            ("table 'people' maps no enterprise",),
        ),
        ({"more": 'links=(EmploymentLink(role="x", enterprise=Other("people", key="dwbh")),)'}, 11, ("tuple",)),
        ({"delivery": "CursorSql()"}, 6, ("has a reader", "CursorSql")),
        ({"delivery": 'FullDrop("*.csv", evry=True)'}, 4, ("no option 'evry'", "'every'")),
        ({"delivery": 'FullDrop("*.csv"), owner="x"'}, 3, ("no option 'owner'",)),
        ({"tables": 'Table("people", key=("a",), reader=Csv(), records=(PersonMap(name="xm"),)),'}, 3, ("twice",)),
        ({"tables": 'Table("more", key=("a",), records=(PersonMap(name="xm"),)),'}, 13, ("needs a reader",)),
        ({"tables": 'Table("m", key=("a",), reader=Csv(encoding="gb1830"), records=()),'}, 13, ("'gb1830'",)),
        (
            {"tables": 'Table("m", key=("a",), reader=Delimited(("a", "name")), records=(PersonMap(name="nane"),)),'},
            13,
            ("no column 'nane'", "'name'"),
        ),
        ({"more": 'each=(Each("dsr", records=()),)'}, 11, ("elements of 'dsr'",)),
        (
            {"more": 'each=(Each("dsr", records=(PersonMap(name="mc"),), ignore=("mc",)),)'},
            11,
            ("attribute 'mc' is mapped and ignored",),
        ),
    ],
)
def test_an_error_names_file_line_and_field(
    tmp_path: Path, parts: dict[str, str], line: int, words: tuple[str, ...]
) -> None:
    with pytest.raises(DeclarationError) as caught:
        declared(tmp_path, **parts)
    message = str(caught.value)
    assert message.startswith(f"toys.py:{line}: ")
    for word in words:
        assert word in message


def test_a_cursor_system_needs_a_cursor_column(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match="needs a cursor"):
        toy.system(toy.people(reader=None), delivery=SYSTEMS["police_hukou"].delivery)


def test_two_systems_of_one_id_are_refused(tmp_path: Path) -> None:
    declared(tmp_path, "one")
    declared(tmp_path, "two")
    modules = []
    for name in ("one", "two"):
        spec = importlib.util.spec_from_file_location(name, tmp_path / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        modules.append(module)
    assert list(collect(iter(modules[:1]))) == ["toy"]
    with pytest.raises(DeclarationError, match=r"two\.py:3: system 'toy' is declared twice, also at one\.py:3"):
        collect(iter(modules))


def test_the_catalogue_has_the_named_departments() -> None:
    named = {
        "police_hukou", "police_floating", "police_address", "court_cases", "fire_supervision",
        "hr_insurance", "hr_inspection", "urban_management", "telecom_subscribers",
    }  # fmt: skip
    assert named <= set(SYSTEMS)
    assert all(system.id == key for key, system in SYSTEMS.items())


def test_no_system_wants_what_it_ignores_or_refuses() -> None:
    for system in SYSTEMS.values():
        for table in system.tables:
            wanted = system.wanted(table)
            assert not set(wanted.columns) & {*table.ignore, *table.refuse}, (system.id, table.name)
            assert set(table.key) <= set(wanted.columns)


def test_registers_that_act_on_proof_rank_highest() -> None:
    trusts = {system.id: system.trust for system in SYSTEMS.values()}
    assert trusts["police_hukou"] == max(trusts.values())
    assert trusts["hr_inspection"] < trusts["hr_insurance"] < trusts["police_hukou"]


def test_a_file_system_may_have_no_reader_only_by_error() -> None:
    with pytest.raises(DeclarationError, match="needs a reader"):
        toy.system(toy.people(reader=None), delivery=FullDrop("*.csv"))


def test_only_persons_and_enterprises_can_be_held_once() -> None:
    assert tuple(SYSTEMS["market_registry"].registers) == (("e_baseinfo", "entname"),)
    with pytest.raises(DeclarationError, match=r"test_declarations\.py:\d+.*each_once is for persons and enterprises"):
        AddressMap(text="dom", each_once=True)
