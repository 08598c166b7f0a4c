"""What has happened in the city before a later night, and which systems' rows know of it.

The world of the first night stays as it was; each later night adds people, enterprises and dwellings behind those that
were there, and a `Night` says what is new about the others.  A system hears of it at once, on a later night, or never.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from connectors.demo import text
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.habits.nights import Pace
from connectors.demo.text import Texts

NOBODY = np.zeros(0, dtype=np.int64)
LATER = 0.2
"""Of rows that have not heard of something: hear of it a night later."""


@dataclass(frozen=True)
class Change:
    """New numbers in some rows of a column; `rows` rise."""

    rows: Ints
    before: Ints
    after: Ints

    def hits(self, wanted: Ints) -> Flags:
        """Which of these rows are changed."""
        return _found(self.rows, wanted)[1]

    def over(self, column: Ints, wanted: Ints, known: Flags) -> Ints:
        """The column, one value a wanted row, with the new value where the row is changed and it is known."""
        place, hit = _found(self.rows, wanted)
        return column if not len(self.rows) else np.where(hit & known, self.after[place], column)

    def applied(self, column: Ints) -> Ints:
        """The whole column, changed."""
        changed = column.copy()
        changed[self.rows] = self.after
        return changed


@dataclass(frozen=True)
class TextChange:
    """New texts in some rows of a column; `rows` rise."""

    rows: Ints
    before: Texts
    after: Texts

    def hits(self, wanted: Ints) -> Flags:
        """Which of these rows are changed."""
        return _found(self.rows, wanted)[1]

    def over(self, column: Texts, wanted: Ints, known: Flags) -> Texts:
        """The column, one text a wanted row, with the new text where the row is changed and it is known."""
        place, hit = _found(self.rows, wanted)
        return column if not len(self.rows) else text.where(hit & known, self.after.take(pa.array(place)), column)

    def applied(self, column: Texts) -> Texts:
        """The whole column, changed."""
        return text.scatter(column, self.rows, self.after.to_pylist()) if len(self.rows) else column

    def reversed(self) -> "TextChange":
        """From the new text to the one before."""
        return TextChange(self.rows, self.after, self.before)


def _found(rows: Ints, wanted: Ints) -> tuple[Ints, Flags]:
    """Where each wanted row stands among the rows, and whether it does."""
    if not len(rows):
        return np.zeros(len(wanted), dtype=np.int64), np.zeros(len(wanted), dtype=bool)
    place = np.minimum(np.searchsorted(rows, wanted), len(rows) - 1)
    return place, rows[place] == wanted


@dataclass(frozen=True)
class PeopleNews:
    """By row of `People`; `employers` are rows of `Firms`, homes and registered dwellings rows of the addresses."""

    homes: Change
    registered: Change
    phones: TextChange
    names: TextChange
    employers: Change
    died: Ints
    left: Ints

    @property
    def former_names(self) -> TextChange:
        """What becomes a renamed person's former name."""
        return self.names.reversed()


@dataclass(frozen=True)
class FirmNews:
    """By row of `Firms`."""

    names: TextChange
    premises: Change
    representatives: Change
    closed: Ints


@dataclass(frozen=True)
class PlaceNews:
    """By row of the addresses and of the roads; `sold` tells the new owner, a row of `People`."""

    sold: Change
    roads: TextChange


@dataclass(frozen=True)
class Night:
    """What is new on the night of this number, which follows the first; `start` and `end` are days since 1970."""

    number: int
    start: int
    end: int
    """The day on which it is delivered: all happened before."""
    pace: Pace
    people: PeopleNews
    firms: FirmNews
    places: PlaceNews

    def days(self, keys: Ints, dice: Dice) -> Ints:
        """A day between the night before and this one, a key."""
        return dice(f"day of night {self.number}").integer(keys, self.start, self.end)

    def moments(self, keys: Ints, dice: Dice) -> Ints:
        """A local time between the night before and this one, a key, in seconds since 1970."""
        return dice(f"moment of night {self.number}").integer(keys, self.start * 86_400, self.end * 86_400)


def told(nights: Sequence[Night], keys: Ints, dice: Dice, share: float) -> Iterator[tuple[Night, Flags]]:
    """Every night, with the rows that have heard of it by the last one; `share` of them hear at once."""
    for place, night in enumerate(nights):
        deaf = (1 - share) * (1 - LATER) ** (len(nights) - 1 - place)
        yield night, dice(f"news of night {night.number}").chance(keys, 1 - deaf)


def since_first(nights: Sequence[Night], keys: Ints, dice: Dice, share: str) -> Flags:
    """Rows to which something has happened on one of the nights; `share` names its rate in `Pace`."""
    happened = np.zeros(len(keys), dtype=bool)
    for night in nights:
        happened |= dice(f"{share} on night {night.number}").chance(keys, getattr(night.pace, share))
    return happened
