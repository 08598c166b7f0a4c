"""Records for tests of the declared models: a few lines say what matters, the rest is null."""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from matching import engine
from matching.engine import Linkage
from matching.model import LinkageModel

_TYPES = {
    "birth_date": pa.date32(),
    "established_date": pa.date32(),
    "is_trade_sign": pa.bool_(),
}
_LISTS = {"phones", "address_ids", "building_ids", "enterprise_ids"} | {
    "enterprise_phones",
    "former_names",
    "legal_representative_ids",
}


def relation_of(model: LinkageModel, records: Mapping[int, Mapping[str, object]]) -> pa.Table:
    """Record id → its columns, as the model's input."""
    columns: dict[str, pa.Array] = {"record_id": pa.array(list(records), pa.int64())}
    for name in model.inputs:
        kind = pa.list_(pa.string()) if name in _LISTS else _TYPES.get(name, pa.string())
        columns[name] = pa.array([record.get(name) for record in records.values()], kind)
    return pa.table(columns)


CONNECTION = duckdb.connect()


def linked(model: LinkageModel, *records: Mapping[str, object]) -> Linkage:
    """The records, numbered from 1, linked."""
    table = relation_of(model, dict(enumerate(records, start=1)))
    return engine.link(CONNECTION, CONNECTION.from_arrow(table), model)


def clusters(model: LinkageModel, *records: Mapping[str, object]) -> list[int]:
    """For each record the number of the first one of its cluster."""
    return linked(model, *records).memberships["cluster_id"].to_pylist()


def judged(model: LinkageModel, left: Mapping[str, object], right: Mapping[str, object]) -> str:
    """What is said of two records: 'link', 'unsure' or 'no_link'."""
    pairs = linked(model, left, right).pairs["judgement"].to_pylist()
    return pairs[0] if pairs else "no_link"
