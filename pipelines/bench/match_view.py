"""The comparison of engines as a person reads it: a measure a line, an engine a column, and the ratio."""

from collections.abc import Iterator
from pathlib import Path

from rich.markup import escape

from pipelines.bench.engines import OURS
from pipelines.bench.match import Comparison, Result
from pipelines.console import say, screen, table

_MIB = 1 << 20
Row = tuple[object, ...]


def show(found: Comparison) -> None:
    """On standard output."""
    heads = [f"{result.engine} {result.timed.version}>" for result in found.results]
    ratio = [f"{OURS} : {result.engine}>" for result in found.results[1:]]
    model, what = Path(found.model).stem, f"{found.records:,} records of {found.entities:,} entities"
    title = f"{what}, model {model}, {found.threads} cores"
    screen().print(table(title, "", *heads, *ratio, rows=_rows(found)))
    for result in found.results:
        stages = " · ".join(f"{stage} {seconds:.2f}" for stage, seconds in result.timed.seconds.items())
        say(f"[bold]{result.engine}[/bold]  {stages}")
    for result in found.results:
        if result.timed.unsaid:
            say(f"{result.engine} does not say: {escape('; '.join(result.timed.unsaid))}")
    for remark in found.remarks:
        say(f"[yellow]![/yellow] {escape(remark)}")


def _rows(found: Comparison) -> Iterator[Row]:
    results = found.results
    for name, of in _QUALITY:
        yield name, *(f"{getattr(result.quality, of):.4f}" for result in results), *("" for _ in results[1:])
    yield _row("seconds, records to clusters", [result.seconds for result in results], "{:.2f}")
    yield _row("seconds of fitting", [result.timed.training for result in results], "{:.2f}")
    yield _row("seconds of the process", [result.process.seconds for result in results], "{:.2f}")
    yield _row("seconds of work, all cores", [result.process.cpu_seconds for result in results], "{:.2f}")
    yield _row("peak memory, MiB", [result.timed.peak_bytes / _MIB for result in results], "{:,.0f}")


_QUALITY = (
    ("precision of pairs", "precision"),
    ("recall of pairs", "recall"),
    ("F1 of pairs", "f1"),
    ("B-cubed precision", "bcubed_precision"),
    ("B-cubed recall", "bcubed_recall"),
    ("exact entities", "exact"),
)


def _row(name: str, numbers: list[float], form: str) -> Row:
    first, *others = numbers
    ratios = (f"{first / number:.2f}" if first and number else "·" for number in others)
    return name, *(form.format(number) if number else "·" for number in numbers), *ratios


def as_json(found: Comparison) -> dict[str, object]:
    """The same for programs: every number by engine."""
    return {
        "records": found.records,
        "entities": found.entities,
        "model": found.model,
        "threads": found.threads,
        "remarks": list(found.remarks),
        "engines": {result.engine: _numbers(result) for result in found.results},
    }


def _numbers(result: Result) -> dict[str, object]:
    return {
        "version": result.timed.version,
        "unsaid": list(result.timed.unsaid),
        **{of: getattr(result.quality, of) for _, of in _QUALITY},
        "clusters": result.quality.clusters,
        "seconds": result.seconds,
        "stages": result.timed.seconds,
        "training_seconds": result.timed.training,
        "process_seconds": result.process.seconds,
        "process_cpu_seconds": result.process.cpu_seconds,
        "peak_bytes": result.timed.peak_bytes,
    }
