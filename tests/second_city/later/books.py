"""The second city's workbooks and its XML, taken up again as rows and written anew."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlsxwriter

from tests.second_city.later.desks import Row
from tests.second_city.later.stores import Tables, newest

SCHOOL = "school file"
"""Which workbook a pupil's row stands in; no column of it."""


@dataclass
class _Sheet:
    """`title` and `total`: a line above the header, and one below the rows, with its label over three cells."""

    name: str
    header: list[str]
    rows: list[Row] = field(default_factory=list)
    title: str = ""
    total: str = ""


def _sheets(path: Path, header_row: int, total: str) -> list[_Sheet]:
    book = openpyxl.load_workbook(path)
    found = []
    for page in book:
        lines = [[cell.value for cell in line] for line in page]
        if len(lines) < header_row + 1:
            continue
        header = [str(value) for value in lines[header_row - 1]]
        body = [line for line in lines[header_row:] if not total or line[0] != total]
        rows = [dict(zip((name.strip() for name in header), line, strict=True)) for line in body]
        title = str(lines[0][0]) if header_row > 1 else ""
        found.append(_Sheet(page.title, header, rows, title, total))
    return found


def _write(path: Path, sheets: list[_Sheet], day: date) -> None:
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"})
    book.set_properties({"created": datetime(day.year, day.month, day.day)})  # noqa: DTZ001 - Excel knows no zones
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        top = 1 if sheet.title else 0
        if sheet.title:
            page.merge_range(0, 0, 0, len(sheet.header) - 1, sheet.title)
        page.write_row(top, 0, sheet.header)
        for line, row in enumerate(sheet.rows, top + 1):
            for column, name in enumerate(sheet.header):
                _cell(page, line, column, row[name.strip()])
        if sheet.total:
            last = top + 1 + len(sheet.rows)
            page.merge_range(last, 0, last, 2, sheet.total)
            page.write(last, 3, f"共{len(sheet.rows)}家")
    book.close()


def _cell(page: xlsxwriter.workbook.Worksheet, line: int, column: int, value: object) -> None:
    if isinstance(value, datetime):
        page.write_datetime(line, column, value)
    elif isinstance(value, str):
        page.write_string(line, column, value)
    elif value is not None:
        page.write(line, column, value)


@dataclass(frozen=True)
class Fires:
    """One workbook a month: title, header, rows, total."""

    def _newest(self, folder: Path) -> list[_Sheet]:
        return _sheets(newest(folder / "fire_supervision", "*.xlsx"), 2, "合计")

    def read(self, folder: Path) -> Tables:
        return {sheet.name: sheet.rows for sheet in self._newest(folder)}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        sheets = self._newest(folder)
        for sheet in sheets:
            sheet.rows = tables[sheet.name]
        for number, row in enumerate(sheets[0].rows, 1):
            row["序号"] = number
        _write(folder / "fire_supervision" / f"xfjd_{day:%Y%m}.xlsx", sheets, day)


@dataclass(frozen=True)
class Gas:
    """Several sheets, replaced in place."""

    def read(self, folder: Path) -> Tables:
        sheets = _sheets(folder / "gas_customers" / "rq.xlsx", 1, "")
        return {"rq": [row for sheet in sheets for row in sheet.rows]}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        rows = tables["rq"]
        middle = len(rows) // 2
        parts = (rows[:middle], rows[middle:])
        sheets = [_Sheet(f"燃气用户{number}", list(rows[0]), part) for number, part in enumerate(parts, 1)]
        _write(folder / "gas_customers" / "rq.xlsx", sheets, day)


@dataclass(frozen=True)
class Schools:
    """A workbook a school and term, replaced in place; each keeps its order of columns."""

    def read(self, folder: Path) -> Tables:
        rows: list[Row] = []
        for path in sorted((folder / "education_students" / "xj").glob("*.xlsx")):
            for sheet in _sheets(path, 1, ""):
                rows += [{**row, SCHOOL: path.name} for row in sheet.rows]
        return {"xj": rows}

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        for path in sorted((folder / "education_students" / "xj").glob("*.xlsx")):
            sheets = _sheets(path, 1, "")
            for sheet in sheets:
                sheet.rows = [row for row in tables["xj"] if row[SCHOOL] == path.name]
            _write(path, sheets, day)


@dataclass(frozen=True)
class Safety:
    """XML once a month; attributes and elements are columns alike."""

    def read(self, folder: Path) -> Tables:
        tables: Tables = {"enterprise": [], "accident": []}
        data = newest(folder / "emergency_safety", "*.xml").read_bytes()
        # The parser reads no GBK: the declaration goes, and the text is decoded as it says.
        declaration, _, body = data.decode("gbk" if b'"GBK"' in data[:80] else "utf-8").partition("?>")
        root = ElementTree.fromstring(body if declaration.startswith("<?xml") else declaration)
        for name, rows in tables.items():
            for element in root.iter(name):
                rows.append({**element.attrib, **{child.tag: child.text or "" for child in element}})
        return tables

    def write(self, folder: Path, tables: Tables, day: date) -> None:
        keys = {"enterprise": "id", "accident": "no"}
        lines = [_element(name, keys[name], row) for name, rows in tables.items() for row in rows]
        body = "".join(['<?xml version="1.0" encoding="GBK"?>\n<aq>\n', *lines, "</aq>\n"])
        path = folder / "emergency_safety" / f"aq_{day:%Y%m}.xml"
        path.write_bytes(body.encode("gbk", errors="xmlcharrefreplace"))


def _element(tag: str, key: str, row: Row) -> str:
    mark = f" {key}={quoteattr(str(row[key]))}" if key in row else ""
    inner = "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in row.items() if name != key)
    return f"<{tag}{mark}>{inner}</{tag}>\n"
