"""What `hub bench match --night` found, as a person reads it and for programs."""

from dataclasses import asdict
from pathlib import Path

from rich.markup import escape

from pipelines.bench.match_night import Night
from pipelines.bench.night_engine import Spent
from pipelines.console import say, screen, table

_MIB = 1 << 20
_TITLES = {"all": "compare all", "first": "compare all, index for a night", "night": "night"}


def show(found: Night) -> None:
    """On standard output."""
    model = Path(found.model).stem
    title = f"{found.records:,} records, {found.share:.2%} of them other, model {model}, {found.threads} cores"
    columns = ("seconds>", "seconds of work>", "pairs>", "peak memory, MiB>")
    screen().print(table(title, "", *columns, rows=[_row(name, found.steps[step]) for step, name in _TITLES.items()]))
    night, single = found.steps["night"], found.steps["single"].milliseconds
    of_all, of_first = found.ratio("all"), found.ratio("first")
    say(f"the night took {of_all:.1%} of the work of comparing all, {of_first:.1%} of that with an index")
    partition = "the same" if found.is_same else "[red]another one[/red]"
    say(f"{night.changed:,} records changed; the partition is {partition}")
    if night.whole_because:
        say(f"[yellow]![/yellow] all records were compared, because {escape(night.whole_because)}")
    say(f"one record, with opening the index: {single['median']:.0f} ms, at most {single['most']:.0f} ms")


def _row(name: str, spent: Spent) -> tuple[str, ...]:
    memory = f"{spent.peak_bytes / _MIB:,.0f}"
    return name, f"{spent.seconds:.2f}", f"{spent.cpu_seconds:.2f}", f"{spent.compared:,}", memory


def as_json(found: Night) -> dict[str, object]:
    """The same for programs."""
    ratios = {"ratio": found.ratio("all"), "ratio_with_index": found.ratio("first")}
    return asdict(found) | ratios
