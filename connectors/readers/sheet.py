"""One sheet of a workbook as rows of texts: header found, merged cells filled, total row taken off."""

from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from connectors.contract import Header, header_key
from connectors.damage import DamagedFile
from connectors.readers.workbook import SheetFacts, needs_facts, sheet_facts
from connectors.reading import Wanted

Column = list[str | None]

_TITLE_ROWS = 20
"""A header may stand below that many rows of title."""
_TOTAL_CELLS = 4
"""The word of the total row stands in one of the first cells."""
_NOT_COUNTED = r"[\s\p{Z}\x{feff}]"
_EXACT_DIGITS = 15
"""Excel keeps that many digits of a number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of one sheet, column by column, as texts."""

    columns: list[pa.Array]
    where: str

    @classmethod
    def load(cls, workbook: fastexcel.ExcelReader, file: Path, index: int, where: str) -> "Sheet":
        """All cells as the workbook shows them; merged areas are filled with their first cell."""
        loaded = workbook.load_sheet(index, header_row=None, dtypes="string")
        columns = [column.cast(pa.string()) for column in loaded.to_arrow().columns]
        if needs_facts(file, index):
            facts, cells = sheet_facts(file, index, where), [column.to_pylist() for column in columns]
            _mark_inexact(cells, facts)
            _fill_merged(cells, facts)
            columns = [pa.array(column, pa.string()) for column in cells]
        return cls(columns, where)

    def header_row(self, wanted: Wanted) -> int:
        """The row among the first ones that holds most of the known names."""
        known = {header_key(name) for name in wanted.known}
        tops = [column[:_TITLE_ROWS].to_pylist() for column in self.columns]
        hits = [sum(header_key(name) in known for name in row) for row in zip(*tops, strict=True)]
        return hits.index(max(hits)) if hits else 0

    def names(self, row: int) -> list[str]:
        """What stands in the header row."""
        return [column[row].as_py() or "" if row < len(column) else "" for column in self.columns]

    def rows_below(self, header_row: int, total: str | None) -> range:
        """The rows of data; raises DamagedFile where the total row is missing or data stand below it."""
        height = len(self.columns[0]) if self.columns else 0
        if total is None:
            return range(header_row + 1, height)
        row = self._total_row(header_row + 1, total)
        if row is not None:
            self._check_below(row)
            return range(header_row + 1, row)
        raise DamagedFile(
            f"there is no total row '{total}' at the end: the sheet was cut",
            where=self.where,
            next_step="ask the owner to deliver the workbook again",
        )

    def batch(self, header: Header, rows: range, wanted: Wanted) -> pa.RecordBatch:
        """The wanted columns of the rows that hold anything at all."""
        cells = [column[rows.start : rows.stop] for column in self.columns]
        filled = reduce(pc.or_, map(_holds_anything, cells)) if cells else pa.array([], pa.bool_())
        taken = [_plain(cells[header.positions[name]].filter(filled)) for name in wanted.columns]
        return pa.RecordBatch.from_arrays(taken, schema=wanted.arrow_schema)

    def _total_row(self, first: int, total: str) -> int | None:
        found = [pc.index(_begins(column[first:], header_key(total)), True) for column in self.columns[:_TOTAL_CELLS]]
        return min((first + place.as_py() for place in found if place.as_py() >= 0), default=None)

    def _check_below(self, total_row: int) -> None:
        """A note of one cell may stand below the total; more are rows."""
        below = zip(*(column[total_row + 1 :].to_pylist() for column in self.columns), strict=True)
        for row, cells in enumerate(below, total_row + 2):
            if sum(bool((cell or "").strip()) for cell in cells) > len(self.columns) // 2:
                raise DamagedFile(
                    f"row {row} stands below the total row", where=self.where, next_step="ask the owner what it is"
                )


def _begins(cells: pa.Array, word: str) -> pa.Array:
    """Whether each cell begins with a word, both without what does not count in a name (`header_key`)."""
    names = pc.utf8_lower(pc.replace_substring_regex(pc.utf8_normalize(cells, "NFKC"), _NOT_COUNTED, ""))
    return pc.starts_with(names, word)


def _holds_anything(cells: pa.Array) -> pa.Array:
    return pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(cells), ""), False)


def _plain(cells: pa.Array) -> pa.Array:
    """A time of midnight is a date."""
    times = pc.equal(pc.utf8_length(cells), 19)
    return pc.if_else(times, pc.replace_substring_regex(cells, " 00:00:00$", ""), cells)


def _mark_inexact(columns: list[Column], facts: SheetFacts) -> None:
    """Show a number whose last digits Excel has lost as Excel does ('9.13301E+17'): it must not pass for a code."""
    for row, index in facts.numbers:
        if index < len(columns) and row < len(columns[index]):
            text = columns[index][row] or ""
            if len(text) > _EXACT_DIGITS and text.isdecimal():
                columns[index][row] = f"{float(text):.5E}"


def _fill_merged(columns: list[Column], facts: SheetFacts) -> None:
    for merge in facts.merges:
        for index in range(merge.left, min(merge.right + 1, len(columns))):
            column = columns[index]
            for row in range(merge.top, min(merge.bottom + 1, len(column))):
                column[row] = column[merge.top] if index == merge.left else columns[merge.left][merge.top]
