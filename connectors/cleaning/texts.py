"""Distinct texts of a delivered column, each cleaned as one claim of a record by the field types of `schema.claims`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial

import pyarrow as pa

from connectors.values import Coded, Value
from schema.claims import CLAIMS
from schema.cleaning import Cleaned, FieldType
from schema.records import RELATIONS, Mention
from schema.relations import attributes, relation_name

RULE = "/rule"
"""Column of a cleaned batch: the rule that the text broke, or null."""
RECORDS: Mapping[str, type[Mention]] = {relation_name(record): record for record in RELATIONS}
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
class Cleaning:
    """What to make of a delivered column: a claim of a record, after its owner's codes are translated."""

    relation: str
    claim: str
    codes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, record: type[Mention], claim: str, value: Value) -> "Cleaning":
        """As declared."""
        return cls(relation_name(record), claim, dict(value.codes) if isinstance(value, Coded) else {})


@cache
def arrow_types(record: type[Mention]) -> dict[str, pa.DataType]:
    """Column → Arrow type of a record's relation, in its order."""
    return {attribute.name: _ARROW_TYPES[attribute.duckdb_type] for attribute in attributes(record)}


def clean_texts(cleaning: Cleaning, texts: pa.Array) -> pa.RecordBatch:
    """Clean each text: the record columns that the claim fills, and RULE."""
    record = RECORDS[cleaning.relation]
    claimed = CLAIMS[record][cleaning.claim]
    clean = claimed.clean if not cleaning.codes else partial(_clean_code, claimed, cleaning.codes)
    cleaned = [clean(text) for text in texts.to_pylist()]
    types = arrow_types(record)
    values = zip(*(one.values for one in cleaned), strict=True) if cleaned else ((),) * len(claimed.columns)
    columns = {name: pa.array(column, types[name]) for name, column in zip(claimed.columns, values, strict=True)}
    return pa.record_batch({**columns, RULE: pa.array([one.rule for one in cleaned], pa.string())})


def _clean_code(claimed: FieldType, codes: Mapping[str, str], text: str) -> Cleaned:
    code = text.strip()
    if code in codes:
        return claimed.clean(codes[code])
    return Cleaned((None,) * len(claimed.columns), f"{claimed.name}.unknown_code" if code else None)
