"""The tables of docs/addresses.md, which are tests."""

from collections.abc import Iterator
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "addresses.md"


def table(*header: str) -> list[tuple[str, ...]]:
    """The rows of every table with this header, without the ticks around texts."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    starts = [place for place, line in enumerate(lines) if _cells(line) == header]
    return [row for start in starts for row in _rows(lines[start + 2 :])]


def _rows(lines: list[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        if not line.startswith("|"):
            return
        yield _cells(line)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip("`") for cell in line.strip().strip("|").split("|"))
