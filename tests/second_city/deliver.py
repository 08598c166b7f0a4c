"""The files of a delivery: SQLite tables, quoted CSV, workbooks, and gzip'd text with its receipt."""

import csv
import gzip
import hashlib
import io
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

Row = Sequence[object]


def sqlite_table(path: Path, ddl: str, rows: Iterable[Row]) -> None:
    """Creates the table of `ddl` in a SQLite file and fills it in the order of its columns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    try:
        connection.execute(ddl)
        table = ddl.partition("(")[0].split()[-1]
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        connection.commit()
    finally:
        connection.close()


def csv_file(path: Path, header: Row, rows: Iterable[Row], encoding: str, quote_all: bool = True) -> None:
    """Lines end with CRLF; every field is quoted, or only those that need it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))


def gzip_lines(path: Path, rows: Iterable[Row], digest_of_text: bool) -> None:
    """'|' between fields, GB18030; the receipt counts lines and holds the md5 of the text or of the gzip file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["|".join(str(value) for value in row) for row in rows]
    text = "".join(f"{line}\n" for line in lines).encode("gb18030")
    packed = gzip.compress(text, mtime=0)
    path.write_bytes(packed)
    digest = hashlib.md5(text if digest_of_text else packed, usedforsecurity=False).hexdigest()
    receipt = path.with_name(path.name.replace(".txt.gz", ".ok"))
    receipt.write_text(f"{len(lines)} {digest.upper() if digest_of_text else digest}\n", encoding="ascii")
