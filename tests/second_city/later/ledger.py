"""The truth of a city that is there, changed along with its rows."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.parquet as pq

from tests.second_city.later.desks import Table
from tests.second_city.truth import RowTruth, Truth
from tests.second_city.wording import Wording

_KINDS = ("person", "enterprise", "address")


@dataclass(frozen=True)
class _Mention:
    kind: str
    field: str
    entity: str
    place: Wording | None


class Ledger:
    """What every row says, by table and key; and how many rows each table holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows: dict[tuple[Table, str], list[_Mention]] = defaultdict(list)
        for kind in _KINDS:
            for row in pq.read_table(folder / f"{kind}.parquet").to_pylist():
                place = None
                if kind == "address":
                    place = Wording(row["field"], row["entity"], row["level"], row["dwelling"])
                mention = _Mention(kind, row["field"], row["entity"], place)
                self.rows[(row["system"], row["table_name"]), row["source_key"]].append(mention)
        self.counts = {
            (row["system"], row["table_name"]): (row["keys"], row["keyless"], row["repeated"])
            for row in pq.read_table(folder / "delivered.parquet").to_pylist()
        }

    def subject(self, table: Table, key: str, field: str) -> str:
        """Whom the field names; '' where it names nobody."""
        named = (mention for mention in self.rows.get((table, key), ()) if mention.field == field)
        return next((mention.entity for mention in named if mention.kind != "address"), "")

    def moved(self, table: Table, key: str, field: str, place: Wording) -> None:
        """The address in this field is another one."""
        kept = [mention for mention in self.rows[table, key] if (mention.kind, mention.field) != ("address", field)]
        self.rows[table, key] = [*kept, _Mention("address", field, place.entity, place)]

    def copied(self, table: Table, key: str, copy: str) -> None:
        """Another row says the same."""
        self.rows[table, copy] = [replace(mention) for mention in self.rows.get((table, key), ())]

    def forgotten(self, table: Table, key: str) -> None:
        """The row is gone."""
        self.rows.pop((table, key), None)

    def counted(self, table: Table, keys: int) -> None:
        """The table holds so many keys now."""
        self.counts[table] = (keys, *self.counts[table][1:])

    def write(self) -> None:
        """Over the old truth."""
        truth = Truth()
        for (table, key), mentions in self.rows.items():
            row = RowTruth(truth, *table, key)
            for mention in mentions:
                if mention.place is not None:
                    row.address(mention.field, mention.place)
                else:
                    (row.person if mention.kind == "person" else row.enterprise)(mention.field, mention.entity)
        truth.delivered = [(*table, *counts) for table, counts in self.counts.items()]
        truth.write(self.folder)
