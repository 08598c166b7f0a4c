"""`hub status`: what runs, what was published."""

from dataclasses import asdict
from datetime import datetime

from pipelines import standing
from pipelines.commands.options import ConfigOption, JsonOption, settings_of
from pipelines.console import age, emit_json, say, screen, table
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
    say(f"[bold]stale[/bold]     {', '.join(map(_stale, found.stale.items())) or 'no system'}")
    columns = ("run>", "trigger", "state", "started", "seconds>", "release>", "message")
    screen().print(table("Last runs", *columns, rows=[each.row for each in found.runs]))


def _stale(each: tuple[str, datetime | None]) -> str:
    """A system, and how old what is used of it is."""
    system, delivered = each
    return f"{system} ({f'{age(now() - delivered)} old' if delivered else 'never delivered'})"
