"""Deliveries that can be read and cannot be right: files out of place or order, repeated, tables of another size."""

import gzip
import os
import time
from collections.abc import Callable
from pathlib import Path

from connectors.damage import ChecksumMismatch, DamagedFile, IncompleteDelivery, MissingDelivery, UnfinishedDelivery
from tests.connectors.damage.case import FileDamage, Harm, KeptApart, Read, Refused, content
from tests.connectors.damage.goods import FIRE, LINES, PERMITS, POWER, TAX, Good, Row, vouch


def _linked_outside(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _gone(file: Path) -> None:
    for each in file.parent.iterdir():
        each.unlink()


def _same_again(good: Good) -> Harm:
    """The file of the first night comes again under the name of the second."""
    return lambda file: (file.write_bytes(good.content(good.rows(1))), vouch(file))


def _rows(good: Good, change: Callable[[list[Row]], list[Row]]) -> Harm:
    """The second night's file, with other rows."""
    return lambda file: file.write_bytes(good.content(change(good.rows(2))))


def _header_alone(whole: bytes) -> bytes:
    return whole.splitlines(keepends=True)[0]


def _changed(change: Callable[[str], str]) -> Harm:
    """The lines of the telecom file are others, and vouched for."""

    def harm(file: Path) -> None:
        text = change(gzip.decompress(file.read_bytes()).decode("gb18030"))
        file.write_bytes(gzip.compress(text.encode("gb18030"), mtime=0))
        vouch(file)

    return harm


def _voucher(change: Callable[[list[str]], str]) -> Harm:
    def harm(file: Path) -> None:
        voucher = file.with_name("yh_20240502.ok")
        voucher.write_text(change(voucher.read_text().split()))

    return harm


def _unfinished(file: Path) -> None:
    file.with_name("yh_20240502.ok").unlink()


_NOT_FINISHED = "yh_20240502.txt.gz: there is no yh_20240502.ok beside it: the delivery is not finished"


def _three_days_later(file: Path) -> None:
    """After three files on three days the next one is of the day after tomorrow."""
    for day in ("20240503", "20240505"):
        _later(file, day)


def _later(file: Path, day: str) -> None:
    later = file.with_name(f"yh_{day}.txt.gz")
    later.write_bytes(LINES.content([LINES.row(int(day))]))
    vouch(later)


FOLDER = (
    FileDamage("no file at all", POWER, _gone, Refused(MissingDelivery, "no file fits 'ydkh_*.csv'")),
    FileDamage(
        "a link that leads out of the folder",
        POWER,
        _linked_outside,
        Refused(DamagedFile, "ydkh_202405.csv: it is a link out of the folder"),
    ),
    FileDamage(
        "a folder with the name of a file", POWER, _a_folder, Refused(DamagedFile, "ydkh_202405.csv: it is no file")
    ),
    FileDamage(
        "the last file again under a new name",
        POWER,
        _same_again(POWER),
        Read(0, "ydkh_202405.csv: it has the same rows as ydkh_202404.csv"),
    ),
)
SIZE = (
    FileDamage(
        "a table without rows where there were many",
        POWER,
        content(_header_alone),
        Refused(IncompleteDelivery, "ydkh_202405.csv: 0 rows, 120 in the delivery before"),
    ),
    FileDamage(
        "half of the rows",
        TAX,
        _rows(TAX, lambda rows: rows[::2][:60]),
        Refused(IncompleteDelivery, "swdj_20240508.tsv: 60 rows, 120 in the delivery before"),
    ),
    FileDamage(
        "twice the rows",
        FIRE,
        _rows(FIRE, lambda rows: [FIRE.row(number) for number in range(1, 241)]),
        Refused(IncompleteDelivery, "xfjd_202405.xlsx: 240 rows, 120 in the delivery before"),
    ),
    FileDamage(
        "an empty list in a document",
        PERMITS,
        _rows(PERMITS, lambda rows: []),
        Refused(IncompleteDelivery, "pw.json: 0 rows, 120 in the delivery before"),
    ),
    FileDamage(
        "a column that lost its values",
        POWER,
        _rows(POWER, lambda rows: [{**row, "用电地址": ""} for row in rows]),
        Refused(
            IncompleteDelivery,
            "ydkh_202405.csv: column '用电地址' is filled in 0% of the rows, 100% in the delivery before;"
            " at least 97% are expected",
        ),
    ),
)
CHANGES = (
    FileDamage(
        "newest file of changes still without its control file",
        LINES,
        _unfinished,
        Read(0, f"{_NOT_FINISHED}; it is waited for"),
    ),
    FileDamage(
        "file of changes still without its control file after a day",
        LINES,
        lambda file: (_unfinished(file), os.utime(file, (time.time() - 90_000,) * 2)),
        Refused(UnfinishedDelivery, _NOT_FINISHED),
    ),
    FileDamage(
        "file of changes without its control file, and a later one with it",
        LINES,
        lambda file: (_unfinished(file), _later(file, "20240503")),
        Refused(UnfinishedDelivery, _NOT_FINISHED),
    ),
    FileDamage(
        "another checksum than stated",
        LINES,
        _voucher(lambda words: f"{words[0]} {words[1][::-1]}"),
        Refused(ChecksumMismatch, "yh_20240502.txt.gz: its md5 is not the one in yh_20240502.ok"),
    ),
    FileDamage(
        "another number of lines than stated",
        LINES,
        _voucher(lambda words: f"123 {words[1]}"),
        Refused(ChecksumMismatch, "yh_20240502.txt.gz: it has 122 lines, yh_20240502.ok states 123"),
    ),
    FileDamage(
        "control file that states nothing",
        LINES,
        _voucher(lambda words: "ok"),
        Refused(ChecksumMismatch, "yh_20240502.txt.gz: yh_20240502.ok does not hold 'lines md5'"),
    ),
    FileDamage(
        "file of changes cut",
        LINES,
        content(lambda whole: whole[: len(whole) // 2]),
        Refused(DamagedFile, "yh_20240502.txt.gz: cannot be read to its end (EOFError)"),
    ),
    FileDamage(
        "the same changes again under a new name",
        LINES,
        _same_again(LINES),
        Read(120, "yh_20240502.txt.gz: it has the same rows as yh_20240501.txt.gz"),
    ),
    FileDamage(
        "a day without a file of changes",
        LINES,
        _three_days_later,
        Read(124, "no file between yh_20240503.txt.gz and yh_20240505.txt.gz"),
    ),
    FileDamage(
        "a change of a kind that was not agreed",
        LINES,
        _changed(lambda text: text.replace("U|", "X|", 1)),
        KeptApart("operation.unknown"),
    ),
)
