"""What reading and resolving addresses costs: invented mentions, once unknown and once seen before.

The baseline is what any way of doing it must do first: group the texts, in DuckDB, in the same process and run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from time import perf_counter

import duckdb
import pyarrow as pa

from matching.addresses.resolution import AddressResolution, resolve
from matching.addresses.workers import Bulk
from pipelines.bench.memory import watched
from schema.normalize.address.codes import area_codes
from schema.normalize.divisions import divisions

_MENTIONS_A_DWELLING = 8
_WORDS = (
    "翠竹 金桂 银杏 海棠 紫薇 芙蓉 兰亭 荷塘 枫林 柳浪 梅溪 松涛 云栖 星海 月湖 晨曦 朝晖 春江 秋实 冬青 "
    "南山 北辰 东篱 西溪 江南 湖畔 山水 天和 永安 长乐 广厦 华庭 锦绣 丽景 雅居 逸品 御园 瑞丰 祥和 嘉禾 "
    "康宁 福泽 德信 文津 学府 书香 墨池 丹青"
)
_ROOM_WAYS = 10
"""Of the twelve ways of writing those that name a room."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Numbers of one run; seconds on the wall."""

    mentions: int
    texts: int
    """Distinct ones."""
    cores: int
    baseline_seconds: float
    first_seconds: float
    cpu_seconds: float
    """Of that, work on all cores, which load stretches less."""
    again_seconds: float
    """The same mentions once more, every text seen before."""
    stages: dict[str, float]
    peak_bytes: int
    """Of this process and its pool together."""
    right_rooms: float
    """Share of the texts naming a room that are in the place of their dwelling's reference."""

    @property
    def texts_a_second(self) -> float:
        return self.texts / self.first_seconds


def measure(mentions: int, seed: int, cores: int = 2) -> Measured:
    """Makes the mentions up, resolves them twice, and says what that cost."""
    with duckdb.connect(config={"threads": cores}) as connection:
        connection.execute("SET enable_progress_bar = false")
        _make(connection, mentions, seed)
        baseline, texts = _grouped(connection)
        relation = connection.table("bench_mention")
        with watched() as taken:
            start = perf_counter()
            found = resolve(connection, relation, bulk=Bulk(workers=cores))
            first = perf_counter() - start
        start = perf_counter()
        resolve(connection, relation, found.readings, bulk=Bulk(workers=cores))
        again = perf_counter() - start
        stages = {name.removesuffix("_s"): value for name, value in found.report.items() if name.endswith("_s")}
        right = _right_rooms(connection, found)
    cost = taken.cpu_seconds, again, stages, taken.peak_bytes
    return Measured(mentions, texts, cores, baseline, first, *cost, right)


def _make(connection: duckdb.DuckDBPyConnection, mentions: int, seed: int) -> None:
    areas = [(area.street, area.community) for area in area_codes() if area.community]
    connection.register("bench_area", _numbered(street=[a for a, _ in areas], community=[b for _, b in areas]))
    connection.register("bench_word", _numbered(word=_WORDS.split()))
    connection.register("bench_county", _numbered(name=sorted(_counties())))
    values = {"seed": seed, "dwellings": max(mentions // _MENTIONS_A_DWELLING, 1)}
    connection.execute(_sql("bench_dwelling"), values)
    connection.execute(_sql("bench_mention"), {**values, "mentions": mentions})


def _counties() -> Iterable[str]:
    """Province, city and county of every county in force outside the province."""
    for code, generations in divisions().items():
        last = generations[-1]
        if not code.endswith("00") and not code.startswith("33") and last.to_year is None:
            yield f"{last.province}{last.prefecture}{last.name}"


def _numbered(**columns: list[str]) -> pa.Table:
    count = len(next(iter(columns.values())))
    return pa.table({"number": pa.array(range(count), pa.int64()), **columns})


def _grouped(connection: duckdb.DuckDBPyConnection) -> tuple[float, int]:
    """Seconds of reading and grouping all texts, and how many are distinct."""
    start = perf_counter()
    ((texts,),) = connection.execute(
        "SELECT count(*) FROM (SELECT address_text FROM bench_mention WHERE address_text IS NOT NULL GROUP BY ALL)"
    ).fetchall()
    return perf_counter() - start, int(texts)


def _right_rooms(connection: duckdb.DuckDBPyConnection, found: AddressResolution) -> float:
    connection.register("bench_found", found.memberships)
    ((share,),) = connection.execute(_sql("bench_right_rooms"), {"ways": _ROOM_WAYS}).fetchall()
    connection.unregister("bench_found")
    return float(share or 0.0)


def _sql(name: str) -> str:
    return resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
