"""`hub quarantine`: what was refused, and why; never the refused values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from pipelines import report
from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.refused import counted, kept_apart
from pipelines.request import Request
from pipelines.running import run_flow
from warehouse import releases

app = typer.Typer(
    help="Rows kept apart and values refused: list them by rule, show where they are.", no_args_is_help=True
)

_System = Annotated[str, typer.Argument(help="The system.", show_default=False)]
_Systems = Annotated[list[str] | None, typer.Argument(help="Only these systems; all that have a section if none.")]
_Output = Annotated[Path, typer.Option("--output", "-o", help="An .xlsx or .csv file.", show_default=False)]
_Table = Annotated[str | None, typer.Option("--table", help="One table; all if none is named.")]
_Limit = Annotated[int, typer.Option("--rows", min=1, help="The most to show.")]


@app.command("list")
def list_refused(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Count what was refused by system, table, column and rule, most first.

    Example:

        hub quarantine list --json
    """
    settings = settings_of(config)
    found = report.refusals(settings.home) if releases.newest(settings.home) else []
    if json:
        emit_json([asdict(each) for each in found])
        return
    rows = [(each.system, each.table_name, each.verdict, each.column or "", each.rule, each.rows) for each in found]
    screen().print(table("Refused", "system", "table", "", "column", "rule or reason", "rows>", rows=rows))
    say("[dim]where they are: hub quarantine show SYSTEM[/dim]")


@app.command()
def retry(systems: _Systems = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Map what landed before again, after a fix of a declaration, publish it, and say what is still refused.

    Only tables that today's declaration and rules would map otherwise are taken; no department is asked.  Every row is
    accounted for again: received = recorded + quarantined.

    Examples:

        hub quarantine retry police_hukou

        hub quarantine retry
    """
    settings = settings_of(config)
    chosen = settings.chosen(systems or ())
    # here and not above: mapping and loading take modules that the lists do not need
    retrying = import_module("pipelines.retry")
    forgotten = retrying.forget(settings, chosen)
    tables = forgotten.tables
    failure = run_flow(settings, Request(tuple(tables), trigger="retry", is_from_landing=True)) if tables else None
    found = retrying.changes(forgotten.refused, counted(settings), chosen)
    if json:
        emit_json({"tables": tables, "refused": [asdict(each) for each in found]})
    else:
        _show_retried(tables, found)
        for name, of_table, columns in retrying.missing(settings, tables):
            words = f"{of_table}: {', '.join(columns)} did not land yet; `hub sync {name}` reads them"
            say(f"[yellow]![/yellow] [bold]{name}[/bold] {escape(words)}")
    if failure:
        raise failure


def _show_retried(tables: Mapping[str, Sequence[str]], found: Iterable[Any]) -> None:
    for system, names in tables.items():
        say(f"[green]✓[/green] [bold]{system}[/bold] mapped again: {', '.join(names)}")
    if not tables:
        say("[yellow]Nothing to map again:[/yellow] since it was mapped no declaration and no rule has changed.")
    rows = [(each.system, each.table_name, each.column or "", each.reason, each.before, each.now) for each in found]
    screen().print(table("Refused", "system", "table", "column", "rule or reason", "before>", "now>", rows=rows))


@app.command()
def export(
    system: _System,
    output: _Output,
    table_name: _Table = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Write what is refused of a system into a file for its department: why, in Chinese, and the row as delivered.

    Excel opens it safely: every cell is a text, no formula, no lost digits.  It holds persons' values: the look is
    written to the access log first, the file can be read by you alone.

    Example:

        hub quarantine export police_hukou --output police_hukou.xlsx
    """
    settings = settings_of(config)
    settings.chosen([system])
    log_look(settings, "export", f"refused rows of system {system}")
    # here and not above: writing workbooks takes modules that the lists do not need
    lines = import_module("pipelines.export").export(settings, system, output, table_name)
    if json:
        emit_json({"file": str(output), "lines": lines})
        return
    for name, count in lines.items():
        say(f"[green]✓[/green] {name}: {count:,} line{'s' if count > 1 else ''}")
    say(f"[bold]{escape(str(output))}[/bold] [dim]holds persons' values: for the department alone[/dim]")


@app.command()
def show(system: _System, config: ConfigOption = None, rows: _Limit = 50, json: JsonOption = False) -> None:
    """Show where a system's refused values and rows stand: batch, key, column and rule, so that its owner finds them.

    A key can be a number of a person: what is shown is written to the access log first.

    Example:

        hub quarantine show police_hukou --rows 20
    """
    settings = settings_of(config)
    settings.chosen([system])
    log_look(settings, "quarantine", f"system {system}")
    found = kept_apart(settings, system, rows)
    if json:
        emit_json([asdict(each) for each in found])
        return
    lines = [
        (each.batch_id, each.table_name, each.row_number, each.source_key, each.column, each.reason) for each in found
    ]
    screen().print(
        table(f"Refused of {system}", "batch", "table", "row>", "key", "column", "rule or reason", rows=lines)
    )
