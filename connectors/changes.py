"""Files of changes in their order: which are due, which came late, and where one is missing."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from connectors.damage import IncompleteDelivery, StillWritten, UnfinishedDelivery
from connectors.drops import idle_for, order, read_steadily, stated_day, written_at
from connectors.reading import FileReader, Reading, Taken, Wanted

_LOOKED_AT = 60
"""Files; older gaps are history."""
_RHYTHM = 7
"""Steps that show how often files come: weekends are no gaps."""
_PATIENCE = timedelta(days=1)
"""An unfinished file that nobody wrote to for so long is not being written any more."""
_NUMBER = re.compile(r"(\d+)(?!.*\d)")


def due(files: Sequence[Path], taken: Taken, wanted: Wanted) -> Sequence[Path]:
    """The files to take in: from the first one on that is new, came late, or was written since it was taken in.

    Raises IncompleteDelivery where files that must be taken in again after a late one are no longer there.
    """
    first = next((place for place, file in enumerate(files) if _is_due(file, taken)), len(files))
    found = files[first:]
    there = {file.name for file in found}
    if found and (gone := [name for name in taken.files if order(name) > order(found[0].name) and name not in there]):
        raise IncompleteDelivery(
            f"it came after {gone[0]} was taken in, which is no longer there to be taken in again",
            where=f"{wanted.where} {found[0].name}",
            next_step=f"ask the owner to deliver the files from {gone[0]} on again",
        )
    return found


def read_change(reader: FileReader, file: Path, wanted: Wanted, *, is_newest: bool) -> Reading:
    """One file of changes; raises StillWritten for the newest one where its owner has not finished it yet.

    An unfinished file with a later one behind it, or that nobody has written to for a day, was forgotten: that is a
    DeliveryError like any other.
    """
    try:
        return read_steadily(reader, file, wanted)
    except UnfinishedDelivery as error:
        if not is_newest or idle_for(file) > _PATIENCE:
            raise
        raise StillWritten(f"{error.what}; it is waited for", where=error.where, next_step=error.next_step) from None


def gaps(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Files next to each other with more days, or numbers, between them than between the ones before."""
    ordered = sorted(set(names), key=order)[-_LOOKED_AT:]
    steps: list[int] = []
    for before, after in pairwise(ordered):
        step = _place(after) - _place(before)
        if step > max(steps[-_RHYTHM:], default=step if stated_day(after) else 1):
            yield before, after
        else:
            steps.append(step)


def _is_due(file: Path, taken: Taken) -> bool:
    if file.name not in taken.files:
        return True
    return order(file.name) > order(taken.position) or written_at(file) > taken.files[file.name]


def _place(name: str) -> int:
    """The day in the name as a number, else the last number in it."""
    day: date | None = stated_day(name)
    if day is not None:
        return day.toordinal()
    number = _NUMBER.search(name)
    return int(number[1]) if number else 0
