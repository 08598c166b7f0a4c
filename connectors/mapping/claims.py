"""One claim over all rows: distinct texts cleaned, in parallel where there are many, and spread over the rows."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from connectors.mapping.clean import RULE, Cleaning
from connectors.mapping.workers import clean_distinct
from connectors.values import Value
from schema.records import Mention


@dataclass(frozen=True, slots=True)
class CleanColumns:
    """What one claim made of one delivered column, row by row."""

    values: Mapping[str, pa.Array]
    """Record column → values."""
    rules: pa.Array
    """The rule that the text broke, or null."""


def clean_claim(record: type[Mention], claim: str, value: Value, texts: pa.ChunkedArray) -> CleanColumns:
    """Clean one delivered column as one claim of a record."""
    encoded = texts.combine_chunks().dictionary_encode()
    cleaned = clean_distinct(Cleaning.of(record, claim, value), encoded.dictionary)
    columns = {name: cleaned.column(name).take(encoded.indices) for name in cleaned.schema.names}
    rules = columns.pop(RULE)
    return CleanColumns(columns, rules)
