"""From a relation to a table of coded columns with all features of a model."""

from collections.abc import Collection
from functools import partial

import duckdb
import numpy as np
import pyarrow as pa

from matching.columns import Column, Table, encode
from matching.features import compute_features
from matching.model import LinkageModel
from schema.errors import HubError

_FEW = 100_000
"""Records for which threads do not pay: they wait for each other's turn to interpret more than they compute."""


class MatchingInputError(HubError):
    """The relation to match lacks a column of the model, or its record ids repeat: a defect of the hub."""

    exit_code = 8


def load(records: duckdb.DuckDBPyRelation, model: LinkageModel) -> Table:
    """Read the model's input columns, in ascending order of record id, and compute its features."""
    checked(records, model)
    return table_of(records.select("record_id", *model.inputs).to_arrow_table(), model)


def checked(records: duckdb.DuckDBPyRelation, model: LinkageModel) -> None:
    """MatchingInputError if the relation lacks a column of the model."""
    missing = sorted({"record_id", *model.inputs} - set(records.columns))
    if missing:
        raise MatchingInputError(
            f"the relation has no column {', '.join(missing)}",
            where=f"model {model.name}",
            next_step="give the relation every input of the model, as nulls where nothing is known",
        )


def table_of(records: pa.Table, model: LinkageModel, only: Collection[str] | None = None) -> Table:
    """The same from an Arrow table; `only`: these columns and what they are made of."""
    record_ids = records["record_id"].to_numpy()
    order = np.argsort(record_ids)
    record_ids = record_ids[order]
    if np.any(record_ids[1:] == record_ids[:-1]):
        raise MatchingInputError("a record id occurs twice", where=f"model {model.name}")
    inputs, features = (model.inputs, model.features) if only is None else model.sources_of(only)

    def read(name: str) -> Column:
        return encode(records[name]).take(order)

    columns = {name: partial(read, name) for name in inputs}
    return Table(record_ids, compute_features(features, columns, are_few=len(record_ids) < _FEW))
