"""What a whole run leaves for the nights: written piece by piece as it is made, and never changed.

Tests and small runs keep it in memory; a run of millions writes each list to the disk and lets go of it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from matching.nights.arrays import Array, ArrayFile, MappedArrays
from matching.nights.rows import mapped_rows, write_rows

_ARRAYS, _ROWS = "arrays.bin", "rows.arrow"


class Base(Protocol):
    """Where a whole run puts what it makes."""

    @property
    def name(self) -> str:
        """Of the folder it is in; empty in memory."""

    def put_rows(self, rows: pa.Table) -> None:
        """The inputs as they were read."""

    def put(self, name: str, array: Array) -> None:
        """One of its arrays."""

    def finished(self) -> tuple[Mapping[str, Array], pa.Table]:
        """All arrays and the rows; nothing can be put after this."""


class HeldBase:
    """In memory."""

    name = ""

    def __init__(self) -> None:
        self._arrays: dict[str, Array] = {}
        self._rows = pa.table({})

    def put_rows(self, rows: pa.Table) -> None:
        self._rows = rows

    def put(self, name: str, array: Array) -> None:
        self._arrays[name] = array

    def finished(self) -> tuple[Mapping[str, Array], pa.Table]:
        return self._arrays, self._rows


class StoredBase:
    """In a folder of its own, which nobody else may read; it is of no use before `finished`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True)
        self._folder, self._file = folder, ArrayFile(folder / _ARRAYS)

    @property
    def name(self) -> str:
        return self._folder.name

    def put_rows(self, rows: pa.Table) -> None:
        write_rows(rows, self._folder / _ROWS)

    def put(self, name: str, array: Array) -> None:
        self._file.put(name, array)

    def finished(self) -> tuple[Mapping[str, Array], pa.Table]:
        self._file.close()
        return stored(self._folder)


def stored(folder: Path) -> tuple[Mapping[str, Array], pa.Table]:
    """The arrays and rows of a folder, which stay on the disk until they are looked at."""
    return MappedArrays(folder / _ARRAYS), mapped_rows(folder / _ROWS)


def store(folder: Path, arrays: Mapping[str, Array], rows: pa.Table) -> None:
    """Put arrays and rows in a new folder."""
    base = StoredBase(folder)
    base.put_rows(rows)
    for name, array in arrays.items():
        base.put(name, array)
    base.finished()
