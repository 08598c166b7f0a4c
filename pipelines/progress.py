"""What a run tells whoever watches a terminal; silent where nobody does."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Advance = Callable[[str], None]
"""Called when one of the parts of a stage is done, with its name."""

_shown: ContextVar[Progress | None] = ContextVar("progress", default=None)


@contextmanager
def shown() -> Iterator[None]:
    """Show the stages of this block as bars on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<26}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[part]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        token = _shown.set(bars)
        try:
            yield
        finally:
            _shown.reset(token)


@contextmanager
def stage(title: str, total: int) -> Iterator[Advance]:
    """One bar of `total` parts."""
    bars = _shown.get()
    if bars is None:
        yield _nobody
        return
    bar = bars.add_task(title, total=total, part="")
    yield lambda part: bars.update(bar, advance=1, part=part)
    bars.update(bar, completed=total, part="")


@contextmanager
def shares(title: str) -> Iterator[Callable[[str, float], None]]:
    """One bar of a stage that tells its own steps, each with the share that is done."""
    bars = _shown.get()
    if bars is None:
        yield lambda _step, _share: None
        return
    bar = bars.add_task(title, total=100, part="")
    yield lambda step, share: bars.update(bar, completed=round(share * 100), part=step)
    bars.update(bar, completed=100, part="")


def _nobody(_part: str) -> None:
    """For a stage that is not shown."""
