"""What a department module gives: the rows of its tables, what they mean, and how it delivers them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, StrEnum
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import Habits
from connectors.demo.households import TODAY
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions
from connectors.demo.world import World


class Way(StrEnum):
    """How the hub reaches a system."""

    SQL = "sql"
    DROP = "drop"
    REST = "rest"


class Rhythm(Enum):
    """On which nights a system delivers."""

    NIGHTLY = "nightly"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Cursor:
    """The column that tells when a row was changed, and how it writes a time."""

    column: str
    pattern: str = "%Y-%m-%d %H:%M:%S.000000"


@dataclass(frozen=True)
class Table:
    """One table as delivered: its columns in order (text or number arrays), and the truth about its rows."""

    name: str
    key: tuple[str, ...]
    columns: Mapping[str, Texts]
    mentions: Sequence[Mentions] = ()
    cursor: Cursor | None = None

    @property
    def rows(self) -> int:
        return len(next(iter(self.columns.values())))

    def arrow(self) -> pa.Table:
        return pa.table(dict(self.columns))


@dataclass(frozen=True)
class DemoSystem:
    """One system of the city.

    `describe` makes the rows, a pure function of the world and the habits; `write` puts them into the folder, which is
    the system's own, in the format of its owner.
    """

    id: str
    way: Way
    describe: Callable[[World, Habits], Sequence[Table]]
    write: Callable[[Path, Sequence[Table], date], None]
    rhythm: Rhythm = Rhythm.NIGHTLY
    operation: str = ""
    """The column that says A, U or D, where only changes are delivered; the first delivery adds every row."""


def first_night() -> date:
    """The day on which the city is delivered first."""
    return date(1970, 1, 1) + timedelta(days=TODAY)


def touched(keys: Ints, dice: Dice, *, years: float = 6.0) -> Ints:
    """Times of the last change in seconds since 1970, local, within these years before the first night."""
    span = int(years * 365 * 86_400)
    return TODAY * 86_400 - 1 - (dice.uniform(keys) ** 1.5 * span).astype(np.int64)


def shuffled(keys: Ints, size: int) -> Ints:
    """Different numbers below 10**size for different keys, in no visible order."""
    return np.asarray((keys * 7_368_787 + 1_234_567) % 10**size)
