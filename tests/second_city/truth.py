"""What every mention really is: written beside the deliveries, read by evaluation only."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tests.second_city.wording import Wording

PERSON_COLUMNS = ("system", "table_name", "source_key", "field", "entity")
DELIVERED_COLUMNS = ("system", "table_name", "keys", "keyless", "repeated")
"""Of the last state: different keys; rows without a key and rows that came twice in the last file."""
ADDRESS_COLUMNS = (*PERSON_COLUMNS, "dwelling", "level")


class Truth:
    """Collects mentions; a row that was deleted later never comes here."""

    def __init__(self) -> None:
        self.person: list[tuple[str | None, ...]] = []
        self.enterprise: list[tuple[str | None, ...]] = []
        self.address: list[tuple[str | None, ...]] = []
        self.delivered: list[tuple[str, str, int, int, int]] = []

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, columns in (
            ("person", PERSON_COLUMNS),
            ("enterprise", PERSON_COLUMNS),
            ("address", ADDRESS_COLUMNS),
        ):
            rows: list[tuple[str | None, ...]] = getattr(self, kind)
            values = list(zip(*rows, strict=True)) or [()] * len(columns)
            arrays = [pa.array(column, pa.string()) for column in values]
            pq.write_table(pa.table(dict(zip(columns, arrays, strict=True))), folder / f"{kind}.parquet")
        rows_of_tables = [dict(zip(DELIVERED_COLUMNS, row, strict=True)) for row in self.delivered]
        pq.write_table(pa.Table.from_pylist(rows_of_tables), folder / "delivered.parquet")


class RowTruth:
    """The mentions of one delivered row."""

    def __init__(self, truth: Truth, system: str, table: str, key: object) -> None:
        self.truth = truth
        self.place = (system, table, str(key))

    def person(self, field: str, entity: str) -> None:
        self.truth.person.append((*self.place, field, entity))

    def enterprise(self, field: str, entity: str) -> None:
        self.truth.enterprise.append((*self.place, field, entity))

    def address(self, field: str, wording: Wording) -> None:
        if wording.text:
            self.truth.address.append((*self.place, field, wording.entity, wording.dwelling, wording.level))
