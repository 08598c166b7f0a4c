"""What `hub bench match --night` found, as a person reads it and for programs."""

from dataclasses import asdict
from pathlib import Path

from rich.markup import escape

from pipelines.bench.match_night import Night
from pipelines.bench.night_engine import Spent
from pipelines.console import say, screen, table

_MIB = 1 << 20
_RATIOS = {"ratio": "all", "ratio_with_index": "first"}
_TITLES = {"all": "compare all", "first": "compare all, index for a night", "night": "night"}


def show(found: Night) -> None:
    """On standard output."""
    model = Path(found.model).stem
    title = f"{found.records:,} records, {found.share:.2%} of them other, model {model}, {found.threads} cores"
    columns = ("seconds>", "seconds of work>", "pairs>", "peak memory, MiB>")
    screen().print(table(title, "", *columns, rows=[_row(name, found.steps[step]) for step, name in _TITLES.items()]))
    night, single = found.steps["night"], found.steps["single"].milliseconds
    for what, ratio in (("work", found.ratio), ("seconds", found.ratio_on_the_wall)):
        say(
            f"the night took {ratio('all'):.1%} of the {what} of comparing all, "
            f"{ratio('first'):.1%} of those with an index"
        )
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
    ratios = {name: found.ratio(step) for name, step in _RATIOS.items()}
    on_the_wall = {f"{name}_on_the_wall": found.ratio_on_the_wall(step) for name, step in _RATIOS.items()}
    return asdict(found) | ratios | on_the_wall
