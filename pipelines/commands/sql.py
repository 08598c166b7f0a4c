"""`hub sql`: an analyst's question to the newest release."""

from hashlib import sha256
from typing import Annotated

import typer

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from warehouse.access import QueryLimits, run_sql

_Query = Annotated[str, typer.Argument(help="One SELECT.", show_default=False)]
_Rows = Annotated[int, typer.Option("--rows", min=1, max=1_000_000, help="The most rows to show.")]


def sql(query: _Query, config: ConfigOption = None, rows: _Rows = 100, json: JsonOption = False) -> None:
    """Answer one SELECT on the newest release, read-only, in a process of its own with limits.

    The question is written to the access log before it is answered.  Tables and columns: `hub catalog`.

    Examples:

        hub sql "SELECT level, count(*) FROM address GROUP BY level ORDER BY 2 DESC"

        hub sql --json "SELECT street, count(*) AS fires FROM fire_incident GROUP BY street"
    """
    settings = settings_of(config)
    # the question may name a person: its digest tells which one it was, and nothing else
    log_look(settings, "sql", f"query {sha256(query.encode()).hexdigest()[:16]}")
    answer = run_sql(settings.home, query, QueryLimits(rows=rows))
    if json:
        emit_json(answer.table.to_pylist())
        return
    heads = [_head(field.name, str(field.type)) for field in answer.table.schema]
    lines = zip(*(column.to_pylist() for column in answer.table.columns), strict=True)
    screen().print(table("", *heads, rows=lines))
    if answer.is_cut:
        say(f"[dim]the first {rows:,} rows; --rows shows more[/dim]")


def _head(name: str, arrow_type: str) -> str:
    is_number = arrow_type.startswith(("int", "uint", "double", "float", "decimal", "hugeint"))
    return f"{name}>" if is_number else name
