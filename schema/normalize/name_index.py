"""Many names, and which of them stand at a place of a text: the longest first, in one or two look-ups."""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")

SHORTEST = 2
"""Names of one character are none."""


class NameIndex(Generic[Value]):
    """A value a name; names are grouped by their first two characters, so that few lengths need be tried."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = {name: value for name, value in values.items() if len(name) >= SHORTEST}
        lengths: dict[str, set[int]] = {}
        for name in self._values:
            lengths.setdefault(name[:SHORTEST], set()).add(len(name))
        self._lengths = {prefix: tuple(sorted(found, reverse=True)) for prefix, found in lengths.items()}

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def get(self, name: str) -> Value | None:
        """The value of exactly this name."""
        return self._values.get(name)

    def at(self, text: str, start: int) -> Iterator[tuple[int, Value]]:
        """(end, value) of every name that stands at `start`, the longest first."""
        for length in self._lengths.get(text[start : start + SHORTEST], ()):
            value = self._values.get(text[start : start + length])
            if value is not None and start + length <= len(text):
                yield start + length, value
