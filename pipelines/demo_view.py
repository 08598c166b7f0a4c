"""How `hub demo` ends: agreement with the truth, where the warehouse is, and what to try next."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.agreement import Agreement
from pipelines.commands.options import DEMO
from pipelines.console import say, screen, table
from pipelines.report import RunReport
from pipelines.report_view import KINDS
from pipelines.settings import Settings

QUERIES = (
    (
        "Persons by the number of systems that know them",
        "SELECT system_count, count(*) AS persons FROM person GROUP BY ALL ORDER BY system_count DESC",
    ),
    (
        "City events by street and category",
        "SELECT street, category, count(*) AS events FROM city_event GROUP BY ALL ORDER BY events DESC LIMIT 10",
    ),
    (
        "Wage arrears by community of the employer",
        "SELECT community, count(*) AS cases, sum(arrears_yuan) AS yuan FROM wage_case GROUP BY ALL ORDER BY yuan DESC",
    ),
)
"""Title and SQL of three queries worth trying; a test runs them."""


def show(settings: Settings, found: RunReport, judged: Sequence[Agreement]) -> None:
    """What the run's own report does not say."""
    if judged:
        rows = [_line(each) for each in judged]
        columns = ("kind", "类别", "records>", "missing>", "precision>", "recall>", "F1>", "whole entities>")
        screen().print(table("Agreement with the truth (pairs of records)", *columns, rows=rows))
    if found.release:
        size = found.release.size_bytes / (1 << 20)
        say(
            f"[bold]warehouse[/bold]  {_near(Path(found.warehouse))}  ({size:.0f} MB, release {found.release.number})\n"
        )
    say("[bold]Worth trying[/bold]")
    for title, sql in QUERIES:
        say(f"  [dim]# {title}[/dim]")
        say(f'  {_call(settings)} "{sql}"')


def _line(each: Agreement) -> tuple[object, ...]:
    kind = each.kind.value
    return kind, KINDS[kind], each.records, each.missing, each.precision, each.recall, each.f1, each.exact


def _call(settings: Settings) -> str:
    """How to call `hub sql` from here: by the command's path, and without --config where it is found by itself."""
    is_found = settings.file == (DEMO / settings.file.name).absolute() and not Path(settings.file.name).exists()
    return f"{_near(Path(sys.argv[0]))} sql" + ("" if is_found else f" -c {_near(settings.file)}")


def _near(path: Path) -> str:
    """As short as the present folder allows."""
    relative = os.path.relpath(path)
    return relative if not relative.startswith("..") else str(path)
