"""One claim over all rows: distinct texts cleaned, in parallel where there are many, and spread over the rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from connectors.cleaning.pool import start_cleaning
from connectors.cleaning.texts import RULE, Cleaning
from connectors.mapping.frames import Frame
from connectors.values import Value, column_of
from schema.records import Mention


@dataclass(frozen=True, slots=True)
class CleanColumns:
    """What one claim made of one delivered column, row by row."""

    values: Mapping[str, pa.Array]
    """Record column → values."""
    rules: pa.Array
    """The rule that the text broke, or null."""


def start_claims(
    record: type[Mention], claims: Mapping[str, Value], frame: Frame
) -> Callable[[], dict[str, CleanColumns]]:
    """Begin to clean every claim of a map; calling the answer waits for all of them."""
    started = {claim: _start(record, claim, value, frame) for claim, value in claims.items()}
    return lambda: {claim: answer() for claim, answer in started.items()}


def _start(record: type[Mention], claim: str, value: Value, frame: Frame) -> Callable[[], CleanColumns]:
    encoded = frame.texts(column_of(value)).combine_chunks().dictionary_encode()
    answer = start_cleaning(Cleaning.of(record, claim, value), encoded.dictionary)
    return lambda: _spread(answer(), encoded.indices)


def _spread(cleaned: pa.RecordBatch, indices: pa.Array) -> CleanColumns:
    columns = {name: cleaned.column(name).take(indices) for name in cleaned.schema.names}
    rules = columns.pop(RULE)
    return CleanColumns(columns, rules)
