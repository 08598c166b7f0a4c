"""Separated text without header or quotes, plain or gzip, vouched for by a second file with its lines and checksum."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import pyarrow as pa

from connectors.contract import fit
from connectors.damage import ChecksumMismatch, UnfinishedDelivery
from connectors.declaring import Declared
from connectors.readers.decoding import Decoder, known_encoding
from connectors.readers.ending import has_last_line_end, too_large
from connectors.readers.rows import Form, stream_rows
from connectors.reading import Reading, Wanted


@dataclass(frozen=True)
class Delimited(Declared):
    """Text lines with `columns` in this order.  A name that ends in `.gz` is unpacked.

    `done` is the ending of the file that vouches for the delivery and holds 'lines md5'; without it the delivery is
    not finished.  The checksum may be of the file as it lies there or of the text in it: owners do both.
    """

    columns: tuple[str, ...]
    encoding: str = "utf-8"
    separator: str = "|"
    done: str | None = None
    limit: int = 4 << 30
    """The most bytes that the file may unpack to."""

    def __post_init__(self) -> None:
        if not known_encoding(self.encoding):
            raise self.fail(f"Python knows no encoding '{self.encoding}'")
        if len(set(self.columns)) < len(self.columns):
            raise self.fail("a column is listed twice")

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Look at the file that vouches for it; the rows are read, counted and summed while they are consumed."""
        header = fit(wanted, self.columns, file.name)
        form = Form(self.separator, False, len(self.columns), header.positions, f"{wanted.where} {file.name}")
        voucher = self._voucher(file, form.where)
        is_open_ended = voucher is None and file.suffix != ".gz"
        may_be_cut = is_open_ended and not has_last_line_end(file, form.where)
        rows = self._rows(file, form, voucher, wanted)
        return Reading(rows, is_open_ended=is_open_ended, may_be_cut=may_be_cut)

    def _rows(self, file: Path, form: Form, voucher: "_Voucher | None", wanted: Wanted) -> Iterator[pa.RecordBatch]:
        seen = _Seen()
        with _open(file) as source:
            decoder = Decoder(source, self.encoding, form.where, watch=seen.take)
            lines = 0
            for batch in stream_rows(decoder, self._limited(decoder, seen, form.where), form, wanted):
                lines += batch.num_rows
                yield batch
        if voucher is not None:
            voucher.check(seen.lines, lines, {seen.md5.hexdigest(), _md5(file)}, form.where)

    def _limited(self, decoder: Decoder, seen: "_Seen", where: str) -> Iterator[str]:
        """The decoder's texts, until they are too many."""
        for text in decoder:
            if seen.size > self.limit:
                decoder.stop(too_large(self.limit, where))
                return
            yield text

    def _voucher(self, file: Path, where: str) -> "_Voucher | None":
        if self.done is None:
            return None
        path = file.with_name(file.name.split(".")[0] + self.done)
        if not path.is_file():
            raise UnfinishedDelivery(
                f"there is no {path.name} beside it: the delivery is not finished",
                where=where,
                next_step=f"wait for {path.name}, or ask the owner to finish the delivery",
            )
        return _Voucher.parse(path, where)


@dataclass(frozen=True, slots=True)
class _Voucher:
    """What the owner states of a file."""

    lines: int
    md5: str
    name: str

    @classmethod
    def parse(cls, path: Path, where: str) -> "_Voucher":
        words = path.read_text(encoding="ascii", errors="replace").replace("\ufeff", "").split()
        if len(words) < 2 or not words[0].isdigit():
            raise ChecksumMismatch(
                f"{path.name} does not hold 'lines md5'", where=where, next_step="ask the owner to deliver it again"
            )
        return cls(int(words[0]), words[1].lower(), path.name)

    def check(self, lines: int, rows: int, sums: set[str], where: str) -> None:
        again = "the file was cut or altered on its way: ask the owner to deliver both again"
        if self.md5 not in sums:
            raise ChecksumMismatch(f"its md5 is not the one in {self.name}", where=where, next_step=again)
        if self.lines not in (lines, rows):
            raise ChecksumMismatch(
                f"it has {rows} lines, {self.name} states {self.lines}", where=where, next_step=again
            )


@dataclass(slots=True)
class _Seen:
    """Counts and sums the unpacked bytes as they go by."""

    md5: "hashlib._Hash" = field(default_factory=lambda: hashlib.md5(usedforsecurity=False))
    lines: int = 0
    size: int = 0

    def take(self, chunk: bytes) -> None:
        self.md5.update(chunk)
        self.size += len(chunk)
        self.lines += chunk.count(b"\n")


def _open(file: Path) -> IO[bytes] | gzip.GzipFile:
    return gzip.open(file, "rb") if file.suffix == ".gz" else file.open("rb")


def _md5(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
