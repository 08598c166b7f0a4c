"""What a person saw of two records when deciding, as a digest: when it no longer fits, the pair comes back."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from json import dumps

import duckdb

from pipelines import models
from schema.linkage import Kind

Pair = tuple[int, int]


def digests(connection: duckdb.DuckDBPyConnection, kind: Kind, pairs: Sequence[Pair]) -> dict[Pair, str]:
    """SHA-256 of what the model compares of each pair of records; pairs of which a record is gone are left out.

    The order of values within a list, the order of the two records, and columns that both leave empty do not count, so
    that neither a record sent again nor another version of the model changes a digest.
    """
    records = _records(connection, kind, {record for pair in pairs for record in pair})
    return {
        pair: sha256("\n".join(sorted((records[pair[0]], records[pair[1]]))).encode()).hexdigest()
        for pair in pairs
        if pair[0] in records and pair[1] in records
    }


def _records(connection: duckdb.DuckDBPyConnection, kind: Kind, wanted: Iterable[int]) -> dict[int, str]:
    numbers = ", ".join(map(str, sorted(wanted)))
    if not numbers:
        return {}
    inputs = ("record_id", *models.declared(kind).inputs)
    rows = models.compared(connection, kind).filter(f"record_id IN ({numbers})").select(*inputs).to_arrow_table()
    return {row.pop("record_id"): _canonical(row) for row in rows.to_pylist()}


def _canonical(row: Mapping[str, object]) -> str:
    known = {name: _plain(value) for name, value in row.items() if value not in (None, [], "")}
    return dumps(known, ensure_ascii=False, sort_keys=True, default=str)


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, list) else value
