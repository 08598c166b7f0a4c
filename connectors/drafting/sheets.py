"""A sample of a workbook: where its headers stand, whether its sheets are one table, and the word of the total row."""

from collections.abc import Iterator
from pathlib import Path

from connectors.contract import header_key
from connectors.drafting.sample import TableSample, read_columns, wanted_of
from connectors.readers.excel import Excel, load_sheet, open_workbook
from connectors.readers.sheet import Column
from connectors.readers.workbook import check_size

_TOP = 20
_TOTALS = ("合计", "总计", "共计")
_LAST_ROWS = 3


def sample(file: Path, table: str) -> Iterator[TableSample]:
    """One table a sheet; one of all sheets where all have the same columns."""
    check_size(file, file.name)
    workbook = open_workbook(file, file.name)
    cells = {
        name: [column.to_pylist() for column in load_sheet(workbook, file, index, file.name).columns]
        for index, name in enumerate(workbook.sheet_names)
    }
    headers = {name: names for name, columns in cells.items() if (names := _header(columns))}
    is_one = len({tuple(map(header_key, names)) for names in headers.values()}) == 1
    for name, names in headers.items():
        total = _total(cells[name])
        sheet = None if len(cells) == 1 or not is_one else "*"
        wanted = wanted_of(table if is_one else name, names)
        reading = Excel(sheet=sheet or (None if is_one else name), total=total).read(file, wanted)
        yield TableSample(wanted.table, read_columns(wanted, reading), reader=_word(sheet, total))
        if is_one:
            return


def _word(sheet: str | None, total: str | None) -> str:
    options = [f'{name}="{value}"' for name, value in (("sheet", sheet), ("total", total)) if value]
    return f"Excel({', '.join(options)})"


def _header(columns: list[Column]) -> list[str]:
    """The first row in which most columns hold a text, each another one; nothing where there is none."""
    height = len(columns[0]) if columns else 0
    rows = [[(column[row] or "").strip() for column in columns] for row in range(min(_TOP, height))]
    filled = [len({name for name in row if name}) for row in rows]
    if not filled or max(filled) < 2:
        return []
    return [name for name in rows[filled.index(max(filled))] if name]


def _total(columns: list[Column]) -> str | None:
    """The word at the beginning of one of the last rows."""
    height = len(columns[0]) if columns else 0
    first = [
        (column[row] or "").strip() for row in range(max(height - _LAST_ROWS, 0), height) for column in columns[:2]
    ]
    return next((word for word in _TOTALS if any(text.startswith(word) for text in first)), None)
