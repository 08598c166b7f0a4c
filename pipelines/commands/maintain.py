"""`hub approve`, `hub migrate`, `hub doctor`: to keep the hub in order."""

import getpass
from dataclasses import asdict
from typing import Annotated

import typer
from sqlalchemy import insert

from pipelines import doctor as checks
from pipelines import runs
from pipelines.commands.options import ConfigOption, JsonOption, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.lock import only_run
from pipelines.stores import writing
from schema.control_tables import APPROVAL
from schema.errors import StoreError
from warehouse import control, publish, workshop
from warehouse.clock import now
from warehouse.control import open_control

_Number = Annotated[int, typer.Argument(help="The held release.", show_default=False)]
_Reason = Annotated[str, typer.Option("--reason", prompt=True, help="Why the change is real.", show_default=False)]


def approve(number: _Number, reason: _Reason, config: ConfigOption = None) -> None:
    """Publish a release that was held because a count lies outside its band, after you saw that the change is real.

    Who approved it and why is kept in the control store.  A release that breaks a gate can never be approved.

    Example:

        hub approve 12 --reason "the street was renumbered, see letter 2026-31"
    """
    settings = settings_of(config)
    with only_run(settings.home, "hub approve"):
        engine = open_control(settings.control_url)
        release = publish.approve(settings.home, number)
        values = {
            "release_number": number,
            "sha256": release.sha256,
            "author": getpass.getuser(),
            "reason": reason,
            "approved_at": now(),
        }
        with engine.begin() as connection:
            connection.execute(insert(APPROVAL), values)
        runs.approved(engine, number)
    say(f"[green]✓[/green] release {number} is published")


def migrate(config: ConfigOption = None) -> None:
    """Bring the control store and the workshop to the shape that this version of the hub needs; a run does so too.

    Example:

        hub migrate
    """
    settings = settings_of(config)
    with only_run(settings.home, "hub migrate"):
        open_control(settings.control_url).dispose()
        with writing(settings):
            pass
    say(f"[green]✓[/green] control store at {control.revision(settings.control_url)}")
    say(f"[green]✓[/green] workshop at {workshop.revision(settings.home)}")


def doctor(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Check this installation and this home: Python, packages, extensions, stores, pointer, disk, systems.

    Ends with exit code 9 if something is wrong.

    Example:

        hub doctor
    """
    found = list(checks.examine(config))
    if json:
        emit_json([asdict(each) for each in found])
    else:
        rows = [("✓" if each.is_well else "✗", each.subject, each.finding) for each in found]
        screen().print(table("", "", "what", "finding", rows=rows))
    wrong = [each.subject for each in found if not each.is_well]
    if wrong:
        raise StoreError(f"not well: {', '.join(wrong)}", where="hub doctor", next_step="see the findings above")
