"""Records from CSV files, cleaned as a model file says, and the truth about them where the files tell it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from matching.loading import MatchingInputError
from matching.model_file.building import FILE
from matching.model_file.cleaning import clean_column
from matching.model_file.words import ModelFile, TruthWord


@dataclass(frozen=True)
class Records:
    """`cleaned`: record_id (numbered from 0 over all files) and the model's inputs; `truth`: record_id, entity."""

    cleaned: pa.Table
    truth: pa.Table


class UnreadableRecords(MatchingInputError):
    """A file of records cannot be read, or lacks a column that the model names."""

    exit_code = 2


def read_records(files: Sequence[Path], model: ModelFile) -> Records:
    """All records of the files, which have the same columns; UnreadableRecords names file and column."""
    delivered = [_read(file, model) for file in files]
    rows = pa.concat_tables(delivered)
    cleaned = {name: clean_column(word, rows[name].combine_chunks()) for name, word in model.columns.items()}
    ids = pa.array(np.arange(rows.num_rows, dtype=np.int64))
    if model.between_files:
        cleaned[FILE] = pa.concat_arrays([pa.repeat(str(n), part.num_rows) for n, part in enumerate(delivered)])
    entity = _entities(rows[_TRUTH].combine_chunks(), model.truth)
    truth = pa.table({"record_id": ids, "entity": entity}).filter(pc.is_valid(entity))
    return Records(pa.table({"record_id": ids, **cleaned}), truth)


_TRUTH = "/truth"


def _read(file: Path, model: ModelFile) -> pa.Table:
    """The wanted columns as texts under the model's names."""
    try:
        with duckdb.connect() as connection:
            rows = connection.read_csv(str(file), header=True, all_varchar=True).to_arrow_table()
    except duckdb.Error as error:
        raise UnreadableRecords(
            "this cannot be read as CSV with a header", where=str(file), next_step="check the file"
        ) from error
    there = {name.strip(): rows[name] for name in rows.column_names}
    wanted = dict(_wanted(model))
    missing = sorted(set(wanted.values()) - there.keys())
    if missing:
        raise UnreadableRecords(
            f"there is no column {', '.join(missing)}",
            where=str(file),
            next_step=f"change the model file, or the header: {', '.join(there)}",
        )
    return pa.table({name: there[source] for name, source in wanted.items()})


def _wanted(model: ModelFile) -> Iterator[tuple[str, str]]:
    """(our name, name in the file) of each column."""
    yield from ((name, word.source or name) for name, word in model.columns.items())
    yield _TRUTH, model.truth.column


def _entities(texts: pa.Array, word: TruthWord) -> pa.Array:
    if word.pattern is None:
        return texts
    found = pc.extract_regex(texts, f"(?:{word.pattern.replace('(', '(?P<entity>', 1)})")
    return pc.struct_field(found, "entity")
