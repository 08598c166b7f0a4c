"""`hub sync`: what the night does, now."""

from dataclasses import asdict
from typing import Annotated

import typer

from pipelines import report, report_view
from pipelines.commands.options import ConfigOption, JsonOption, settings_of
from pipelines.console import emit_json
from pipelines.request import Request
from pipelines.running import run_flow

_Systems = Annotated[list[str] | None, typer.Argument(help="Only these systems; all that have a section if none.")]
_Full = Annotated[
    bool, typer.Option("--full", help="Read every system from its beginning and rebuild; entities keep their ids.")
]
_Approve = Annotated[
    bool,
    typer.Option(
        "--approve", "--approve-size", help="Take in tables of half or twice their rows, columns of another type."
    ),
]


def sync(
    systems: _Systems = None,
    config: ConfigOption = None,
    full: _Full = False,
    approve_size: _Approve = False,
    json: JsonOption = False,
) -> None:
    """Take in what the departments delivered, and publish a new release if anything changed.

    Ends with exit code 0 (also if nothing changed); 3 if some systems failed and the rest went through, the last good
    state of the failed ones staying in use; 5 if a gate holds the release back; 6 if another run is going on.

    Examples:

        hub sync

        hub sync police_hukou court_cases --config hub.toml

        hub sync police_address --approve       (its owner said that half the rows, or the new type, is right)

        hub sync --full
    """
    settings = settings_of(config)
    chosen = settings.chosen(systems or ()) if systems else ()
    failure = run_flow(settings, Request(chosen, full, approve_size))
    found = report.last_run(settings)
    if json:
        emit_json(asdict(found))
    else:
        report_view.show(found)
    if failure:
        raise failure
