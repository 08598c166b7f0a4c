"""What every mention of the delivered rows really means; only evaluation reads it.

`<city>/truth/{person,address,enterprise}.parquet`, one row a mention, all columns text: system, table_name, source_key,
field, entity; for addresses also dwelling, the place that was meant where the text names less.
"""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from connectors.demo import text
from connectors.demo.dice import Flags, Ints
from connectors.demo.text import Texts

_COLUMNS = ("system", "table_name", "source_key", "field", "entity")
_SCHEMAS = {
    "person": pa.schema([(name, pa.string()) for name in _COLUMNS]),
    "enterprise": pa.schema([(name, pa.string()) for name in _COLUMNS]),
    "address": pa.schema([(name, pa.string()) for name in (*_COLUMNS, "dwelling")]),
}


@dataclass(frozen=True)
class Mentions:
    """The mentions of one kind in one field of one table; a null entity is no mention."""

    kind: str
    """person, enterprise or address."""
    source_key: Texts
    field: Texts | str
    entity: Texts
    dwelling: Texts | None = None


def person_entity(person: Ints) -> Texts:
    return text.join("person:", text.numbers(person))


def firm_entity(firm: Ints) -> Texts:
    return text.join("enterprise:", text.numbers(firm))


def where_filled(entity: Texts, shown: Texts) -> Texts:
    """Nothing is mentioned where the text is empty."""
    return text.where(text.filled(shown), entity, None)


def masked(entity: Texts, mask: Flags) -> Texts:
    return text.where(mask, entity, None)


class TruthWriter:
    """Writes the three files, system by system."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._writers = {
            kind: pq.ParquetWriter(folder / f"{kind}.parquet", schema, compression="zstd")
            for kind, schema in _SCHEMAS.items()
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for writer in self._writers.values():
            writer.close()

    def write(self, system: str, table_name: str, mentions: Mentions) -> None:
        """Append the mentions of one field."""
        size = len(mentions.entity)
        field = mentions.field if isinstance(mentions.field, pa.Array) else text.repeat(mentions.field, size)
        columns = [
            text.repeat(system, size),
            text.repeat(table_name, size),
            mentions.source_key,
            field,
            mentions.entity,
        ]
        if mentions.kind == "address":
            columns.append(mentions.entity if mentions.dwelling is None else mentions.dwelling)
        table = pa.table(columns, schema=_SCHEMAS[mentions.kind])
        self._writers[mentions.kind].write_table(table.filter(mentions.entity.is_valid()))
