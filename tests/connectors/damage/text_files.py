"""Damaged text files: CSV, tabs and lines of fixed width."""

from connectors.damage import BrokenEncoding, DamagedFile, IncompleteDelivery
from schema.errors import ContractDrift
from tests.connectors.damage.case import (
    FileDamage,
    KeptApart,
    Read,
    Refused,
    content,
    cut_behind,
    recoded,
    swapped,
    written,
)
from tests.connectors.damage.goods import INSPECTION, POWER, SECRET, TAX, WATER


def _without_header(whole: bytes) -> bytes:
    return whole.partition(b"\n")[2]


def _with_hole(whole: bytes) -> bytes:
    start = whole.index(b"P0060")
    return whole[:start] + bytes(512) + whole[start + 512 :]


def _mixed_ends(whole: bytes) -> bytes:
    lines = whole.split(b"\n")
    return b"".join(line + (b"\r\n", b"\n", b"\r")[place % 3] for place, line in enumerate(lines[:-1]))


CSV = (
    FileDamage(
        "CSV cut inside a quoted field",
        INSPECTION,
        cut_behind('"J0060","张'),
        Refused(DamagedFile, "jc_20240502.csv: row 61 has 2 columns instead of 9"),
    ),
    FileDamage(
        "CSV cut inside the quotes of the last field of a row",
        INSPECTION,
        cut_behind('35,000.00","","办'),
        Refused(DamagedFile, "jc_20240502.csv: the file ends inside a quoted field: it was cut"),
    ),
    FileDamage(
        "CSV cut between two fields",
        POWER,
        cut_behind("P0060,", "gb18030"),
        Refused(DamagedFile, "ydkh_202405.csv: row 61 has 2 columns instead of 8"),
    ),
    FileDamage(
        "CSV cut inside a character",
        POWER,
        cut_behind(f"P0060,{SECRET[:1]}", "gb18030", extra=1),
        Refused(BrokenEncoding, "ydkh_202405.csv: byte 3644 is no gb18030 text"),
    ),
    FileDamage(
        "CSV cut inside the last field of its last row",
        POWER,
        content(lambda whole: whole[: whole.index(b"P0118")].removesuffix(b"7\r\n")),
        Refused(
            IncompleteDelivery,
            "ydkh_202405.csv: no end of the last line, and the last 3 rows of the delivery before are gone",
        ),
    ),
    FileDamage(
        "CSV cut at the end of a line, many rows before its end",
        POWER,
        content(lambda whole: whole[: whole.index(b"P0100")]),
        Refused(
            IncompleteDelivery,
            "ydkh_202405.csv: it ends where the delivery before had 21 more rows: it may be cut at the end of a line",
        ),
    ),
    FileDamage(
        "CSV cut at the end of a line, a few rows before its end",
        POWER,
        content(lambda whole: whole[: whole.index(b"P0118")]),
        Read(117, "it ends where the delivery before had 3 more rows: it may be cut at the end of a line"),
    ),
    FileDamage(
        "CSV of which a part was never written (zero bytes)",
        POWER,
        content(_with_hole),
        Refused(DamagedFile, "ydkh_202405.csv: byte 3636 is zero: a part of it was never written"),
    ),
    FileDamage(
        "CSV with one broken byte",
        POWER,
        content(lambda whole: whole.replace(b"P0060", b"P\xff060")),
        Refused(BrokenEncoding, "ydkh_202405.csv: byte 3637 is no gb18030 text"),
    ),
    FileDamage(
        "CSV in UTF-8 instead of GB18030",
        POWER,
        recoded("gb18030", "utf-8"),
        Refused(BrokenEncoding, "ydkh_202405.csv: it is UTF-8 text, and gb18030 was agreed"),
    ),
    FileDamage(
        "CSV in UTF-8 with a byte order mark instead of GB18030",
        POWER,
        recoded("gb18030", "utf-8-sig"),
        Read(122, "it is utf-8 by its byte order mark, not gb18030"),
    ),
    FileDamage(
        "quote inside a quoted field that is not doubled",
        INSPECTION,
        swapped('"甲路\n60号"', '"甲路"东"60号"'),
        Refused(DamagedFile, "jc_20240502.csv: line 120 has a quote inside a quoted field that is not doubled"),
    ),
    FileDamage(
        "two CSV files put together, the header among the rows",
        INSPECTION,
        content(lambda whole: whole + whole.removeprefix(b"\xef\xbb\xbf")),
        Refused(DamagedFile, "jc_20240502.csv: the header is there again as row 123 of the data"),
    ),
    FileDamage(
        "CSV without a single byte",
        POWER,
        written(b""),
        Refused(DamagedFile, "ydkh_202405.csv: it is empty: not a single byte"),
    ),
    FileDamage("CSV with line ends of Windows, Unix and old Macs", POWER, content(_mixed_ends), Read(122)),
)
TABS = (
    FileDamage(
        "tab-separated file cut inside a row",
        TAX,
        cut_behind("T0060\t91330110"),
        Refused(DamagedFile, "swdj_20240508.tsv: row 61 has 2 columns instead of 11"),
    ),
    FileDamage(
        "row with a field too many (a tab in a name)",
        TAX,
        swapped(f"{SECRET}公司60", f"{SECRET}\t公司60"),
        Refused(DamagedFile, "swdj_20240508.tsv: row 61 has 12 columns instead of 11"),
    ),
    FileDamage(
        "row with a field too few",
        TAX,
        swapped("\t甲路60号\t", "\t"),
        Refused(DamagedFile, "swdj_20240508.tsv: row 61 has 10 columns instead of 11"),
    ),
    FileDamage(
        "column named twice",
        TAX,
        swapped("\tlxdh\t", "\tnsrmc\t"),
        Refused(DamagedFile, "swdj_20240508.tsv: column 'nsrmc' is there twice"),
    ),
    FileDamage(
        "header gone",
        TAX,
        content(_without_header),
        Refused(
            ContractDrift,
            "swdj_20240508.tsv: missing djxh, nsrmc, nsrsbh, fddbrxm, lxdh, djrq, nsrzt, zcdz, scjydz, fddbrsfzh",
        ),
    ),
    FileDamage(
        "column renamed",
        TAX,
        swapped("\tzcdz\t", "\tzcdzhi\t"),
        Refused(ContractDrift, "swdj_20240508.tsv: missing zcdz; new and unknown: zcdzhi"),
    ),
    FileDamage("columns in another order", TAX, content(lambda whole: b"".join(
        b"\t".join(line.split(b"\t")[::-1]) + b"\n" for line in whole.splitlines())), Read(122)),
    FileDamage(
        "column that is new",
        TAX,
        content(lambda whole: b"".join(
            line + (b"\t1\n" if place else b"\tgxsj\n") for place, line in enumerate(whole.splitlines()))),
        Read(122, "gxsj"),
    ),
    FileDamage(
        "GB18030 instead of UTF-8",
        TAX,
        recoded("utf-8", "gb18030"),
        Refused(BrokenEncoding, "swdj_20240508.tsv: byte 93 is no utf-8 text"),
    ),
    FileDamage(
        "UTF-16, as Excel saves 'Unicode text'",
        TAX,
        recoded("utf-8", "utf-16"),
        Refused(BrokenEncoding, "swdj_20240508.tsv: byte 0 is no utf-8 text"),
    ),
    FileDamage("row without its key", TAX, swapped("T0060\t", "\t"), KeptApart("key.missing")),
    FileDamage("two rows with one key, not the same", TAX, swapped("T0060\t", "T0059\t"), KeptApart("key.repeated")),
    FileDamage(
        "row that is there twice",
        TAX,
        content(lambda whole: whole + whole.splitlines(keepends=True)[-1]),
        KeptApart("row.repeated"),
    ),
)  # fmt: skip
FIXED_WIDTH = (
    FileDamage(
        "fixed width cut inside a line",
        WATER,
        cut_behind("W0060   "),
        Refused(DamagedFile, "ysh.txt: line 60 at byte 9263 has 8 bytes instead of 155"),
    ),
    FileDamage(
        "fixed width cut at the end of a line",
        WATER,
        content(lambda whole: whole[: whole.index(b"W0100")]),
        Refused(
            IncompleteDelivery,
            "ysh.txt: it ends where the delivery before had 21 more rows: it may be cut at the end of a line",
        ),
    ),
    FileDamage(
        "a line that lost a byte",
        WATER,
        swapped("W0060  ", "W0060 "),
        Refused(DamagedFile, "ysh.txt: line 60 at byte 9263 has 154 bytes instead of 155"),
    ),
    FileDamage(
        "fixed width in UTF-8",
        WATER,
        recoded("gb18030", "utf-8"),
        Refused(BrokenEncoding, "ysh.txt: it is UTF-8 text, and gb18030 was agreed"),
    ),
    FileDamage(
        "lines of which a part was never written (zero bytes)",
        WATER,
        content(lambda whole: whole[: 157 * 60] + bytes(155) + whole[157 * 60 + 155 :]),
        Refused(DamagedFile, "ysh.txt: byte 9420 is zero: a part of it was never written"),
    ),
    FileDamage(
        "fixed width without a single byte",
        WATER,
        written(b""),
        Refused(DamagedFile, "ysh.txt: it is empty: not a single byte"),
    ),
)
