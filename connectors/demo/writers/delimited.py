"""Text files with a mark between the fields: CSV of several encodings, and gzip'd lists with a check file."""

import gzip
import hashlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.delivery import Table
from connectors.demo.text import Texts

_SLICE = 50_000


def write_csv(path: Path, table: Table, *, encoding: str, newline: str, quote_all: bool = False) -> None:
    """CSV with a header; a field is quoted where it must be, or always."""
    columns = [_quoted(_plain(column), quote_all=quote_all) for column in table.columns.values()]
    names = [f'"{name}"' if quote_all else name for name in table.columns]
    with path.open("wb") as file:
        file.write((",".join(names) + newline).encode(encoding))
        # The byte-order mark stands at the beginning only.
        rest = "utf-8" if encoding == "utf-8-sig" else encoding
        for piece in _lines(columns, ",", newline):
            file.write(piece.encode(rest))


def write_tab_separated(path: Path, table: Table) -> None:
    """UTF-8, a header, no quoting."""
    columns = [_plain(column) for column in table.columns.values()]
    with path.open("wb") as file:
        file.write(("\t".join(table.columns) + "\n").encode())
        for piece in _lines(columns, "\t", "\n"):
            file.write(piece.encode())


def write_checked_gzip(path: Path, table: Table) -> None:
    """'|' between fields, GB18030, no header, gzip; beside it `.ok` with the number of lines and the file's MD5."""
    columns = [_plain(column) for column in table.columns.values()]
    buffer = BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=6, mtime=0) as file:
        for piece in _lines(columns, "|", "\n"):
            file.write(piece.encode("gb18030"))
    content = buffer.getvalue()
    path.write_bytes(content)
    digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
    check = path.with_name(path.name.removesuffix(".txt.gz") + ".ok")
    check.write_text(f"{table.rows} {digest}\n", encoding="ascii")


def _plain(column: Texts) -> Texts:
    return pc.fill_null(pc.cast(column, pa.string()), "")


def _quoted(column: Texts, *, quote_all: bool) -> Texts:
    doubled = pc.replace_substring(column, '"', '""')
    in_quotes = text.join('"', doubled, '"')
    if quote_all:
        return in_quotes
    return pc.if_else(pc.match_substring_regex(column, '[",\r\n]'), in_quotes, column)


def _lines(columns: list[Texts], separator: str, newline: str) -> Iterator[str]:
    rows = text.join(*columns, separator=separator)
    for start in range(0, len(rows), _SLICE):
        yield newline.join(rows.slice(start, _SLICE).to_pylist()) + newline
