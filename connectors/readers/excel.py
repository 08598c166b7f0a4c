"""Excel workbooks: the header is found by its names, merged cells are filled, the total row must be there."""

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import fastexcel

from connectors.contract import fit, header_key
from connectors.damage import DamagedFile
from connectors.declaring import Declared
from connectors.readers.sheet import Sheet
from connectors.readers.workbook import check_size
from connectors.reading import Reading, Wanted


@dataclass(frozen=True)
class Excel(Declared):
    """A sheet of a workbook; `sheet` None: the table's name, or the only sheet; '*': every sheet, one after another.

    `total` is the word of the last row: it is not data, and a sheet without it was cut.
    """

    sheet: str | None = None
    total: str | None = None

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Read the sheets whole: a workbook is small, and its unpacked size is checked first."""
        where = f"{wanted.where} {file.name}"
        check_size(file, where)
        workbook = open_workbook(file, where)
        batches, new = [], {}
        for index in self._sheets(list(workbook.sheet_names), wanted, where):
            sheet = load_sheet(workbook, file, index, where)
            header_row = sheet.header_row(wanted)
            header = fit(wanted, sheet.names(header_row), file.name)
            batches.append(sheet.batch(header, sheet.rows_below(header_row, self.total), wanted))
            new.update(dict.fromkeys(header.new_columns))
        return Reading(batches, tuple(new))

    def _sheets(self, there: list[str], wanted: Wanted, where: str) -> list[int]:
        if self.sheet == "*" or (self.sheet is None and len(there) == 1):
            return list(range(len(there)))
        meant = header_key(self.sheet or wanted.table)
        fitting = [index for index, name in enumerate(there) if header_key(name) == meant]
        if not fitting:
            raise DamagedFile(
                f"there is no sheet '{self.sheet or wanted.table}'",
                where=where,
                next_step=f"the sheets are {', '.join(there)}: ask the owner, or correct the declaration",
            )
        return fitting[:1]


def open_workbook(file: Path, where: str) -> fastexcel.ExcelReader:
    """Raises DamagedFile where it is none."""
    try:
        return fastexcel.read_excel(file)
    except fastexcel.FastExcelError:
        raise _damaged(where) from None


def load_sheet(workbook: fastexcel.ExcelReader, file: Path, index: int, where: str) -> Sheet:
    """One sheet's cells; raises DamagedFile."""
    try:
        return Sheet.load(workbook, file, index, where)
    except (fastexcel.FastExcelError, zipfile.BadZipFile, zlib.error, LookupError):
        raise _damaged(where) from None


def _damaged(where: str) -> DamagedFile:
    return DamagedFile("it is no readable workbook", where=where, next_step="ask the owner to deliver it again")
