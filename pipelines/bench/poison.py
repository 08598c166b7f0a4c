"""`hub bench poison`: what a key that far too many records share adds to matching, and what was capped."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import compute as pc
from pyarrow import parquet

from pipelines import progress
from pipelines.bench import models, preparation
from pipelines.bench.engines import OURS, THREADS, carried_out
from pipelines.bench.job import Job, Timed, read_answer

_SHARED = ("name", "phones", "address_ids", "building_ids")
"""What the poisoned records have, all of them the same; of everything else they have nothing."""
_POISONED = "poisoned.parquet"


@dataclass(frozen=True, slots=True)
class Capped:
    """Keys of one blocking rule that more records share than its cap, and what was left uncompared of them."""

    rule: str
    keys: int
    pairs: int
    records: int


@dataclass(frozen=True, slots=True)
class Poison:
    """The same records without and with poison; seconds from cleaned records to clusters."""

    records: int
    poisoned: int
    threads: int
    without: Timed
    with_poison: Timed
    capped: tuple[Capped, ...]

    @property
    def ratio(self) -> float:
        """Seconds with poison to seconds without."""
        return _seconds(self.with_poison) / _seconds(self.without)


def measure(records: int, poisoned: int, seed: int, runs: int = 2) -> Poison:
    """Match invented persons, then the same persons among records that share name, telephone and dwelling.

    Both are matched in turn so often as `runs` says, and the quicker run of each counts.
    """
    with TemporaryDirectory(prefix="hub-bench-") as scratch, progress.shown():
        folder = Path(scratch)
        with progress.stage("preparing the records", 1):
            preparation.make_persons(records, seed, folder)
            parquet.write_table(_poisoned(folder / preparation.OURS, poisoned), folder / _POISONED)
        with progress.stage("matching without and with poison", runs):
            found = [(_run(folder, preparation.OURS), _run(folder, _POISONED)) for _ in range(runs)]
        without, with_poison = (min(of_one, key=_seconds) for of_one in zip(*found, strict=True))
        return Poison(records, poisoned, THREADS, without, with_poison, _capped(_job(folder, _POISONED)))


def _poisoned(path: Path, count: int) -> pa.Table:
    """The records, and so many more with what the first of them that has all of it has."""
    records = parquet.read_table(path)
    whole = pc.and_kleene(pc.is_valid(records["phones"]), pc.is_valid(records["address_ids"]))
    model = records.filter(whole).slice(0, 1)
    first = int(pc.max(records["record_id"]).as_py()) + 1
    columns = {field.name: pa.nulls(count, field.type) for field in records.schema}
    columns |= {name: model[name].combine_chunks().take(pa.array([0] * count)) for name in _SHARED}
    columns["record_id"] = pa.array(range(first, first + count), pa.int64())
    return pa.concat_tables([records, pa.table(columns, schema=records.schema)])


def _run(folder: Path, records: str) -> Timed:
    job = _job(folder, records)
    carried_out(job)
    return read_answer(job)


def _job(folder: Path, records: str) -> Job:
    own = folder / Path(records).stem
    return Job(OURS, str(folder / records), str(own), models.OWN, fit=False, threads=THREADS)


def _capped(job: Job) -> tuple[Capped, ...]:
    rows = parquet.read_table(job.census).to_pylist()
    names = ("rule", "capped_keys", "capped_pairs", "skipped_records")
    return tuple(Capped(*(row[name] for name in names)) for row in rows if row["capped_keys"])


def _seconds(timed: Timed) -> float:
    return sum(timed.seconds.values())
