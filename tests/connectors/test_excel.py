"""Workbooks: header found by its names, cells as texts, merged cells filled, the total row must be there."""

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from connectors.damage import DamagedFile, ExcessiveSize
from connectors.readers.excel import Excel
from connectors.readers.workbook import check_size
from schema.errors import ContractDrift
from tests.connectors.toy import rows_of, wanted

HEADER = ["编号", "名称", "信用代码", "电话", "日期"]
SECRET = "张秘密餐馆"
Cells = list[list[object]]


def workbook(file: Path, **sheets: Cells) -> Path:
    """A workbook of these sheets, cells as Python values."""
    book = xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for position, row in enumerate(rows):
            sheet.write_row(position, 0, row)
    book.close()
    return file


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    """A sheet as the fire service delivers it."""
    rows: Cells = [
        ["消防重点单位登记表"],
        [],
        ["单位类别", *HEADER],
        ["甲", 1, "一店", "91330110MA27XWLD8X", 5718888123, datetime.fromisoformat("2018-03-05")],
        ["甲", "002", "二店", 9.13301e17, 13812345678, "2018.3.5"],
        [],
        ["甲", 3.0, "三店", "9.13301E+17", 0.1 + 0.2, datetime.fromisoformat("2018-03-05T10:30")],
        ["合计", 3],
        ["制表人:某某"],
    ]
    return workbook(tmp_path / "xf_202401.xlsx", 说明=[["见下页"]], 重点单位=rows)


def test_cells_are_read_as_texts(monthly: Path) -> None:
    reading = Excel(sheet="重点单位", total="合计").read(monthly, wanted(HEADER, ignored=("单位类别",)))
    assert reading.new_columns == ()
    assert rows_of(reading) == [
        dict(zip(HEADER, ["1", "一店", "91330110MA27XWLD8X", "5718888123", "2018-03-05"], strict=True)),
        dict(zip(HEADER, ["002", "二店", "9.13301E+17", "13812345678", "2018.3.5"], strict=True)),
        dict(zip(HEADER, ["3", "三店", "9.13301E+17", "0.3", "2018-03-05 10:30:00"], strict=True)),
    ]


def test_a_long_number_typed_as_text_stays(tmp_path: Path) -> None:
    """Only a number loses its last digits in Excel; a text of as many zeros is what its owner wrote."""
    rows: Cells = [["编号", "证件"], ["1", "330110198603120000"], ["2", 330110198603120000]]
    read = rows_of(Excel().read(workbook(tmp_path / "a.xlsx", x=rows), wanted(["编号", "证件"])))
    assert [row["证件"] for row in read] == ["330110198603120000", "3.30110E+17"]


def test_cells_merged_downwards_are_filled(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        [],
        ["", "清单"],
        ["", "街道", "编号", "地址"],
        ["", "南苑", 1, "甲路1号"],
        ["", None, 2, None],
        ["", "乔司", 3, "乙"],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:D2")
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("D4:D5")
    book.save(tmp_path / "a.xlsx")
    assert rows_of(Excel().read(tmp_path / "a.xlsx", wanted(["编号", "街道", "地址"]))) == [
        {"编号": "1", "街道": "南苑", "地址": "甲路1号"},
        {"编号": "2", "街道": "南苑", "地址": "甲路1号"},
        {"编号": "3", "街道": "乔司", "地址": "乙"},
    ]


def test_every_sheet_with_columns_in_any_order(tmp_path: Path) -> None:
    file = workbook(tmp_path / "rq.xlsx", 一=[["a", "b"], ["1", "x"]], 二=[["b", "c", "a"], ["y", "z", "2"]])
    reading = Excel(sheet="*").read(file, wanted(["a", "b"]))
    assert reading.new_columns == ("c",)
    assert rows_of(reading) == [{"a": "1", "b": "x"}, {"a": "2", "b": "y"}]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["a", "b"], ["1", SECRET]], "no total row '合计' at the end"),
        ([["a", "b"], ["1", SECRET], ["合计", ""], ["2", SECRET]], "row 4 stands below the total row"),
        ([["a", "b", "a"], ["1", SECRET, "2"], ["合计"]], "column 'a' is there twice"),
    ],
)
def test_a_sheet_that_was_cut_is_refused(tmp_path: Path, rows: Cells, words: str) -> None:
    with pytest.raises(DamagedFile) as caught:
        rows_of(Excel(total="合计").read(workbook(tmp_path / "x.xlsx", s=rows), wanted(["a", "b"])))
    assert words in str(caught.value)
    assert "toy.table x.xlsx" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_column_gone_is_drift(tmp_path: Path) -> None:
    with pytest.raises(ContractDrift, match="missing b; new and unknown: bb"):
        Excel().read(workbook(tmp_path / "x.xlsx", s=[["a", "bb"], ["1", SECRET]]), wanted(["a", "b"]))


def test_a_sheet_that_is_not_there_is_named(monthly: Path) -> None:
    with pytest.raises(DamagedFile, match=r"no sheet '火灾警情'.*the sheets are 说明, 重点单位"):
        Excel(sheet="火灾警情").read(monthly, wanted(["a"]))


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def blank_out_the_middle(content: bytes) -> bytes:
    """The zip's directory at the end stays whole; the sheets do not."""
    return content[:200] + bytes(len(content) // 2) + content[200 + len(content) // 2 :]


@pytest.mark.parametrize("damage", [cut, blank_out_the_middle, lambda content: b""])
def test_a_damaged_file_is_refused(monthly: Path, damage: Callable[[bytes], bytes]) -> None:
    monthly.write_bytes(damage(monthly.read_bytes()))
    with pytest.raises(DamagedFile, match=r"toy\.table xf_202401\.xlsx"):
        Excel(sheet="重点单位").read(monthly, wanted(HEADER))


def test_a_file_that_would_blow_up_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts, parts.open("xl/sharedStrings.xml", "w") as part:
        for _ in range(40):
            part.write(bytes(1 << 20))
    assert bomb.stat().st_size < 100_000
    with pytest.raises(ExcessiveSize, match="41,943,040 bytes"):
        check_size(bomb, "toy", limit=1 << 25)
