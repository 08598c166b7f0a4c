"""The cost of a run as a person reads it: a line a system, a line a stage, and a later night beside the first."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict

from pipelines.bench.sync import COPY, LAND, MAP, Night, Spent, SyncBench
from pipelines.console import screen, table
from pipelines.report_view import STAGES

_MIB = 1 << 20
_NOTHING = Spent(0.0, 0)
_DEMANDED = (
    "Landing and mapping of all systems; demanded at scale 1.0 on two cores:"
    " 120 seconds, 4,096 MiB, a later night 0.20 of the first"
)
Row = tuple[object, ...]


def show(found: SyncBench) -> None:
    """On standard output."""
    first, *later = found.nights
    heads = ("k rows>", "copy>", "land>", "k/s>", "map>", "k/s>", "× copy>", "MiB>")
    title = f"Night 1, city of scale {found.scale} and seed {found.seed}: seconds by system"
    screen().print(table(title, "system!", *heads, rows=_systems(first)))
    nights = [f"night {night.number}>" for night in later]
    shares = [f"{night.number} : 1>" for night in later]
    rows = _stages(first, later)
    screen().print(table("Seconds by stage", "stage", "night 1>", "work>", "peak MiB>", *nights, *shares, rows=rows))
    sums = ("k rows>", "seconds>", "work>", "peak MiB>", "of night 1>", "of its work>")
    screen().print(table(_DEMANDED, "night", *sums, rows=_taken_in(found)))


def as_json(found: SyncBench) -> dict[str, object]:
    """All that was measured, and landing and mapping of all systems a night."""
    return {**asdict(found), "taking_in": [asdict(each) for each in found.taking_in]}


def _taken_in(found: SyncBench) -> Iterator[Row]:
    for each in found.taking_in:
        spent = (f"{each.seconds:.2f}", f"{each.cpu_seconds:.2f}", round(each.peak_bytes / _MIB))
        yield f"night {each.night}", f"{each.rows / 1000:.1f}", *spent, f"{each.share:.2f}", f"{each.cpu_share:.2f}"


def _systems(night: Night) -> Iterator[Row]:
    for system, spent in sorted(night.systems.items(), key=lambda each: -_taking_in(each[1])):
        yield _system(system, spent)
    yield _system("all", {step: night.total(step) for step in (COPY, LAND, MAP)})


def _system(name: str, spent: Mapping[str, Spent]) -> Row:
    copy, land, mapping = (spent.get(step, _NOTHING) for step in (COPY, LAND, MAP))
    return (
        name,
        f"{land.rows / 1000:.1f}",
        _short(copy.seconds),
        _short(land.seconds),
        _rate(land),
        _short(mapping.seconds),
        _rate(mapping),
        f"{_taking_in(spent) / copy.seconds:.1f}" if copy.seconds else "·",
        round(max(land.peak_bytes, mapping.peak_bytes) / _MIB),
    )


def _taking_in(spent: Mapping[str, Spent]) -> float:
    return spent.get(LAND, _NOTHING).seconds + spent.get(MAP, _NOTHING).seconds


def _rate(spent: Spent) -> str:
    """Thousands of rows a second."""
    return f"{spent.rows / spent.seconds / 1000:.1f}" if spent.seconds else "·"


def _short(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}"


def _stages(first: Night, later: list[Night]) -> Iterator[Row]:
    for stage in (LAND, MAP, *first.stages):
        spent = _stage(first, stage)
        others = [_stage(night, stage) for night in later]
        shares = (f"{other.seconds / spent.seconds:.2f}" if spent.seconds else "·" for other in others)
        seconds = (f"{other.seconds:.2f}" for other in others)
        own = (f"{spent.seconds:.2f}", f"{spent.cpu_seconds:.2f}", round(spent.peak_bytes / _MIB))
        yield STAGES.get(stage, stage), *own, *seconds, *shares


def _stage(night: Night, stage: str) -> Spent:
    return night.total(stage) if stage in (LAND, MAP) else night.stages.get(stage, _NOTHING)
