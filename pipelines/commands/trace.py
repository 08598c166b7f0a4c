"""`hub trace`: one row followed from its delivery to the golden fields it won."""

from dataclasses import asdict
from typing import Annotated

import typer

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.tracing import Trace, TracedRecord, follow

_System = Annotated[str, typer.Argument(help="The system, e.g. police_hukou.", show_default=False)]
_Table = Annotated[str, typer.Argument(help="Its table.", show_default=False)]
_Key = Annotated[str, typer.Argument(help="The key columns of the row, joined with '|'.", show_default=False)]


def trace(
    system: _System, table_name: _Table, key: _Key, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Follow one row: delivery, landing, the records it yields, the entities they speak of, the golden fields they won.

    The look is written to the access log before anything is shown.

    Example:

        hub trace police_hukou t_czrk R000123
    """
    settings = settings_of(config)
    settings.chosen([system])
    found = follow(settings.home, system, table_name, key)
    log_look(settings, "trace", " ".join(f"{each.kind} {each.record_id}" for each in found.records) or system)
    if json:
        emit_json(asdict(found))
    else:
        _show(found)


def _show(found: Trace) -> None:
    landed = found.landed
    say(f"[bold]delivery[/bold]  {landed.source}, delivered {landed.delivered_at:%Y-%m-%d %H:%M}")
    say(f"[bold]landing[/bold]   batch {landed.batch_id}, {landed.file}, landed {landed.landed_at:%Y-%m-%d %H:%M}")
    screen().print(table("", "column", "as delivered", rows=landed.row.items()))
    columns = ("kind", "field", "record id", "entity", "weight>", "rule", "records>", "golden fields it won")
    screen().print(table("Records", *columns, rows=map(_record, found.records)))
    rows = [(each.relation, each.field, " ".join(map(str, each.entities.values()))) for each in found.mentions]
    if rows:
        screen().print(table("Links and events", "relation", "field", "entities", rows=rows))


def _record(each: TracedRecord) -> tuple[object, ...]:
    weight = None if each.match_weight is None else f"{each.match_weight:+.1f}"
    won = ", ".join(each.won)
    return each.kind, each.field, str(each.record_id), each.entity_id, weight, each.match_rule, each.records, won
