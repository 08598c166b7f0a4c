"""A delivered column becomes record columns: every distinct text is cleaned once, then taken by index."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from connectors.values import Coded, Value
from schema.claims import CLAIMS
from schema.cleaning import Cleaned, FieldType
from schema.records import Mention, attributes

_ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "DECIMAL(18,2)": pa.decimal128(18, 2),
    "VARCHAR[]": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class CleanColumns:
    """What one claim made of one delivered column, row by row."""

    values: Mapping[str, pa.Array]
    """Record column → values."""
    rules: pa.Array
    """The rule that the text broke, or null."""


def arrow_types(record: type[Mention]) -> dict[str, pa.DataType]:
    """Column → Arrow type of a record's relation."""
    return {attribute.name: _ARROW_TYPES[attribute.duckdb_type] for attribute in attributes(record)}


def clean_claim(record: type[Mention], claim: str, value: Value, texts: pa.ChunkedArray) -> CleanColumns:
    """Clean one delivered column as one claim of a record."""
    field = CLAIMS[record][claim]
    encoded = texts.combine_chunks().dictionary_encode()
    cleaned = [_clean(field, value, text) for text in encoded.dictionary.to_pylist()]
    types = arrow_types(record)
    columns = {
        name: pa.array([one.values[position] for one in cleaned], types[name]).take(encoded.indices)
        for position, name in enumerate(field.columns)
    }
    return CleanColumns(columns, pa.array([one.rule for one in cleaned], pa.string()).take(encoded.indices))


def _clean(field: FieldType, value: Value, text: str) -> Cleaned:
    if not isinstance(value, Coded):
        return field.clean(text)
    code = text.strip()
    if code in value.codes:
        return field.clean(value.codes[code])
    nothing = (None,) * len(field.columns)
    return Cleaned(nothing, f"{field.name}.unknown_code" if code else None)
