"""`hub catalog`: the data dictionary."""

from typing import Annotated

import typer
from sqlalchemy import Column, Table

from pipelines.commands.options import JsonOption
from pipelines.console import emit_json, say, screen, table
from pipelines.settings_errors import likely
from schema.columns import attribute
from schema.errors import NotFound
from schema.published_tables import PUBLISHED

_Name = Annotated[str | None, typer.Argument(help="A table; all of them if none.", show_default=False)]


def catalog(name: _Name = None, json: JsonOption = False) -> None:
    """Show what the warehouse holds: its tables, or the columns of one, in Chinese and English.

    Examples:

        hub catalog

        hub catalog person
    """
    tables = _chosen(name)
    if json:
        emit_json([_described(each) for each in tables])
    elif name is None:
        screen().print(table("Tables", "table", "columns>", "what it holds", rows=map(_line, tables)))
        say("[dim]columns of one: hub catalog TABLE[/dim]")
    else:
        rows = [(each.name, str(each.type), _privacy(each), each.comment) for each in tables[0].columns]
        screen().print(table(f"{name}: {tables[0].comment}", "column", "type", "class", "meaning", rows=rows))


def _chosen(name: str | None) -> list[Table]:
    if name is None:
        return list(PUBLISHED.tables.values())
    if name not in PUBLISHED.tables:
        raise NotFound(f"there is no table {name!r}", where="warehouse", next_step=likely(name, PUBLISHED.tables))
    return [PUBLISHED.tables[name]]


def _line(each: Table) -> tuple[object, ...]:
    return each.name, len(each.columns), each.comment


def _described(each: Table) -> dict[str, object]:
    columns = [
        {"name": column.name, "type": str(column.type), "class": _privacy(column), "meaning": column.comment}
        for column in each.columns
    ]
    return {"table": each.name, "meaning": each.comment, "columns": columns}


def _privacy(column: Column[object]) -> str:
    """`field` of a provenance table is not the `field` of a mention, so that the comment decides where they differ."""
    return str(attribute(column.name).definition.privacy)
