"""How the command line speaks: tables for people, JSON for programs, errors on standard error."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from schema.errors import HubError

_PIPED_WIDTH = 500
"""A program or a file takes long lines better than wrapped ones."""


_WAYS: dict[str, dict[str, Any]] = {
    "": {"overflow": "fold"},
    ">": {"justify": "right", "no_wrap": True},
    "!": {"no_wrap": True, "min_width": 1},
    "…": {"no_wrap": True, "overflow": "ellipsis"},
}


def screen() -> Console:
    """Standard output: coloured on a terminal, plain and wide in a pipe."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH, soft_wrap=False)


def say(text: str = "") -> None:
    """One line of markup on standard output, broken nowhere, so that it can be copied."""
    screen().print(text, soft_wrap=True)


def emit_json(content: object) -> None:
    """One JSON document on standard output, for programs."""
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=_plain))


def show_error(error: HubError) -> None:
    """What, where and what next, on standard error."""
    console = Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else _PIPED_WIDTH)
    place = f"[bold]{escape(error.where)}[/bold]: " if error.where else ""
    console.print(f"[red]✗[/red] {place}{escape(error.what)}")
    if error.next_step:
        console.print(f"  [dim]next:[/dim] {escape(error.next_step)}")


def table(title: str, *columns: str, rows: Iterable[Sequence[object]]) -> Table:
    """A compact table.  The last character of a column's name may say how it is set:

    '>' numbers, aligned to the right; '!' never broken; '…' cut short where the screen is narrow.
    """
    made = Table(title=title or None, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for column in columns:
        way = column[-1:] if column[-1:] in _WAYS else ""
        made.add_column(column.removesuffix(way), **_WAYS[way])
    for row in rows:
        made.add_row(*map(cell, row))
    return made


def cell(value: object) -> Text:
    """A value as a person reads it: thousands apart, null as '·', nothing taken for markup."""
    if value is None:
        return Text("·", style="dim")
    if isinstance(value, Text):
        return value
    if isinstance(value, bool):
        return Text("yes" if value else "no")
    if isinstance(value, int):
        return Text(f"{value:,}")
    if isinstance(value, float):
        return Text(f"{value:,.3f}")
    return Text(f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else str(value))


def age(span: timedelta) -> str:
    """A span of time in its largest unit: '3 days', '5 hours', '12 min', '7 s'."""
    seconds = max(int(span.total_seconds()), 0)
    for unit, size in (("day", 86_400), ("hour", 3_600)):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def _plain(value: object) -> object:
    return value.isoformat(sep=" ") if isinstance(value, datetime) else _simpler(value)


def _simpler(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)
