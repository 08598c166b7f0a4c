"""Drafts become relations: the columns and types of `schema.records`, sorted by record id, in Parquet."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from connectors.cleaning.texts import arrow_types
from connectors.mapping.mentions import Draft, constant
from schema.provenance import Batch
from schema.records import RELATIONS, Mention
from schema.relations import relation_name


def write_relations(drafts: Sequence[Draft], batch: Batch, folder: Path) -> None:
    """One file a relation that has rows."""
    for record in RELATIONS:
        tables = [draft.table for draft in drafts if draft.record is record]
        if tables:
            write_table(_relation(record, tables, batch), folder / f"{relation_name(record)}.parquet")


def write_rejections(tables: Iterable[pa.Table], batch: Batch, file: Path) -> None:
    """The columns of `schema.provenance.Rejection`."""
    names = ("source_key", "field", "column", "rule")
    rows = pa.concat_tables([_plain(table, dict.fromkeys(names, pa.string())) for table in tables])
    rows = rows.sort_by([(name, "ascending") for name in names])
    rows = rows.add_column(0, "system", constant(batch.system, rows.num_rows))
    write_table(rows.add_column(1, "table_name", constant(batch.table_name, rows.num_rows)), file)


def write_table(table: pa.Table, file: Path) -> None:
    """A table as it is; dictionaries are kept where there are some and not made where there are none."""
    encoded = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    parquet.write_table(table, file, compression="snappy", use_dictionary=encoded, store_schema=False)


def _relation(record: type[Mention], tables: list[pa.Table], batch: Batch) -> pa.Table:
    types = arrow_types(record)
    everywhere = {"system": batch.system, "table_name": batch.table_name, "batch_id": batch.batch_id}
    own = {name: kind for name, kind in types.items() if name not in everywhere}
    rows = pa.concat_tables([_plain(table, own) for table in tables])
    rows = rows.take(pc.sort_indices(rows.column("record_id")))
    constants = {name: constant(text, rows.num_rows) for name, text in everywhere.items()}
    return pa.table({name: constants[name] if name in constants else rows.column(name) for name in types})


def _plain(table: pa.Table, types: dict[str, pa.DataType]) -> pa.Table:
    """These columns in these types; nulls where the table has none of the name."""
    there = set(table.column_names)
    nothing = table.num_rows
    columns = {
        name: table.column(name).cast(kind) if name in there else pa.nulls(nothing, kind)
        for name, kind in types.items()
    }
    return pa.table(columns)
