"""One delivery of many files or sheets: workbooks of schools, sheets of gas customers, and tabs without quotes."""

from pathlib import Path

import pytest
import xlsxwriter

from connectors.catalogue import SYSTEMS
from connectors.damage import DamagedFile
from connectors.readers.csv import Csv
from connectors.readers.excel import Excel
from connectors.source import System
from schema.errors import ContractDrift, DeliveryError
from schema.provenance import MappedBatch
from tests.connectors.toy import Hub, rows_of, wanted

PUPIL = ["学籍号", "姓名", "性别", "出生日期", "身份证件号", "监护人", "监护人电话", "家庭住址", "学校"]
SECRET = "张秘密"
Row = dict[str, object]


def pupil(key: str | None, name: str = "王小明", home: str = "永和苑3-201") -> Row:
    values = [key, name, "男", 20120901, None, "王大明", "13912345678", home, "乔司小学"]
    return dict(zip(PUPIL, values, strict=True))


def workbook(file: Path, rows: list[Row], header: list[str], sheets: int = 1) -> Path:
    """Rows over several sheets, each with its header."""
    file.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(file)
    share = -(-len(rows) // sheets)
    for number in range(sheets):
        sheet = book.add_worksheet(f"Sheet{number + 1}")
        for position, cells in enumerate([dict(zip(header, header, strict=True)), *rows[number * share :][:share]]):
            sheet.write_row(position, 0, [cells.get(name) for name in header])
    book.close()
    return file


@pytest.fixture
def schools(tmp_path: Path) -> Hub:
    return Hub(tmp_path, SYSTEMS["education_students"])


def names_in(hub: Hub, mapped: MappedBatch) -> dict[str, str]:
    return {row["source_key"]: row["name"] for row in hub.relation(mapped, "person")}


def test_all_workbooks_are_one_delivery_whatever_the_order_of_columns(schools: Hub) -> None:
    folder = schools.drop / "xj"
    workbook(folder / "乔司小学_2023-2024-2.xlsx", [pupil("L1"), pupil("L2")], PUPIL)
    workbook(folder / "临平一中_2023-2024-2.xlsx", [pupil("L3")], PUPIL[::-1])
    mapped = schools.sync()
    assert (mapped.received, mapped.recorded, mapped.batch.source) == (3, 3, "xj/*.xlsx")
    assert set(names_in(schools, mapped)) == {"L1", "L2", "L3"}
    assert schools.land() == []


def test_of_several_terms_the_latest_row_of_a_pupil_counts_and_who_is_only_in_the_older_one_stays(
    schools: Hub,
) -> None:
    folder = schools.drop / "xj"
    workbook(folder / "乔司小学_2024春.xlsx", [pupil("L1", "王明"), pupil("L3", "李三")], PUPIL)
    workbook(folder / "乔司小学_2023秋.xlsx", [pupil("L1", "王小明"), pupil("L2", "赵四"), pupil("L3", "李三")], PUPIL)
    mapped = schools.sync()
    assert names_in(schools, mapped) == {"L1": "王明", "L2": "赵四", "L3": "李三"}
    assert (mapped.received, mapped.recorded, mapped.unchanged, mapped.quarantined) == (5, 3, 0, 2)
    reasons = {row["source_key"]: row["reason"] for row in schools.relation(mapped, "quarantine")}
    assert reasons == {"L1": "key.repeated", "L3": "row.repeated"}


@pytest.mark.parametrize("gone", ["a_2023秋.xlsx", "a_2024春.xlsx"])
def test_a_pupil_whose_workbook_is_gone_is_gone(schools: Hub, gone: str) -> None:
    folder = schools.drop / "xj"
    workbook(folder / "a_2024春.xlsx", [pupil("L1")], PUPIL)
    workbook(folder / "a_2023秋.xlsx", [pupil("L2")], PUPIL)
    schools.sync()
    (folder / gone).unlink()
    mapped = schools.sync()
    assert (mapped.unchanged, mapped.deleted) == (1, 1)


@pytest.mark.parametrize(
    ("header", "error", "words"),
    [
        ([name for name in PUPIL if name != "家庭住址"], ContractDrift, "missing 家庭住址"),
        ([*PUPIL[:-1], "家庭住址 "], DamagedFile, "'家庭住址' is there twice"),
    ],
)
def test_one_workbook_that_does_not_fit_stops_them_all(
    schools: Hub, header: list[str], error: type[DeliveryError], words: str
) -> None:
    workbook(schools.drop / "xj" / "a_2024春.xlsx", [pupil("L1")], PUPIL)
    workbook(schools.drop / "xj" / "b_2024春.xlsx", [pupil("L2", SECRET)], header)
    with pytest.raises(error, match=words) as caught:
        schools.land()
    assert "b_2024春.xlsx" in str(caught.value)
    assert SECRET not in str(caught.value)
    assert not list(schools.home.rglob("*.parquet"))


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.6, 0.9, 0.999])
def test_a_cut_workbook_is_refused(schools: Hub, kept: float) -> None:
    file = workbook(schools.drop / "xj" / "a_2024春.xlsx", [pupil(f"L{n}") for n in range(50)], PUPIL)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * kept)])
    with pytest.raises(DamagedFile, match=r"a_2024春.xlsx: it is no"):
        schools.land()


def test_the_student_number_tells_the_resident_number_that_is_missing(schools: Hub) -> None:
    rows = [pupil("G11010519491231002X"), {**pupil("L330110000000000001"), "身份证件号": "110105194912310021"}]
    workbook(schools.drop / "xj" / "a_2024春.xlsx", rows, PUPIL)
    mapped = schools.sync()
    found = {row["source_key"]: row for row in schools.relation(mapped, "person")}
    assert found["G11010519491231002X"]["resident_id"] == "11010519491231002X"
    assert found["L330110000000000001"]["resident_id"] is None
    assert found["L330110000000000001"]["resident_id_claimed"] == "110105194912310021"


def test_every_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    header = ["用户号", "户名", "用气地址", "手机", "最近安检"]
    rows: list[Row] = [{"用户号": n, "户名": f"王{n}", "用气地址": "永和苑", "手机": "13912345678"} for n in range(25)]
    hub = Hub(tmp_path, SYSTEMS["gas_customers"])
    workbook(hub.drop / "rq.xlsx", rows, header, sheets=3)
    mapped = hub.sync()
    assert mapped.recorded == 25
    assert len(names_in(hub, mapped)) == 25


def test_a_sheet_with_another_header_stops_it(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "rq.xlsx")
    for name, header in (("一", ["用户号", "户名"]), ("二", ["用户号", "客户"])):
        book.add_worksheet(name).write_row(0, 0, header)
    book.close()
    with pytest.raises(ContractDrift, match="missing 户名; new and unknown: 客户"):
        Excel(sheet="*").read(tmp_path / "rq.xlsx", wanted(["用户号", "户名"]))


def tabs(folder: Path, text: str) -> Path:
    file = folder / "swdj_20240520.tsv"
    file.write_text(text, encoding="utf-8", newline="")
    return file


def test_quotes_between_tabs_are_part_of_the_name(tmp_path: Path) -> None:
    file = tabs(tmp_path, 'djxh\tnsrmc\tnse\n1\t"杭州"公司\t1\n2\t"甲公司"\t2\n3\t"半\t3\n4\ta"b\'c,d\t\n')
    reading = Csv(separator="\t", quoted=False).read(file, wanted(["djxh", "nsrmc"], ignored=("nse",)))
    assert reading.new_columns == ()
    assert [row["nsrmc"] for row in rows_of(reading)] == ['"杭州"公司', '"甲公司"', '"半', "a\"b'c,d"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'a\tb\n1\t"{SECRET}\n2\t"\tx\n', "row 3 has 3 columns instead of 2"),
        (f"a\tb\n1\t{SECRET}\n2", "row 3 has 1 columns instead of 2"),
        (f"a\tb\tA\n1\t{SECRET}\t2\n", "column 'A' is there twice"),
    ],
)
def test_tabs_that_do_not_fit_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DamagedFile, match=words) as caught:
        rows_of(Csv(separator="\t", quoted=False).read(tabs(tmp_path, text), wanted(["a", "b"])))
    assert SECRET not in str(caught.value)


def test_files_of_all_drops_are_found_by_the_names_their_owners_give_them() -> None:
    names = {
        "tax_register": "swdj_20240520.tsv",
        "medical_enrolment": "cb_20240519.jsonl.gz",
        "emergency_safety": "aq_202405.xml",
        "power_customers": "ydkh_202405.csv",
        "water_customers": "ysh.txt",
        "gas_customers": "rq.xlsx",
        "postal_delivery": "tddz.parquet",
        "ecology_sources": "pw.json",
        "civil_placenames": "dm.jsonl",
        "education_students": "xj/乔司小学_2024春.xlsx",
    }
    for system, name in names.items():
        assert Path(name).match(_pattern(SYSTEMS[system]))


def _pattern(system: System) -> str:
    return str(getattr(system.delivery, "pattern", ""))
