"""The benches of addresses as a person reads them: what resolving costs, and how well spans are labelled."""

from collections.abc import Mapping
from dataclasses import asdict

from pipelines.bench.addresses import Measured
from pipelines.console import say, screen, table
from schema.normalize.address.span_scores import Score

_MIB = 1 << 20


def show(found: Measured) -> None:
    """On standard output."""
    title = f"{found.mentions:,} mentions, {found.texts:,} distinct texts, {found.cores} cores"
    rows = [
        ("texts grouped in DuckDB, the baseline", f"{found.baseline_seconds:.2f}", "1"),
        ("read and resolved", f"{found.first_seconds:.2f}", _ratio(found.first_seconds, found)),
        ("  work on all cores", f"{found.cpu_seconds:.2f}", _ratio(found.cpu_seconds, found)),
        ("the same texts once more", f"{found.again_seconds:.2f}", _ratio(found.again_seconds, found)),
    ]
    screen().print(table(title, "", "seconds>", "to the baseline>", rows=rows))
    say(" · ".join(f"{stage} {seconds:.2f}" for stage, seconds in found.stages.items()))
    say(
        f"[bold]{found.texts_a_second:,.0f}[/bold] distinct texts a second, peak memory "
        f"{found.peak_bytes / _MIB:,.0f} MiB, {found.right_rooms:.2%} of the rooms named are right"
    )


def _ratio(seconds: float, found: Measured) -> str:
    return f"{seconds / found.baseline_seconds:,.0f}" if found.baseline_seconds else "·"


def as_json(found: Measured) -> dict[str, object]:
    """The same for programs."""
    return {**asdict(found), "texts_a_second": found.texts_a_second}


def show_scores(scores: Mapping[str, Score], texts: int) -> None:
    """Scores by label on standard output."""
    rows = [
        (label, f"{score.marked:,}", *(f"{value:.4f}" for value in (score.precision, score.recall, score.f1)))
        for label, score in scores.items()
    ]
    columns = ("label", "spans>", "precision>", "recall>", "F1>")
    screen().print(table(f"{texts:,} texts, exact spans, by the grammar alone", *columns, rows=rows))


def scores_as_json(scores: Mapping[str, Score]) -> dict[str, object]:
    """The same for programs."""
    return {
        label: {**score._asdict(), "precision": score.precision, "recall": score.recall, "f1": score.f1}
        for label, score in scores.items()
    }
