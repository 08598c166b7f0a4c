"""`hub quarantine export`: the rows that a department has to mend, in files that Excel opens as they are."""

import csv
import stat
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from connectors.landing import batches
from pipelines.export import export
from pipelines.safe_sheet import Sheet, harmless, write_csv, write_workbook
from pipelines.settings import Settings
from schema.errors import NotFound, SettingsError
from tests.connectors.toy import read
from tests.pipelines import homes

CELLS = [
    "=HYPERLINK(\"http://x\",\"y\")", "+8613957163842", "-1+1", "@SUM(A1)", "＝1+1", "\t=1", " =1",
    "330110199001011234", "0571", "3-5", "1E5", "2024-05-01", "张三", "3幢501室", "http://x.example", "a\x07b", "",
]  # fmt: skip
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


@pytest.fixture
def demo(demo_folder: Path) -> Settings:
    return homes.opened(demo_folder)


def rows_of(file: Path, sheet: str) -> list[dict[str, Any]]:
    head, *rows = openpyxl.load_workbook(file)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_rows_are_the_delivered_ones_with_the_reason_in_chinese(demo: Settings, tmp_path: Path) -> None:
    file = tmp_path / "floating.xlsx"
    (count,) = export(demo, "police_floating", file, None).values()
    rows = rows_of(file, "ldrk_djxx")
    assert len(rows) == count > 0
    landed = {row["id"]: row for batch in batches(demo.home, "police_floating") for row in read(demo.home / batch.path)}
    wrong = [row for row in rows if row["规则"] == "resident_id.check_digit"]
    assert wrong
    for row in wrong:
        delivered = landed[row["主键"]]
        assert (row["栏目"], row["原值"]) == ("sfzh", delivered["sfzh"])
        assert row["原因"].startswith("身份证号校验位不对")
        assert (row["xm"], row["交付"]) == (delivered["xm"], "ldrk_djxx")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == [file.name]


def test_rows_kept_apart_are_there_too(demo: Settings, tmp_path: Path) -> None:
    own = homes.fresh(demo.file.parent, tmp_path / "demo", "police_floating")
    with homes.database(own, "police_floating") as city:
        city.execute("INSERT INTO ldrk_djxx (id, xm, gxsj) VALUES (' ', '无键', '2031-01-01 00:00:00')")
    homes.run(own, "police_floating")
    export(own, "police_floating", tmp_path / "out.csv", "ldrk_djxx")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as source:
        (row,) = [row for row in csv.DictReader(source) if row["规则"] == "key.missing"]
    assert (row["xm"], row["主键"], row["原因"]) == ("无键", "", "主键是空的, 这一行无法入库")


def test_what_cannot_be_written_is_told(demo: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"neither in \.xlsx nor in \.csv"):
        export(demo, "police_floating", tmp_path / "x.xls", None)
    with pytest.raises(NotFound, match="nothing is refused"):
        export(demo, "police_floating", tmp_path / "x.csv", "no_such_table")
    with pytest.raises(SettingsError, match="does not hold"):
        write_workbook(tmp_path / "x.xlsx", [Sheet("t", ("a",), [("x",)] * 1_048_576)])
    assert list(tmp_path.iterdir()) == []


def test_every_cell_of_a_workbook_is_a_text(tmp_path: Path) -> None:
    sheets = [Sheet("a/b", ("x",), [(cell,) for cell in CELLS]), Sheet("很长的名字" * 9, ("=y",), [(None,), ("1",)])]
    write_workbook(tmp_path / "x.xlsx", sheets)
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert all(cell.quotePrefix for cell in cells if cell.row > 1)
    assert not any(cell.hyperlink for cell in cells)
    first = [cell.value for (cell,) in book.worksheets[0].iter_rows(min_row=2, max_row=len(CELLS))]
    assert first[7] == "330110199001011234"


def test_a_csv_file_has_its_mark_and_only_texts(tmp_path: Path) -> None:
    write_csv(tmp_path / "x.csv", [Sheet("t", ("栏目",), [(cell,) for cell in CELLS])])
    assert (tmp_path / "x.csv").read_bytes().startswith(b'\xef\xbb\xbf"')
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as source:
        (_, *rows) = csv.reader(source)
    assert [row[0].lstrip("'\t ") for row in rows] == [cell.lstrip("\t ") for cell in CELLS]
    assert not [row for row in rows if row[0].lstrip().startswith(FORMULA)]


@given(st.text(alphabet=st.sampled_from("=+-@＝\t\r\n 0123456789.,:/Ee%张a'\"")))
@example("12345678901234567")
@example("1E10")
def test_no_text_is_a_formula_or_a_number_to_excel(text: str) -> None:
    safe = harmless(text)
    assert safe.endswith(text)
    assert not safe.lstrip().startswith(FORMULA)
    if text.strip().isdecimal():
        assert safe[0] == "\t"
