"""What is refused of one system, as a file for the department that delivered it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from connectors.catalogue import SYSTEMS
from connectors.landing import batches
from connectors.mapping.refusals import refused_rows
from pipelines.refused import problems_of
from pipelines.safe_sheet import Sheet, write_csv, write_workbook
from pipelines.scrub import scrubbed
from pipelines.settings import Settings
from schema.errors import NotFound, SettingsError
from schema.provenance import Batch
from schema.rules import reason

_HEADS = ("原因", "栏目", "原值", "规则", "交付", "批次行号", "主键")
"""Why, which column, what stood there, our rule, delivery, row in it, key; then the row as it was delivered."""
_WRITERS: Mapping[str, Callable[[Path, list[Sheet]], None]] = {".xlsx": write_workbook, ".csv": write_csv}


@scrubbed
def export(settings: Settings, system: str, file: Path, table: str | None) -> dict[str, int]:
    """Write the file; table → lines in it.

    One sheet a table; a .csv file holds one table.  Raises SettingsError for another ending or several tables, NotFound
    where nothing is refused.
    """
    writer = _WRITERS.get(file.suffix.casefold())
    if writer is None:
        raise SettingsError("its name ends neither in .xlsx nor in .csv", where=str(file))
    sheets = [sheet for sheet in _sheets(settings, system) if table in (None, sheet.name)]
    if not sheets:
        raise NotFound("nothing is refused", where=f"{system} {table or ''}".strip())
    if file.suffix.casefold() == ".csv" and len(sheets) > 1:
        names = ", ".join(sheet.name for sheet in sheets)
        raise SettingsError(
            "a .csv file holds one table",
            where=system,
            next_step=f"say --table, one of {names}, or write an .xlsx file",
        )
    writer(file, sheets)
    return {sheet.name: len(sheet.rows) for sheet in sheets}


def _sheets(settings: Settings, system: str) -> Iterator[Sheet]:
    """One a table that has problems."""
    problems = problems_of(settings, system)
    landed = {batch.batch_id: batch for batch in batches(settings.home, system)}
    for table in SYSTEMS[system].tables:
        rows: list[tuple[Any, ...]] = []
        for batch_id in pc.unique(problems.column("batch_id")).to_pylist():
            if batch_id in landed and landed[batch_id].table_name == table.name:
                of_batch = problems.filter(pc.equal(problems.column("batch_id"), batch_id)).drop_columns(["batch_id"])
                rows += _lines(
                    refused_rows(SYSTEMS[system], landed[batch_id], settings.home, of_batch), landed[batch_id]
                )
        if rows:
            yield Sheet(table.name, (*_HEADS, *SYSTEMS[system].wanted(table).columns), rows)


def _lines(found: pa.Table, batch: Batch) -> Iterable[tuple[Any, ...]]:
    for row in found.to_pylist():
        delivered = {name[1:]: value for name, value in row.items() if name.startswith("/")}
        column, rule = row["column"], row["reason"]
        head = (reason(rule), column, delivered.get(column), rule, batch.source, row["row_number"], row["source_key"])
        yield (*head, *delivered.values())
