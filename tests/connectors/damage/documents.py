"""Damaged documents: JSON, XML, workbooks and Parquet."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
from pyarrow import parquet

from connectors.damage import BrokenEncoding, DamagedFile, ExcessiveSize
from schema.errors import ContractDrift
from tests.connectors.damage.case import FileDamage, Harm, Read, Refused, content, cut_behind, recoded, swapped, written
from tests.connectors.damage.goods import FIRE, GAS, PERMITS, POST, SAFETY, SECRET

_BOMB = '<!DOCTYPE aq [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
)
_OUTSIDE = '<!DOCTYPE aq [<!ENTITY i SYSTEM "file:///etc/hostname">'
_DOCUMENT_TYPE = "aq_202405.xml: it declares a document type or entities (DTDForbidden), which could hide a bomb"


def _with_entity(declared: str) -> Harm:
    return content(
        lambda whole: whole.replace(b"<aq>", f"{declared}]>\n<aq>".encode()).replace(SECRET.encode(), b"&i;", 1)
    )


def _sheets(change: Callable[[openpyxl.Workbook], object]) -> Harm:
    """Something is done to the workbook in Excel."""

    def harm(file: Path) -> None:
        book = openpyxl.load_workbook(file)
        change(book)
        book.save(file)

    return harm


def _header_over_two_rows(book: openpyxl.Workbook) -> None:
    sheet = book["重点单位"]
    sheet.insert_rows(2)
    for column in range(1, 9):
        if column in (5, 6):
            continue
        sheet.cell(2, column).value = sheet.cell(3, column).value
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    sheet.cell(2, 5).value = "联系人"
    sheet.merge_cells(start_row=2, end_row=2, start_column=5, end_column=6)


def _bomb(file: Path) -> None:
    """A workbook whose directory tells that a sheet unpacks to more than a gigabyte."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", bytes(1 << 20))
        parts.infolist()[0].file_size = 1025 << 20


def _typed(change: Callable[[pa.Table], pa.Table]) -> Harm:
    """The same table with other types."""

    def harm(file: Path) -> None:
        table = change(parquet.read_table(io.BytesIO(file.read_bytes())))
        parquet.write_table(table, file)

    return harm


def _as(name: str, kind: Callable[[pa.Array], pa.Array]) -> Harm:
    return _typed(lambda table: table.set_column(table.column_names.index(name), name, kind(table.column(name))))


JSON_DOCUMENT = (
    FileDamage(
        "JSON document cut",
        PERMITS,
        cut_behind('"permit_no": "E0060"'),
        Refused(DamagedFile, "pw.json: it is no whole JSON document from line 477, character 24 on"),
    ),
    FileDamage(
        "JSON document in GB18030 instead of UTF-8",
        PERMITS,
        recoded("utf-8", "gb18030"),
        Read(122, "pw.json is gb18030, not utf-8"),
    ),
    FileDamage(
        "JSON document with one broken byte",
        PERMITS,
        content(lambda whole: whole[:3000] + b"\xff" + whole[3001:]),
        Refused(BrokenEncoding, "pw.json: byte 3000 is no utf-8 text"),
    ),
    FileDamage(
        "a column twice in one of its objects",
        PERMITS,
        swapped('"legal"', '"name"'),
        Refused(DamagedFile, "pw.json: column 'name' is there twice in one row"),
    ),
    FileDamage(
        "JSON document with NaN",
        PERMITS,
        swapped('"2027-01-01"', "NaN"),
        Refused(DamagedFile, "pw.json: it is no JSON (ValueError)"),
    ),
    FileDamage(
        "JSON document nested beyond reason",
        PERMITS,
        written(b'{"items": ' + b"[" * 100_000),
        Refused(DamagedFile, "pw.json: it is no JSON (RecursionError)"),
    ),
    FileDamage(
        "JSON document without its list",
        PERMITS,
        swapped('"items"', '"rows"'),
        Refused(ContractDrift, "pw.json: the document has no 'items'"),
    ),
)
XML = (
    FileDamage(
        "XML cut",
        SAFETY,
        cut_behind('<enterprise id="A0060"><name>张'),
        Refused(DamagedFile, "aq_202405.xml: it is no whole XML document from line 62, character 31 on"),
    ),
    FileDamage("XML entity bomb", SAFETY, _with_entity(_BOMB), Refused(DamagedFile, _DOCUMENT_TYPE)),
    FileDamage(
        "XML entity that reads a file of this machine",
        SAFETY,
        _with_entity(_OUTSIDE),
        Refused(DamagedFile, _DOCUMENT_TYPE),
    ),
    FileDamage(
        "XML in another encoding than it declares",
        SAFETY,
        recoded("utf-8", "gb18030"),
        Refused(BrokenEncoding, "aq_202405.xml: byte 73 is no utf-8 text"),
    ),
    FileDamage(
        "XML that says GBK and is UTF-8",
        SAFETY,
        swapped("UTF-8", "GBK"),
        Refused(BrokenEncoding, "aq_202405.xml: it is said to be in gbk, and is in UTF-8"),
    ),
    FileDamage(
        "a page of HTML, or another root, instead of the document",
        SAFETY,
        written("<html><body><p>系统维护中</p></body></html>".encode()),
        Refused(ContractDrift, "aq_202405.xml: its root is <html>, and no element in it is called 'enterprise'"),
    ),
    FileDamage(
        "an empty page of HTML instead of the document",
        SAFETY,
        written(b"<html/>"),
        Refused(ContractDrift, "aq_202405.xml: its root is <html>, and no element in it is called 'enterprise'"),
    ),
    FileDamage(
        "a column twice in one XML element",
        SAFETY,
        swapped("<risk>A</risk>", "<name>x</name>"),
        Refused(DamagedFile, "aq_202405.xml: column 'name' is there twice in one row"),
    ),
)
WORKBOOK = (
    FileDamage(
        "workbook cut",
        FIRE,
        content(lambda whole: whole[: len(whole) // 2]),
        Refused(DamagedFile, "xfjd_202405.xlsx: it is no whole .xlsx file"),
    ),
    FileDamage(
        "workbook that would unpack to more than a gigabyte",
        GAS,
        _bomb,
        Refused(ExcessiveSize, "rq.xlsx: it would unpack to 1,074,790,400 bytes; the hub takes 1,073,741,824"),
    ),
    FileDamage(
        "workbook with a password, or in the old .xls format",
        FIRE,
        written(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(8192)),
        Refused(DamagedFile, "xfjd_202405.xlsx: it is locked with a password, or of Excel's old format"),
    ),
    FileDamage(
        "workbook whose sheets are damaged inside",
        FIRE,
        content(lambda whole: whole[:200] + bytes(len(whole) // 2) + whole[200 + len(whole) // 2 :]),
        Refused(DamagedFile, "xfjd_202405.xlsx: it is no readable workbook"),
    ),
    FileDamage(
        "sheet gone",
        FIRE,
        _sheets(lambda book: book.remove(book["重点单位"])),
        Refused(DamagedFile, "xfjd_202405.xlsx: there is no sheet '重点单位'"),
    ),
    FileDamage(
        "total row gone: the sheet was cut",
        FIRE,
        _sheets(lambda book: book["重点单位"].delete_rows(100, 100)),
        Refused(DamagedFile, "xfjd_202405.xlsx: there is no total row '合计' at the end: the sheet was cut"),
    ),
    FileDamage(
        "rows below the total row",
        FIRE,
        _sheets(lambda book: book["重点单位"].append(["F9", SECRET, "1", "2", "3", "4", "5", "6"])),
        Refused(DamagedFile, "xfjd_202405.xlsx: row 126 stands below the total row"),
    ),
    FileDamage(
        "column of a sheet gone",
        GAS,
        _sheets(lambda book: book["第2页"].delete_cols(3)),
        Refused(ContractDrift, "rq.xlsx: missing 用气地址"),
    ),
    FileDamage("header merged over two rows", FIRE, _sheets(_header_over_two_rows), Read(122)),
)
PARQUET = (
    FileDamage(
        "Parquet cut",
        POST,
        content(lambda whole: whole[: len(whole) // 2]),
        Refused(DamagedFile, "tddz.parquet: it is no whole Parquet file (ArrowInvalid)"),
    ),
    FileDamage(
        "Parquet column of another type",
        POST,
        _as("id", lambda column: column.cast(pa.string())),
        Refused(ContractDrift, "tddz.parquet: column 'id' was a number and is a text"),
    ),
    FileDamage(
        "Parquet column that holds lists",
        POST,
        _as("address", lambda column: pa.array([[text] for text in column.to_pylist()])),
        Refused(ContractDrift, "tddz.parquet: column 'address' is of type list<element: string>"),
    ),
    FileDamage(
        "Parquet column gone",
        POST,
        _typed(lambda table: table.drop_columns(["address"])),
        Refused(ContractDrift, "tddz.parquet: missing address"),
    ),
)
