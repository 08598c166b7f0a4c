"""`hub status` and `hub systems`: what runs, what was published, how each system stands."""

from dataclasses import asdict

from pipelines import standing
from pipelines.commands.options import ConfigOption, JsonOption, settings_of
from pipelines.console import age, cell, emit_json, say, screen, table
from pipelines.standing import SystemStanding
from warehouse.clock import now


def status(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show what is running, the newest release, and how the last runs went.

    Example:

        hub status --json
    """
    settings = settings_of(config)
    found = standing.home_standing(settings)
    if json:
        emit_json(asdict(found))
        return
    release = found.release
    newest = f"{release.number}, of {release.published_at:%Y-%m-%d %H:%M}" if release else "none yet: run `hub sync`"
    say(f"[bold]home[/bold]      {settings.home}")
    say(f"[bold]running[/bold]   {found.holder or 'nothing'}")
    say(f"[bold]release[/bold]   {newest}")
    say(f"[bold]stale[/bold]     {', '.join(found.stale) or 'no system'}")
    columns = ("run>", "trigger", "state", "started", "seconds>", "release>", "message")
    screen().print(table("Last runs", *columns, rows=[each.row for each in found.runs]))


def systems(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show every system with a section: how it delivers, its last batch, how old that is, and what is wrong.

    Example:

        hub systems --json
    """
    found = standing.systems_standing(settings_of(config))
    if json:
        emit_json([asdict(each) for each in found])
        return
    columns = ("system", "系统", "department", "delivers", "batches>", "rows>", "last delivery", "age>", "verdict")
    screen().print(table("Systems", *columns, rows=map(_row, found)))


def _row(each: SystemStanding) -> tuple[object, ...]:
    last = each.delivered_at
    return (
        each.system,
        each.title,
        each.department,
        each.delivery,
        each.batches,
        each.rows,
        cell(last),
        age(now() - last) if last else "·",
        "; ".join(filter(None, (each.verdict, each.remark))),
    )
