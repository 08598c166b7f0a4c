"""What the demo city delivered, read as it lies there, and how often something is so in it."""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from connectors.demo import city as demo

Row = Mapping[str, str]


def table(city: demo.City, system: str, name: str) -> list[Row]:
    with sqlite3.connect(city.folder / city.locations[system]) as connection:
        connection.row_factory = sqlite3.Row
        found = connection.execute(f"SELECT * FROM {name}").fetchall()
    return [{key: "" if row[key] is None else str(row[key]) for key in row.keys()} for row in found]  # noqa: SIM118


def drop(city: demo.City, system: str, pattern: str) -> Path:
    return next((city.folder / city.locations[system]).glob(pattern))


def share(marks: Iterable[bool]) -> tuple[int, int]:
    found = [bool(mark) for mark in marks]
    return sum(found), len(found)


def assert_about(marks: Iterable[bool], rate: float) -> None:
    """Within five standard deviations of the declared rate, and a few rows for small counts."""
    found, size = share(marks)
    assert size > 0
    slack = 5 * (size * rate * (1 - rate)) ** 0.5 + 3
    assert abs(found - size * rate) <= slack, f"{found} of {size}, expected {size * rate:.0f}"
