"""Many arrays in one file: it is opened at once, and of an array nothing is read before somebody looks at it.

The arrays stand one after the other, each from a multiple of 64 bytes on; behind them JSON that says where each stands
and of what type it is, and the length of that JSON in eight bytes.
"""

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_ALIGNED, _LENGTH = 64, 8


class ArrayFile:
    """A file that is being written."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._places: dict[str, tuple[str, int, int]] = {}

    def put(self, name: str, array: Array) -> None:
        """Write an array of one dimension; nothing of it is kept in memory."""
        self._file.write(bytes(-self._file.tell() % _ALIGNED))
        self._places[name] = (array.dtype.str, self._file.tell(), len(array))
        if len(array):
            self._file.write(np.ascontiguousarray(array).data)

    def close(self) -> None:
        """Everything is on the disk after this."""
        places = json.dumps(self._places, ensure_ascii=False).encode()
        self._file.write(places + len(places).to_bytes(_LENGTH, "little"))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


class MappedArrays(Mapping[str, Array]):
    """The arrays of a file, for reading only; the file may be deleted meanwhile."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        length = int.from_bytes(self._bytes[-_LENGTH:], "little")
        self._places: dict[str, tuple[str, int, int]] = json.loads(self._bytes[-_LENGTH - length : -_LENGTH])

    def __getitem__(self, name: str) -> Array:
        kind, start, length = self._places[name]
        return np.frombuffer(self._bytes, dtype=kind, count=length, offset=start)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
