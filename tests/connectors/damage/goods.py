"""Good deliveries, as small as they can be: the files of two nights, of systems that deliver in every format there is.

The second night changes one row and has two more at the end.
"""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter
from pyarrow import parquet

ROWS = 120
"""Of the first night."""
SECRET = "张秘密"
"""Is in every row, and may be in no message."""
Row = Mapping[str, Any]
Content = Callable[[Sequence[Row]], bytes]


@dataclass(frozen=True, slots=True)
class Good:
    """How a system delivers files: their names on two nights, one row, and how rows become a file."""

    system: str
    names: tuple[str, str]
    row: Callable[[int], Row]
    content: Content

    def rows(self, night: int) -> list[Row]:
        """Of night 1 or 2."""
        rows = [self.row(number) for number in range(1, ROWS + 1 + 2 * (night - 1))]
        if night == 2:
            rows[6] = {
                name: value.replace("甲", "乙") if isinstance(value, str) else value for name, value in rows[6].items()
            }
        return rows

    def deliver(self, folder: Path, night: int) -> Path:
        """Put the file of a night into the folder; of a system that replaces its file in the place of the old one."""
        file = folder / self.names[night - 1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(whole(self, night))
        vouch(file)
        return file


@cache
def whole(good: Good, night: int) -> bytes:
    """The file of a night."""
    return good.content(good.rows(night))


def vouch(file: Path) -> None:
    """Write the file that vouches for a telecom delivery."""
    if file.name.endswith(".txt.gz"):
        content = gzip.decompress(file.read_bytes())
        lines, md5 = content.count(b"\n"), hashlib.md5(content, usedforsecurity=False)
        file.with_name(file.name.replace(".txt.gz", ".ok")).write_text(f"{lines} {md5.hexdigest()}\n")


def separated(separator: str, encoding: str, quoting: int, ending: str) -> Content:
    """Lines with a header."""

    def content(rows: Sequence[Row]) -> bytes:
        lines = io.StringIO(newline="")
        writer = csv.DictWriter(lines, list(rows[0]), delimiter=separator, quoting=quoting, lineterminator=ending)
        writer.writeheader()
        writer.writerows(rows)
        return lines.getvalue().encode(encoding)

    return content


def json_lines(rows: Sequence[Row]) -> bytes:
    """One object a line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def packed_json_lines(rows: Sequence[Row]) -> bytes:
    """The same in gzip."""
    return gzip.compress(json_lines(rows), mtime=0)


def packed_changes(rows: Sequence[Row]) -> bytes:
    """Bars between the fields, no header, gzip."""
    text = "".join("|".join(("U", *row.values())) + "\n" for row in rows)
    return gzip.compress(text.encode("gb18030"), mtime=0)


def fixed_width(rows: Sequence[Row]) -> bytes:
    """The water company's line of 155 bytes."""
    widths = (12, 40, 80, 16, 6, 1)
    lines = (
        b"".join(text.encode("gb18030").ljust(width) for text, width in zip(row.values(), widths, strict=True))
        for row in rows
    )
    return b"".join(line + b"\r\n" for line in lines)


def json_document(rows: Sequence[Row]) -> bytes:
    """The list of permits."""
    return json.dumps({"date": "2024-05-01", "items": rows}, ensure_ascii=False, indent=1).encode()


def xml(rows: Sequence[Row]) -> bytes:
    """Enterprises under supervision, and one accident."""
    columns = ("name", "uscc", "address", "contact", "phone", "risk")
    firms = "".join(
        f'<enterprise id="{row["id"]}">'
        + "".join(f"<{name}>{row[name]}</{name}>" for name in columns)
        + "</enterprise>\n"
        for row in rows
    )
    names = ("time", "unit", "uscc", "address", "kind", "dead", "injured")
    accident = '<accident no="1">' + "".join(f"<{name}>1</{name}>" for name in names) + "</accident>\n"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<aq>\n{firms}{accident}</aq>\n'.encode()


def parquet_file(rows: Sequence[Row]) -> bytes:
    """Addresses; the number is one."""
    table = pa.Table.from_pylist([dict(row) for row in rows])
    numbers = pa.array([int(row["id"]) for row in rows])
    sink = io.BytesIO()
    parquet.write_table(table.set_column(0, "id", numbers), sink)
    return sink.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Rows by sheet."""
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for position, row in enumerate(rows):
            sheet.write_row(position, 0, row)
    book.close()
    return sink.getvalue()


FIRES = ["警情编号", "接警时间", "地址", "起火场所", "死亡人数", "受伤人数", "直接财产损失"]


def fire_sheets(rows: Sequence[Row]) -> dict[str, list[list[object]]]:
    """The two sheets of the fire service: a title above the header, a total below the rows."""
    units: list[list[object]] = [
        ["消防重点单位"],
        list(rows[0]),
        *(list(row.values()) for row in rows),
        ["合计", len(rows)],
    ]
    return {
        "重点单位": units,
        "火灾警情": [["火灾警情"], FIRES, ["H1", "2024-05-01", "永和苑", "仓库", 0, 0, 0], ["合计", 1]],
    }


def fires(rows: Sequence[Row]) -> bytes:
    """The workbook of a month."""
    return workbook(fire_sheets(rows))


def gas(rows: Sequence[Row]) -> bytes:
    """One sheet for every half of the customers."""
    half = len(rows) // 2
    return workbook({f"第{n}页": [list(rows[0]), *(list(row.values()) for row in part)]
                     for n, part in enumerate((rows[:half], rows[half:]), 1)})  # fmt: skip


POWER = Good(
    "power_customers",
    ("ydkh_202404.csv", "ydkh_202405.csv"),
    lambda n: {
        "户号": f"P{n:04}", "户名": f"{SECRET}{n}", "证件号码": "1234", "用电地址": f"甲路{n}号,后楼",
        "电话": "13912345678", "用电类别": "居民", "状态": "正常", "用电量": "7",
    },
    separated(",", "gb18030", csv.QUOTE_MINIMAL, "\r\n"),
)  # fmt: skip
INSPECTION = Good(
    "hr_inspection",
    ("jc_20240501.csv", "jc_20240502.csv"),
    lambda n: {
        "案件编号": f"J{n:04}", "用人单位": f"{SECRET}公司{n}", "信用代码": "", "单位地址": f"甲路\n{n}号",
        "投诉日期": "2024-04-01",
        "涉及人数": "2", "欠薪金额": "35,000.00", "办结日期": "", "处理结果": "办结",
    },
    separated(",", "utf-8-sig", csv.QUOTE_ALL, "\r\n"),
)  # fmt: skip
TAX = Good(
    "tax_register",
    ("swdj_20240501.tsv", "swdj_20240508.tsv"),
    lambda n: {
        "djxh": f"T{n:04}", "nsrsbh": "91330110MA27XWLD8X", "nsrmc": f"{SECRET}公司{n}", "fddbrxm": SECRET,
        "fddbrsfzh": "", "zcdz": f"甲路{n}号", "scjydz": "", "lxdh": "13912345678", "nsrzt": "03",
        "djrq": "20200101", "nse": "5",
    },
    separated("\t", "utf-8", csv.QUOTE_NONE, "\n"),
)  # fmt: skip
PLACES = Good(
    "civil_placenames",
    ("dm.jsonl", "dm.jsonl"),
    lambda n: {
        "dmid": f"D{n:04}", "bzmc": f"{SECRET}路{n}", "cym": [], "bm": [], "lb": "道路", "jd": "甲街道", "sq": "甲社区",
        "pzrq": "2001-01-01", "zt": "在用",
    },
    json_lines,
)  # fmt: skip
ENROLMENT = Good(
    "medical_enrolment",
    ("cb_20240501.jsonl.gz", "cb_20240508.jsonl.gz"),
    lambda n: {
        "psn_no": f"M{n:04}", "psn_name": SECRET, "certno": "", "gend": "1", "brdy": "1986-03-12", "tel": "13912345678",
        "addr": f"甲路{n}号", "emp_name": "",
    },
    packed_json_lines,
)  # fmt: skip
WATER = Good(
    "water_customers",
    ("ysh.txt", "ysh.txt"),
    lambda n: {
        "户号": f"W{n:04}", "户名": SECRET, "地址": f"甲路{n}号", "电话": "13912345678", "口径": "15", "状态": "1",
    },
    fixed_width,
)  # fmt: skip
PERMITS = Good(
    "ecology_sources",
    ("pw.json", "pw.json"),
    lambda n: {
        "permit_no": f"E{n:04}", "name": f"{SECRET}公司{n}", "uscc": "", "address": f"甲路{n}号", "legal": SECRET,
        "valid_to": "2027-01-01",
    },
    json_document,
)  # fmt: skip
SAFETY = Good(
    "emergency_safety",
    ("aq_202404.xml", "aq_202405.xml"),
    lambda n: {
        "id": f"A{n:04}", "name": f"{SECRET}公司{n}", "uscc": "", "address": f"甲路{n}号", "contact": SECRET,
        "phone": "13912345678", "risk": "A",
    },
    xml,
)  # fmt: skip
POST = Good(
    "postal_delivery",
    ("tddz.parquet", "tddz.parquet"),
    lambda n: {"id": f"{n}", "postcode": "311100", "address": f"甲路{n}号{SECRET}", "point": "小区"},
    parquet_file,
)
FIRE = Good(
    "fire_supervision",
    ("xfjd_202404.xlsx", "xfjd_202405.xlsx"),
    lambda n: {
        "单位编号": f"F{n:04}", "单位名称": f"{SECRET}店{n}", "统一社会信用代码": "91330110MA27XWLD8X",
        "单位地址": f"甲路{n}号", "消防安全责任人": SECRET, "联系电话": "13912345678",
        "单位类别": "商场", "列管日期": "2018.3.5",
    },
    fires,
)  # fmt: skip
GAS = Good(
    "gas_customers",
    ("rq.xlsx", "rq.xlsx"),
    lambda n: {
        "用户号": f"G{n:04}", "户名": SECRET, "用气地址": f"甲路{n}号", "手机": "13912345678", "最近安检": "2024-01-01",
    },
    gas,
)  # fmt: skip
LINES = Good(
    "telecom_subscribers",
    ("yh_20240501.txt.gz", "yh_20240502.txt.gz"),
    lambda n: {
        "用户编号": f"Y{n:04}", "证件类型": "1", "证件号码": "330110********1234", "客户名称": SECRET,
        "联系电话": "13912345678", "装机地址": f"甲路{n}号", "入网日期": "20200101", "状态": "1",
    },
    packed_changes,
)  # fmt: skip
ALL = (POWER, INSPECTION, TAX, PLACES, ENROLMENT, WATER, PERMITS, SAFETY, POST, FIRE, GAS, LINES)
