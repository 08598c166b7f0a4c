"""What poison adds, as a person reads it."""

from collections.abc import Iterator
from dataclasses import asdict

from pipelines.bench.poison import Poison
from pipelines.console import screen, table

_MIB = 1 << 20


def show(found: Poison) -> None:
    """On standard output: seconds by stage, then what was capped."""
    title = f"{found.records:,} records, and {found.poisoned:,} of one name, one telephone, one dwelling"
    heads = ("", "without>", "with>", "with : without>")
    screen().print(table(f"{title}; {found.threads} cores", *heads, rows=_rows(found)))
    capped = [(one.rule, f"{one.keys:,}", f"{one.pairs:,}", f"{one.records:,}") for one in found.capped]
    screen().print(table("Capped", "rule", "keys>", "pairs not compared>", "records left to other rules>", rows=capped))


def _rows(found: Poison) -> Iterator[tuple[object, ...]]:
    stages = {stage: (seconds, found.with_poison.seconds[stage]) for stage, seconds in found.without.seconds.items()}
    whole = tuple(sum(column) for column in zip(*stages.values(), strict=True))
    for stage, (without, with_poison) in {**stages, "records to clusters": whole}.items():
        yield f"seconds, {stage}", f"{without:.2f}", f"{with_poison:.2f}", _ratio(with_poison, without)
    peaks = found.without.peak_bytes, found.with_poison.peak_bytes
    yield "peak memory, MiB", *(f"{peak / _MIB:,.0f}" for peak in peaks), _ratio(peaks[1], peaks[0])


def _ratio(number: float, base: float) -> str:
    return f"{number / base:.2f}" if base else "·"


def as_json(found: Poison) -> dict[str, object]:
    """The same for programs."""
    return asdict(found) | {"ratio": found.ratio}
