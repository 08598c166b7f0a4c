"""Files that an owner puts into a folder: which ones fit, in which order, and of which day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import pyarrow as pa

from connectors.damage import DamagedFile, MissingDelivery
from connectors.readers.canonical import SHANGHAI
from connectors.reading import FileReader, Location, Reading, Wanted
from schema.errors import SourceUnreachable

_DIGITS = re.compile(r"\d+")
_YEAR = 4
"""Digits; shorter numbers tell no time but schools and districts apart."""
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])?(?!\d)")


def matching(location: Location, pattern: str, wanted: Wanted) -> list[Path]:
    """The files that fit, oldest name first; hidden and lock files are none.

    Raises SourceUnreachable for a folder that is not there, MissingDelivery where nothing fits at all, and DamagedFile
    where something that is no file of this folder has such a name.
    """
    folder = location.folder / PurePosixPath(pattern).parent
    wanted_name = PurePosixPath(pattern).name.casefold()
    fitting = [file for file in _listed(folder, wanted) if _fits(file.name, wanted_name)]
    for file in fitting:
        _check_plain(file, location.folder, wanted)
    if not fitting:
        raise MissingDelivery(
            f"no file fits '{pattern}'", where=wanted.where, next_step="ask the owner for the delivery"
        )
    return sorted(fitting, key=lambda file: order(file.name))


def _listed(folder: Path, wanted: Wanted) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        is_there = not isinstance(error, FileNotFoundError | NotADirectoryError)
        raise SourceUnreachable(
            f"its folder cannot be read ({type(error).__name__})" if is_there else "its folder is not there",
            where=wanted.where,
            next_step="check the location in the settings, that the share is mounted and that the hub may read it",
        ) from None


def _check_plain(file: Path, root: Path, wanted: Wanted) -> None:
    """A link out of the folder could make the hub read any file of this machine."""
    if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
        what, next_step = "it is a link out of the folder", "ask the owner to deliver the file itself"
    elif not file.is_file():
        what, next_step = "it is no file", "ask the owner what it is, or take it out of the folder"
    else:
        return
    raise DamagedFile(what, where=f"{wanted.where} {file.name}", next_step=next_step)


def order(name: str) -> tuple[tuple[int, ...], tuple[int, ...], str, str]:
    """Sorts names by what tells the time in them: years, months and days, then other numbers, then the last word.

    The last word is what stands behind the last underscore, such as a term: 2024春 comes before 2024秋.
    """
    numbers = _DIGITS.findall(name)
    dates = tuple(int(digits) for digits in numbers if len(digits) >= _YEAR)
    return dates, tuple(map(int, numbers)), name.rpartition("_")[2], name


def day_of(file: Path) -> datetime:
    """The day or month in the file's name, Asia/Shanghai; without one, when the file was written."""
    day = stated_day(file.name)
    return datetime.combine(day, time()) if day else written_at(file)


def stated_day(name: str) -> date | None:
    """The day, or the first of the month, in a file's name."""
    match = _DAY.search(name)
    if match is None:
        return None
    year, month, day = (int(digits or 1) for digits in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 1)


def written_at(file: Path) -> datetime:
    """When the file was last changed, Asia/Shanghai."""
    return datetime.fromtimestamp(file.stat().st_mtime, SHANGHAI).replace(tzinfo=None, microsecond=0)


def idle_for(file: Path) -> timedelta:
    """How long nobody has written to it."""
    return datetime.now(SHANGHAI) - datetime.fromtimestamp(file.stat().st_mtime, SHANGHAI)


def read_steadily(reader: FileReader, file: Path, wanted: Wanted) -> Reading:
    """The file's rows; DamagedFile where its owner writes it meanwhile, or where it cannot be opened."""
    with _told(file, wanted):
        before = _state(file)
        reading = reader.read(file, wanted)
        return replace(reading, batches=_steadily(reading.batches, file, wanted, before))


def joined(readings: Sequence[Reading]) -> Reading:
    """Several files as one delivery."""
    if len(readings) == 1:
        return readings[0]
    new = dict.fromkeys(name for reading in readings for name in reading.new_columns)
    remarks = tuple(remark for reading in readings for remark in reading.remarks)
    batches = (batch for reading in readings for batch in reading.batches)
    may_be_cut = any(reading.may_be_cut for reading in readings)
    # where the last of many files is gone, rows of the end are gone and nothing was cut
    return Reading(batches, tuple(new), remarks=remarks, may_be_cut=may_be_cut, kinds=readings[-1].kinds)


def _steadily(
    batches: Iterable[pa.RecordBatch], file: Path, wanted: Wanted, before: tuple[int, int]
) -> Iterator[pa.RecordBatch]:
    with _told(file, wanted):
        yield from batches
        if _state(file) != before:
            raise DamagedFile(
                "it was written while it was read",
                where=f"{wanted.where} {file.name}",
                next_step="sync this system again when its owner has finished",
            )


def _state(file: Path) -> tuple[int, int]:
    """Size and time of the last change."""
    found = file.stat()
    return found.st_size, found.st_mtime_ns


@contextmanager
def _told(file: Path, wanted: Wanted) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DamagedFile(
            f"it cannot be read ({type(error).__name__})",
            where=f"{wanted.where} {file.name}",
            next_step="check that it is there and that the hub may read it",
        ) from None


def _fits(name: str, pattern: str) -> bool:
    return fnmatchcase(name.casefold(), pattern) and not name.startswith((".", "~"))
