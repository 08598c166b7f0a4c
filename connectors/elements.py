"""The word for array columns: each element yields mentions of its own."""

from connectors.declaring import Declared
from connectors.links import LinkMap
from connectors.maps import RecordMap

ELEMENT = "*"
"""Stands for an element that is a plain text and has no attributes."""


class Each(Declared):
    """Every element of an array column: its attributes are columns to the maps; mentions are named `column[i]`.

    Attributes are mapped, or ignored by name: what is not mapped is not landed.  A map whose column is ELEMENT reads
    elements that are plain texts.
    """

    def __init__(
        self,
        column: str,
        *,
        records: tuple[RecordMap, ...],
        links: tuple[LinkMap, ...] = (),
        ignore: tuple[str, ...] = (),
    ) -> None:
        self.column = column
        self.records = records
        self.links = links
        self.ignore = ignore
        self._check()

    def __repr__(self) -> str:
        return f"Each({self.column!r}, records={self.records!r}, links={self.links!r})"

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes to land, in the order of the maps."""
        names = [name for record in self.records for name in record.columns]
        names += [name for link in self.links for name in link.columns]
        return tuple(dict.fromkeys(names))

    def _check(self) -> None:
        if not self.records:
            raise self.fail(f"no record is made of the elements of '{self.column}'")
        for name in self.ignore:
            if name in self.attributes:
                raise self.fail(f"attribute '{name}' is mapped and ignored")
