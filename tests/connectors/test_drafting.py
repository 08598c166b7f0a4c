"""`hub systems new`: what it proposes for the demo city's databases and files, beside what was declared by hand."""

import importlib.util
import re
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from connectors.catalogue import SYSTEMS, systems_of
from connectors.damage import DamagedFile
from connectors.drafting.columns import Fate, guess
from connectors.drafting.files import pattern_of, sample_file
from connectors.drafting.proposal import propose
from connectors.drafting.sample import Column
from connectors.reading import Location
from connectors.source import System, Table
from connectors.values import column_of
from schema.errors import HubError, NotFound, SettingsError, SourceUnreachable
from tests.connectors import toy
from tests.connectors.nights import Nights

BY_HAND = frozenset({"court_cases", "justice_mediation", "water_customers", "telecom_subscribers"})
"""Services, and files without a header."""
MERGED = ("Person", "Address", "Enterprise")
PROPOSED = Path(__file__).parent / "proposed.py"


def imported(file: Path) -> System:
    """The one system that a file declares; DeclarationError where it is wrong."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (system,) = systems_of(module)
    return system


def place(folder: Path, system: System) -> str:
    """Where the demo city keeps what the system delivers."""
    if system.delivery.reach == "sql":
        return f"sqlite:///{folder}/databases/{system.id}.sqlite"
    drop = folder / "drops" / system.id
    return str(drop / "xj" if system.id == "education_students" else drop)


@pytest.fixture(scope="module")
def proposals(nights: Nights, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """System → the file proposed for it under another name."""
    folder, made = tmp_path_factory.mktemp("proposals"), {}
    for name, system in SYSTEMS.items():
        if name not in BY_HAND:
            text = propose(
                f"{name}_again", system.department, Location(place(nights.city.folder, system)), None, SYSTEMS
            )
            made[name] = folder / f"{name}_again.py"
            made[name].write_text(text, encoding="utf-8")
    return made


def pairs(system: System, proposed: System) -> list[tuple[Table, Table]]:
    """Tables declared and proposed; files with one table may call it otherwise."""
    by_name = {table.name: table for table in system.tables}
    return [(by_name.get(table.name, system.tables[0]), table) for table in proposed.tables]


def claims(table: Table) -> set[tuple[str, str, str]]:
    """Record, claim and column."""
    return {
        (one.record.__name__, claim, column_of(value))
        for one in table.records
        for claim, value in one.claims.items()
        if one.record.__name__ in MERGED
    }


def test_what_is_proposed_is_what_was_declared_by_hand(proposals: Mapping[str, Path]) -> None:
    right = wrong = missed = 0
    for name, file in proposals.items():
        for declared, table in pairs(SYSTEMS[name], imported(file)):
            assert table.key == declared.key, (name, table.name)
            assert (table.cursor is None) == (declared.cursor is None), (name, table.name)
            found, known = claims(table), claims(declared)
            right, wrong, missed = right + len(found & known), wrong + len(found - known), missed + len(known - found)
    assert right > 120
    assert wrong / (right + wrong) < 0.06
    assert right / (right + missed) > 0.75


def test_rows_with_a_place_and_times_and_nobody_are_proposed_as_events(proposals: Mapping[str, Path]) -> None:
    said = {name: re.findall(r"# events\? say when in .*: (.*)", file.read_text()) for name, file in proposals.items()}
    assert said["grid_platform"] == ["reported_at, closed_at"]
    assert said["urban_management"] == ["reported_at, closed_at"]
    assert not said["police_hukou"]
    assert not said["market_registry"]


def test_every_column_is_mapped_ignored_refused_or_undecided_and_refused_ones_are_never_mapped(
    proposals: Mapping[str, Path],
) -> None:
    for name, file in proposals.items():
        for declared, table in pairs(SYSTEMS[name], imported(file)):
            known = imported(file).wanted(table).known
            expected = {column for column in SYSTEMS[name].wanted(declared).known if "." not in column}
            assert expected <= known, (name, table.name)
            assert not set(declared.refuse) & set(table.mapped), (name, table.name)


def test_proposals_are_formatted_as_the_departments_files_are(proposals: Mapping[str, Path]) -> None:
    ruff = Path(sys.executable).with_name("ruff")
    files = [str(file) for file in proposals.values()]
    config = ("--config", str(Path(__file__).parents[2] / "pyproject.toml"))
    for words in (("format", "--check"), ("check",)):
        done = subprocess.run([ruff, *words, *config, *files], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_no_value_of_a_sample_stands_in_a_proposal(proposals: Mapping[str, Path], nights: Nights) -> None:
    for name in ("tax_register", "postal_delivery", "emergency_safety", "gas_customers", "medical_enrolment"):
        text = proposals[name].read_text(encoding="utf-8")
        for table in sample_file(Path(place(nights.city.folder, SYSTEMS[name])), None).tables:
            values = {value for column in table.columns for value in column.distinct if len(value) > 3}
            assert len(values) > 10
            assert not [value for value in values if value in text]


def market(folder: Path) -> Path:
    """A workbook's worth of one register, as CSV: headers and values of the kinds that matter."""
    header = (
        "市场编号",
        "市场名称",
        "统一社会信用代码",
        "市场地址",
        "法定代表人",
        "身份证号码",
        "联系电话",
        "民族",
        "状态",
    )
    rows = [
        (
            "N1",
            "杭州兴旺农贸市场有限公司",
            "91330110MA27XWLD8W",
            "南苑街道永和苑3幢501室",
            "张三",
            "11010519491231002X",
        ),
        ("N2", "杭州永盛农贸市场有限公司", "91350100M000100Y43", "东湖街道石塘路88号", "李小四", "440524188001010014"),
    ]
    ends = (("13957163842", "汉族", "正常"), ("13588012846", "回族", "停业"))
    lines = [(*row, *end) for row, end in zip(rows, ends, strict=True)]
    return toy.write_csv(folder / "nm_202405.csv", lines, header)


def test_a_proposal_as_a_person_reads_it(tmp_path: Path) -> None:
    location = Location(str(market(tmp_path)))
    assert propose("farm_markets", "commerce", location, None, SYSTEMS) == PROPOSED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("dz_202405.csv", "dz_*.csv"),
        ("jc_20240501.csv", "jc_*.csv"),
        ("yh-2024-05-01.txt.gz", "yh-*.txt.gz"),
        ("rq.xlsx", "rq.xlsx"),
        ("乔司小学_2024春.xlsx", "乔司小学_*春.xlsx"),
    ],
)
def test_deliveries_to_come_are_named_like_the_sample(name: str, pattern: str) -> None:
    assert pattern_of(name) == pattern


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("separator", "quote"), [(",", ""), ("\t", ""), ("|", ""), (";", '"'), (",", '"')])
def test_any_separated_text_is_read_as_it_would_be_landed(
    tmp_path: Path, encoding: str, separator: str, quote: str
) -> None:
    rows = [("编号", "姓名", "电话"), ("1", "张三", "13957163842"), ("2", "李四", "13812345678"), ("3", "王五", "")]
    lines = [separator.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    (tmp_path / "toy_20240501.csv").write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    file = tmp_path / "toy.py"
    file.write_text(propose("toys", "toys", Location(str(tmp_path / "toy_20240501.csv")), None, ()), encoding="utf-8")
    hub = toy.Hub(tmp_path, imported(file))
    hub.location = Location(str(tmp_path))
    assert [row["姓名"] for row in hub.landed(hub.land()[0])] == ["张三", "李四", "王五"]


def test_a_file_without_a_header_has_its_columns_numbered(tmp_path: Path) -> None:
    lines = [f"A|{number}|张三|1395716384{number}" for number in range(6)]
    (tmp_path / "yh_20240501.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (table,) = sample_file(tmp_path / "yh_20240501.txt", None).tables
    assert [column.name for column in table.columns] == ["column_1", "column_2", "column_3", "column_4"]
    assert "operation" in guess(table.columns[0]).reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"0001 zhang\n0002 li   \n" * 5, "fixed widths"),
        ("编号,姓名\n1,张三\n".encode("utf-16"), "UTF-16"),
        (b"one\ntwo words\nthree\n", "no common separator"),
        (b'[{"a": 1}]', "the document is a list"),
    ],
)
def test_what_cannot_be_proposed_says_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / ("x.json" if content.startswith(b"[") else "x.txt")
    file.write_bytes(content)
    with pytest.raises(DamagedFile, match=words) as caught:
        propose("toys", "toys", Location(str(file)), None, ())
    assert caught.value.next_step


@pytest.mark.parametrize(
    ("name", "location", "error"),
    [
        ("Toys", "x.csv", SettingsError),
        ("police_hukou", "x.csv", SettingsError),
        ("toys", "https://court.example/api", SettingsError),
        ("toys", "nowhere.csv", SourceUnreachable),
    ],
)
def test_a_wrong_call_is_told(name: str, location: str, error: type[HubError]) -> None:
    with pytest.raises(error):
        propose(name, "toys", Location(location), None, SYSTEMS)


def test_a_table_with_nothing_to_merge_is_told(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE tariff (code TEXT PRIMARY KEY, price REAL)")
        connection.execute("INSERT INTO tariff VALUES ('a', 1.5)")
    connection.close()
    with pytest.raises(NotFound, match="no column looks like a person"):
        propose("toys", "toys", Location(f"sqlite:///{tmp_path / 'x.db'}"), None, ())
    with pytest.raises(NotFound, match="no table 'tarif'"):
        propose("toys", "toys", Location(f"sqlite:///{tmp_path / 'x.db'}"), "tarif", ())


@pytest.mark.parametrize(
    ("name", "texts", "claim"),
    [
        ("c1", ["11010519491231002X", "440524188001010014"], "certificate"),
        ("c1", ["330110********1234"], "certificate"),
        ("c1", ["91350100M000100Y43"], "code"),
        ("c1", ["13957163842", "0571-86223344"], "phone"),
        ("c1", ["20190305", "20200211"], None),
        ("户号", ["10000001", "10000002"], None),
        ("c1", ["张三", "欧阳娜娜", "王*"], "name"),
        ("曾用名", ["张三", "李四"], "former_name"),
        ("单位类别", ["宾馆", "商场"], None),
        ("c1", ["杭州宏达有限公司", "临平兴旺农贸市场有限公司"], "name"),
        ("c1", ["乔司街道永和苑3幢501室", "五常街道文一西路969号"], "text"),
        ("街路巷", ["石塘路", "文一西路"], "road"),
        ("纬度", ["30.412345", "30.398712"], "latitude"),
        ("c1", ["a", "b"], None),
    ],
)
def test_columns_are_known_by_their_values_or_their_names(name: str, texts: list[str], claim: str | None) -> None:
    found = guess(Column(name, tuple(texts), len(texts)))
    assert (found.claim[1] if found.claim else None) == claim
    assert found.fate is (Fate.MAP if claim else Fate.ASK)
    assert not [text for text in texts if re.search(re.escape(text), found.reason)]
