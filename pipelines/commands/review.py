"""`hub review`: pairs of records that wait for a person's judgement."""

from dataclasses import asdict
from typing import Annotated

import typer

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.doubt import doubtful
from schema.linkage import Kind

_Kind = Annotated[Kind, typer.Argument(help="What the records speak of.")]
_Rows = Annotated[int, typer.Option("--rows", min=1, help="The most to show.")]


def review(kind: _Kind = Kind.PERSON, config: ConfigOption = None, rows: _Rows = 20, json: JsonOption = False) -> None:
    """List the pairs that the model leaves open, nearest to a link first; `hub explain` shows why.

    The look is written to the access log first.

    Example:

        hub review enterprise --rows 50
    """
    settings = settings_of(config)
    log_look(settings, "review", f"{kind} pairs in doubt")
    found = doubtful(settings, kind, rows)
    if json:
        emit_json([asdict(each) for each in found])
        return
    lines = [(f"{each.match_weight:+.2f}", each.rule, each.a, each.b) for each in found]
    screen().print(table(f"Pairs of {kind} records in doubt", "weight>", "brought by", "A", "B", rows=lines))
    say(f"[dim]why: hub explain {kind} A B[/dim]")
