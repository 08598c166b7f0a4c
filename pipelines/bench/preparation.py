"""Records for all engines, as Parquet: made or read and cleaned once, with what the others are given besides.

`python -m pipelines.bench.preparation RECORDS SEED FOLDER` makes persons up in a process of its own, so that the bench
holds none of them while the engines run.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from connectors.demo.person_records import person_records
from matching.decoding import table_as_arrow
from matching.loading import table_of
from matching.model_file.building import FILE
from matching.model_file.records import read_records
from pipelines.bench import models
from pipelines.bench.child import measured
from pipelines.bench.engines import THREADS
from pipelines.bench.splink_settings import columns_of

_ITSELF = "pipelines.bench.preparation"
OURS, PEERS, TRUTH = "ours.parquet", "peers.parquet", "truth.parquet"
"""Files of the folder: what our engine reads, what the others read, and record_id with entity."""


def make_persons(count: int, seed: int, folder: Path) -> None:
    """`write_persons` in a process of its own."""
    wanted = (str(count), str(seed), str(folder))
    measured((_ITSELF, *wanted), folder / "preparation.log", THREADS)


def write_persons(count: int, seed: int, folder: Path) -> None:
    """Persons made up, as the hub's own model takes them."""
    made = person_records(count, seed)
    _write(models.OWN, made.records, made.truth, folder)


def write_files(files: Sequence[Path], model: str, folder: Path) -> None:
    """Records of CSV files, cleaned as the model file says."""
    read = read_records(files, models.plain(model))
    _write(model, read.cleaned, read.truth, folder)


def _write(model: str, records: pa.Table, truth: pa.Table, folder: Path) -> None:
    parquet.write_table(records, folder / OURS)
    parquet.write_table(_columns_for_peers(model, records), folder / PEERS)
    parquet.write_table(truth, folder / TRUTH)


def _columns_for_peers(model: str, records: pa.Table) -> pa.Table:
    """What our engine makes of the columns as a part of its work, the others are given."""
    file = models.plain(model)
    made = table_as_arrow(table_of(records, models.ours(model)))
    return made.select(["record_id", *columns_of(file), *((FILE,) if file.between_files else ())])


if __name__ == "__main__":
    write_persons(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
