"""`hub systems`: how each system stands; try one; write the declaration of a new one."""

from collections.abc import Iterator
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.text import Text

from connectors.catalogue import SYSTEMS
from connectors.reading import Location
from pipelines import standing
from pipelines.commands.options import ConfigOption, JsonOption, settings_of
from pipelines.console import age, emit_json, say, screen, table
from pipelines.report_view import drift_lines
from pipelines.scrub import scrubbed
from pipelines.standing import SystemStanding
from schema.errors import DeliveryError, SettingsError
from warehouse.clock import now

app = typer.Typer(invoke_without_command=True)

_Name = Annotated[str, typer.Argument(help="The system.", show_default=False)]
_Rows = Annotated[int, typer.Option("--rows", min=1, max=100_000, help="How many rows to try.")]
_NewName = Annotated[str, typer.Argument(help="Its id: small letters, digits and '_'.", show_default=False)]
_From = Annotated[
    str, typer.Option("--from", help="A database URL, a sample file, or a folder: its newest file.", show_default=False)
]
_Table = Annotated[str | None, typer.Option("--table", help="One table of the database; all if none is named.")]
_Department = Annotated[
    str | None, typer.Option("--department", help="The department's id; the first word of NAME if none is given.")
]
_Output = Annotated[Path | None, typer.Option("--output", "-o", help="A new file; standard output if none is named.")]
_WIDE = 110
"""Characters; on a narrower screen the Chinese titles are left out."""
_VERDICTS = {"current": "green", "drift": "yellow", "stale": "red", "waiting": "dim"}


@app.callback()
def systems(context: typer.Context, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show every system with a section: how it delivers, its last delivery and how old that is, and what is wrong.

    Rows are those in force; newest, those of the last delivery, which may hold changes only.

    Verdicts: current; drift (columns are new that nobody mapped or ignored: they are not read); stale (the last look
    failed, the last good state stays in use); waiting (nothing was delivered yet).

    Examples:

        hub systems

        hub systems --json

        hub systems check police_hukou
    """
    if context.invoked_subcommand is not None:
        return
    found = standing.systems_standing(settings_of(config))
    if json:
        emit_json([asdict(each) for each in found])
        return
    console = screen()
    titles = ("系统!",) if console.width >= _WIDE else ()
    columns = ("system!", *titles, "kind!", "last delivery!", "age>", "rows>", "newest>", "verdict!")
    console.print(table("Systems", *columns, rows=(_row(each, has_title=bool(titles)) for each in found)))
    for line in _lines(found):
        console.print(line)
    say("[dim]try one: hub systems check SYSTEM · declare one: hub systems new --help[/dim]")


@app.command()
def check(name: _Name, config: ConfigOption = None, rows: _Rows = 100, json: JsonOption = False) -> None:
    """Try one system: is it reached, are its columns and types as declared, what becomes of its first rows.

    Nothing is landed and no value is shown: of refused values the column, the rule and how many.  Ends with exit code 4
    if a step fails.

    Examples:

        hub systems check police_hukou

        hub systems check fire_supervision --rows 1000
    """
    settings = settings_of(config)
    settings.chosen([name])
    # here and not above: reading and mapping take modules that the list does not need
    steps = []
    for step in import_module("pipelines.system_check").examine(settings, name, rows):
        steps.append(step)
        if not json:
            import_module("pipelines.check_view").show(step)
    if json:
        emit_json([asdict(step) for step in steps])
    failed = sum(not step.is_well for step in steps)
    if failed:
        words = f"{failed} of {len(steps)} steps failed"
        raise DeliveryError(words, where=name, next_step="see what each says, then check again")


@app.command()
def new(
    name: _NewName,
    location: _From,
    table: _Table = None,
    department: _Department = None,
    output: _Output = None,
) -> None:
    """Propose the declaration of a new system from a live table or a sample file, for you to fill in.

    What a column may be is guessed from its name and from how many values the hub's rules accept; what nobody can guess
    stands under `undecided`.  No value of the sample is written.  Put the file into connectors/departments/, decide,
    add a section to hub.toml, and try it: `hub systems check`.

    Examples:

        hub systems new farm_markets --from nm_202405.xlsx --department commerce --output farm_markets.py

        hub systems new school_bus --from postgresql+psycopg://reader@db.example/bus --table rider
    """
    # here and not above: no other command looks at samples
    propose = import_module("connectors.drafting.proposal").propose
    text = scrubbed(propose)(name, department or name.partition("_")[0], Location(location), table, SYSTEMS)
    if output is None:
        typer.echo(text, nl=False)
        return
    _write_new(output, text)
    say(f"[green]✓[/green] {output}")
    say("[dim]next: put it into connectors/departments/, decide what stands under undecided, add to hub.toml:[/dim]")
    say(escape(f"[systems.{name}]"))
    say(f"[dim]location = …   then: hub systems check {name}[/dim]")


def _write_new(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        raise SettingsError("this file is there already", where=str(file), next_step="name another one") from None


def _row(each: SystemStanding, *, has_title: bool) -> tuple[object, ...]:
    last = each.delivered_at
    names = (each.system, each.title) if has_title else (each.system,)
    shown = (f"{last:%Y-%m-%d %H:%M}", age(now() - last), each.rows, each.newest_rows) if last else (None,) * 4
    return *names, each.delivery.split()[0], *shown, Text(each.verdict, _VERDICTS[each.verdict])


def _lines(found: list[SystemStanding]) -> Iterator[Text]:
    for each in found:
        if each.message is not None:
            yield Text.assemble(("✗ ", "red"), (each.system, "bold"), f": {each.message}")
        yield from drift_lines(each.drift)
