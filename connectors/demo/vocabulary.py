"""The words of the demo city, read from the package's data files.

Sources of the facts: streets and communities of Yuhang 2019, division codes 1981-2024 (Ministry of Civil Affairs),
surname frequencies and similar characters, all public lists.
"""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from connectors.demo.dice import Ints

_DATA = resources.files("connectors.demo") / "data"


@cache
def table(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of one CSV data file."""
    content = (_DATA / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(content.splitlines()))


@cache
def words() -> Mapping[str, Any]:
    return tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))


def distinct(characters: str) -> str:
    """Each character once, in order of first appearance."""
    return "".join(dict.fromkeys(characters))


@cache
def surnames() -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Surnames and their weights."""
    rows = table("surnames")
    return tuple(row["surname"] for row in rows), np.array([float(row["weight"]) for row in rows])


@cache
def counties() -> tuple[tuple[str, ...], tuple[str, ...], Ints, Ints]:
    """County-level codes of all years: code, full name, first year, year in which it was given up (9999: in use)."""
    rows = table("divisions")
    codes = tuple(row["code"] for row in rows)
    names = tuple(row["province"] + row["city"] + row["county"] for row in rows)
    first = np.array([int(row["from_year"] or 1981) for row in rows])
    last = np.array([int(row["until_year"] or 9999) for row in rows])
    return codes, names, first, last


@cache
def similar_shapes() -> Mapping[str, str]:
    """A character → those it is mistaken for by eye."""
    return {row["character"]: row["confused_with"] for row in table("similar_shapes")}
