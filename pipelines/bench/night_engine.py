"""A step of `hub bench match --night`, on its own: `python -m pipelines.bench.night_engine STEP FOLDER MODEL`."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import duckdb
import numpy as np
import pandas  # noqa: F401  pyarrow does so at its first array: what imports take is not measured
import pyarrow as pa
from pyarrow import parquet

from matching import engine
from matching.model import LinkageModel
from matching.nights import linking
from matching.nights.arrival import arrive
from matching.nights.changes import Records
from matching.nights.night import NightLinkage
from matching.nights.store import new_base, read_index, read_yardstick, write_index
from pipelines.bench import models
from pipelines.bench.engines import THREADS
from pipelines.bench.memory import own_peak
from pipelines.bench.night_records import AFTER, BEFORE

DAYS, INDEX = "days.duckdb", "index"
_ARRIVALS = 25


@dataclass
class Spent:
    """What a step took: on the wall, of all cores, and by stage; `milliseconds` of single records."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    stages: dict[str, float] = field(default_factory=dict)
    peak_bytes: int = 0
    changed: int = 0
    compared: int = 0
    whole_because: str | None = None
    milliseconds: dict[str, float] = field(default_factory=dict)


@contextmanager
def _timed(spent: Spent) -> Iterator[None]:
    start, worked = perf_counter(), process_time()
    yield
    spent.seconds += perf_counter() - start
    spent.cpu_seconds += process_time() - worked


def compare_all(connection: duckdb.DuckDBPyConnection, model: LinkageModel, folder: Path) -> Spent:
    """The second day, everything compared by the yardstick that the night kept, and nothing kept for a night."""
    spent, yardstick = Spent(), read_yardstick(folder / INDEX, "")
    with _timed(spent):
        found = engine.link(connection, _day(connection, AFTER).relation, model, yardstick=yardstick)
    parquet.write_table(found.memberships.select(["record_id", "cluster_id"]), folder / "all.parquet")
    spent.stages, spent.compared = found.report.seconds, found.report.compared
    return spent


def first(connection: duckdb.DuckDBPyConnection, model: LinkageModel, folder: Path) -> Spent:
    """The first day, everything compared, with the index for a night."""
    spent = Spent()
    with _timed(spent):
        linked = linking.link(_day(connection, BEFORE), model, index=None, base=lambda: new_base(folder / INDEX))
        write_index(folder / INDEX, linked.index, "", "")
    parquet.write_table(linked.found.memberships.select(["record_id", "cluster_id"]), folder / "first.parquet")
    spent.stages, spent.compared = linked.found.report.seconds, linked.found.report.compared
    return spent


def night(connection: duckdb.DuckDBPyConnection, model: LinkageModel, folder: Path) -> Spent:
    """The second day as a night after the first."""
    spent = Spent()
    with _timed(spent):
        known = read_index(folder / INDEX, "", "")
        linked = linking.link(_day(connection, AFTER), model, index=known, base=lambda: new_base(folder / INDEX))
        write_index(folder / INDEX, linked.index, "", "")
    found, members = linked.found, linked.found.memberships.select(["record_id", "cluster_id"])
    if isinstance(found, NightLinkage):
        members = _renewed(parquet.read_table(folder / "first.parquet"), members, found.touched)
        spent.changed = found.report.changed
    parquet.write_table(members, folder / "night.parquet")
    spent.stages, spent.compared = found.report.seconds, found.report.compared
    spent.whole_because = linked.whole_because
    return spent


def _renewed(before: pa.Table, members: pa.Table, touched: np.ndarray) -> pa.Table:
    untouched = ~np.isin(before["record_id"].to_numpy(), touched)
    return pa.concat_tables([before.filter(pa.array(untouched)), members])


def single(connection: duckdb.DuckDBPyConnection, model: LinkageModel, folder: Path) -> Spent:
    """Records of the second day one by one, as if nobody knew them; the index is opened anew for each."""
    day = _day(connection, AFTER).relation
    rows = day.order("hash(record_id)").limit(_ARRIVALS).select(*model.inputs).to_arrow_table().to_pylist()
    spent, taken = Spent(), []
    for row in rows:
        one = Spent()
        with _timed(one):
            index = read_index(folder / INDEX, "", "")
            if index is not None:
                spent.compared += arrive(model, index, row).compared
        taken.append(one.seconds * 1000)
        spent.seconds, spent.cpu_seconds = spent.seconds + one.seconds, spent.cpu_seconds + one.cpu_seconds
    spent.milliseconds = {"first": taken[0], "median": median(taken[1:]), "most": max(taken[1:])}
    return spent


def _day(connection: duckdb.DuckDBPyConnection, name: str) -> Records:
    relation = connection.table(name).select("*, rowid AS position")
    return Records(connection, relation, "version", "position")


STEPS: Mapping[str, Callable[[duckdb.DuckDBPyConnection, LinkageModel, Path], Spent]] = {
    "first": first,
    "night": night,
    "all": compare_all,
    "single": single,
}


def main() -> None:
    """Do the step named on the command line and leave what it took in its folder."""
    step, folder, model = sys.argv[1], Path(sys.argv[2]), models.ours(sys.argv[3])
    with duckdb.connect(str(folder / DAYS), read_only=True, config={"threads": THREADS}) as connection:
        spent = STEPS[step](connection, model, folder)
    spent.peak_bytes = own_peak()
    (folder / f"{step}.json").write_text(json.dumps(asdict(spent)), encoding="utf-8")


if __name__ == "__main__":
    main()
