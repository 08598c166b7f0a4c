"""The word for a mention in another table of the same system."""

from dataclasses import dataclass

from connectors.declaring import Declared


@dataclass(frozen=True)
class Other(Declared):
    """An end in another table of the same system: the row whose key stands in these columns, in order.

    `field` names the mention there; left out, it is that table's only record of the kind.
    """

    table: str
    key: tuple[str, ...]
    field: str | None = None

    def __post_init__(self) -> None:
        if not self.key or isinstance(self.key, str):
            raise self.fail("key must be a tuple of this table's columns that hold the other row's key")


End = str | Other | None
"""A mention's field in this row, a row of another table, or (None) the only mention of the kind in this row."""
