"""Quotes inside quoted fields: they must be doubled (RFC 4180, 2.7); Arrow drops one that is not and goes on."""

import csv
from collections.abc import Iterable, Iterator

import numpy as np

from connectors.damage import DamagedFile


class QuoteWatch:
    """Looks at every quote of the text that goes by, over whole chunks at once."""

    def __init__(self, separator: str) -> None:
        self.is_doubtful = False
        """Some quote neither begins nor ends a field and is not doubled: it stands inside a field, quoted or not."""
        self._borders = np.frombuffer(f'{separator}"\r\n'.encode(), np.uint8)
        self._last = "\n"

    def watched(self, texts: Iterable[str]) -> Iterator[str]:
        """The same texts."""
        for text in texts:
            if not self.is_doubtful and '"' in text:
                self.is_doubtful = self._has_doubtful(f"{self._last}{text}\n")
            self._last = text[-1:] or self._last
            yield text

    def _has_doubtful(self, text: str) -> bool:
        content = np.frombuffer(text.encode(), np.uint8)
        quotes = np.flatnonzero(content[1:-1] == ord('"')) + 1
        beside = np.isin(content[quotes - 1], self._borders) | np.isin(content[quotes + 1], self._borders)
        return not bool(beside.all())


def check_quotes(texts: Iterable[str], separator: str, where: str) -> None:
    """Raise DamagedFile for the first quote inside a quoted field; one inside a plain field is what its owner wrote."""
    reader = csv.reader(_lines(texts), delimiter=separator, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error:
        raise DamagedFile(
            f"line {reader.line_num} has a quote inside a quoted field that is not doubled",
            where=where,
            next_step="ask the owner to double it and to deliver the file again",
        ) from None


def _lines(texts: Iterable[str]) -> Iterator[str]:
    rest = ""
    for text in texts:
        *whole, rest = (rest + text).splitlines(keepends=True) or [""]
        yield from whole
    yield rest
