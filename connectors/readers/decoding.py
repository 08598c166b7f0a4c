"""Bytes of any agreed encoding as a UTF-8 stream for Arrow; a byte that is no text ends the stream and is told.

DuckDB's own `encodings` extension loses and changes rows, so decoding is Python's work, strict and chunk by chunk.
An error is kept, not raised, while Arrow reads: an exception inside Arrow's reading thread can hang the process.
"""

import codecs
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from connectors.damage import BrokenEncoding, DamagedFile
from schema.errors import DeliveryError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_CHUNK = 1 << 20
_BOM = codecs.BOM_UTF8
LOOK = 1 << 16
"""Bytes that show the encoding."""
_ENOUGH = 12
"""So many characters outside ASCII are UTF-8 by chance in no Chinese text of another encoding; '联通' alone is."""


def known_encoding(name: str) -> bool:
    """Whether Python can decode it."""
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def is_utf8(name: str) -> bool:
    """Whether the name is one of UTF-8's."""
    return codecs.lookup(name).name in ("utf-8", "utf-8-sig")


def has_mark(file: Path) -> bool:
    """Whether a UTF-8 byte order mark stands at the beginning."""
    with file.open("rb") as source:
        return source.read(len(_BOM)) == _BOM


def reads_as_utf8(content: bytes) -> bool:
    """Whether the beginning of a file that is said to be in another encoding is UTF-8 all the same."""
    looked_at = content[:LOOK]
    text = looked_at.decode("utf-8", errors="ignore")
    lost = len(looked_at) - len(text.encode())
    # the last character may be cut by the end of what is looked at
    return lost < 4 and sum(not character.isascii() for character in text) >= _ENOUGH


def broken(place: str, encoding: str, where: str) -> BrokenEncoding:
    """The error of bytes that are no text in the agreed encoding."""
    return BrokenEncoding(
        f"{place} is no {encoding} text",
        where=where,
        next_step="the file was cut or written in another encoding: ask the owner to deliver it again",
    )


def foreign(encoding: str, where: str) -> BrokenEncoding:
    """The error of a file in UTF-8 that was agreed to be in another encoding: much of it would pass for nonsense."""
    return BrokenEncoding(
        f"it is UTF-8 text, and {encoding} was agreed",
        where=where,
        next_step="ask the owner to deliver it as agreed, or correct the declaration",
    )


def hole(offset: int, where: str) -> DamagedFile:
    """The error of zero bytes, which fill what was never written of a file."""
    return DamagedFile(
        f"byte {offset} is zero: a part of it was never written",
        where=where,
        next_step="ask the owner to deliver the file again",
    )


class Readable(Protocol):
    """A binary file, plain or unpacking."""

    def read(self, size: int, /) -> bytes:
        """Up to that many bytes; none at the end."""
        ...


class Decoder:
    """Iterates over the decoded text of one file; after the last chunk `error` says what stopped it, if anything."""

    def __init__(
        self, source: Readable, encoding: str, where: str, watch: Callable[[bytes], object] | None = None
    ) -> None:
        self.error: DeliveryError | None = None
        self._source, self._encoding, self._where, self._watch = source, encoding, where, watch

    def __iter__(self) -> Iterator[str]:
        chunk = self._read()
        encoding = "utf-8" if chunk.startswith(_BOM) else self._encoding
        offset = len(_BOM) if chunk.startswith(_BOM) else 0
        chunk = chunk[offset:]
        decoder = codecs.getincrementaldecoder(encoding)()
        if not is_utf8(encoding) and reads_as_utf8(chunk):
            self.stop(foreign(encoding, self._where))
        while self.error is None:
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                if (zero := chunk[: error.start].find(b"\0")) >= 0:
                    self.stop(hole(offset + zero, self._where))
                self.stop(broken(f"byte {offset - pending + error.start}", encoding, self._where))
                return
            if "\0" in text:
                self.stop(hole(offset + chunk.find(b"\0"), self._where))
                return
            if text:
                yield text
            if not chunk:
                return
            offset += len(chunk)
            chunk = self._read()

    def stop(self, error: DeliveryError) -> None:
        """End the stream at the next chunk; the first error stands."""
        self.error = self.error or error

    def check(self) -> None:
        """Raise what stopped the stream."""
        if self.error is not None:
            raise self.error

    def _read(self) -> bytes:
        try:
            chunk = self._source.read(_CHUNK)
        except (EOFError, OSError, zlib.error) as error:
            self.stop(
                DamagedFile(
                    f"cannot be read to its end ({type(error).__name__})",
                    where=self._where,
                    next_step="the file was cut or altered: ask the owner to deliver it again",
                )
            )
            return b""
        if self._watch is not None:
            self._watch(chunk)
        return chunk


class Utf8File(io.RawIOBase):
    """A binary file object over decoded text, as Arrow wants it."""

    def __init__(self, chunks: Iterator[str]) -> None:
        super().__init__()
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        target = memoryview(buffer)
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk.encode()
        count = min(len(target), len(self._rest))
        target[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
