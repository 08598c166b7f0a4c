"""Reference facts that travel with the package, in `schema/data`: '#' begins a line of explanation."""

import csv
from collections.abc import Iterator
from importlib.resources import files


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file of `schema/data`, column → text."""
    lines = csv.reader(_lines(name))
    header = next(lines)
    return (dict(zip(header, line, strict=True)) for line in lines)


def lists(name: str) -> list[list[str]]:
    """The words of a text file of `schema/data`, line by line in order."""
    return [line.split() for line in _lines(name)]


def words(name: str) -> tuple[str, ...]:
    """The words of a text file of `schema/data`, separated by blanks, the longest first."""
    found = {word for line in lists(name) for word in line}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _lines(name: str) -> Iterator[str]:
    text = (files("schema") / "data" / name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))
