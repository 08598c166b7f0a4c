"""The contract of a table against what arrives: a column gone stops the system, a new one is reported and not read."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

import pyarrow as pa
import pyarrow.compute as pc

from connectors.damage import DamagedFile
from connectors.reading import Wanted
from schema.errors import ContractDrift


@dataclass(frozen=True, slots=True)
class Drift:
    """Columns of one table that the declaration does not name."""

    system: str
    table_name: str
    new_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Delivered columns fitted to the wanted ones; the order of delivery does not matter."""

    positions: dict[str, int]
    """Wanted column → its position among the delivered ones."""
    new_columns: tuple[str, ...]


def header_key(name: object) -> str:
    """A column's name without what does not count: byte order mark, blanks, line breaks, width, case."""
    return _header_key(str(name or ""))


@lru_cache(1024)
def _header_key(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).replace("\ufeff", "")
    return "".join(plain.split()).casefold()


def fit(wanted: Wanted, delivered: Sequence[object], place: str = "") -> Header:
    """Where each wanted column stands; raises ContractDrift for a missing one, DamagedFile for one given twice."""
    where = f"{wanted.where} {place}".strip()
    positions: dict[str, int] = {}
    for position, name in enumerate(delivered):
        key = header_key(name)
        if key in positions and key in {header_key(column) for column in wanted.columns}:
            raise DamagedFile(
                f"column '{str(name).strip()}' is there twice",
                where=where,
                next_step="ask the owner which of the two counts and to deliver again",
            )
        positions.setdefault(key, position)
    missing = [column for column in wanted.columns if header_key(column) not in positions]
    if missing:
        raise _gone(missing, delivered, wanted, where)
    known = {header_key(column) for column in wanted.known}
    new = tuple(str(name).strip() for name in delivered if header_key(name) and header_key(name) not in known)
    return Header({column: positions[header_key(column)] for column in wanted.columns}, new)


class RepeatedHeader:
    """Finds the header among the rows, where two files were put together."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._rows = 0

    def check(self, rows: pa.RecordBatch, where: str) -> None:
        """Raise DamagedFile if each of these columns holds its own name in some row; rows come in order."""
        first = next(iter(self._names.items()), None)
        if first is not None and pc.index(rows.column(first[0]), first[1]).as_py() >= 0:
            same = (pc.equal(rows.column(column), name) for column, name in self._names.items())
            found = pc.index(reduce(pc.and_, same), True).as_py()
            if found >= 0:
                raise DamagedFile(
                    f"the header is there again as row {self._rows + found + 1} of the data",
                    where=where,
                    next_step="two files were put together: ask the owner to deliver them one by one",
                )
        self._rows += rows.num_rows


def _gone(missing: list[str], delivered: Sequence[object], wanted: Wanted, where: str) -> ContractDrift:
    known = {header_key(column) for column in wanted.known}
    new = [str(name).strip() for name in delivered if header_key(name) and header_key(name) not in known]
    arrived = f"; new and unknown: {', '.join(new[:20])}" if new else ""
    return ContractDrift(
        f"missing {', '.join(missing)}{arrived}",
        where=where,
        next_step="ask the owner what changed, then correct the department's declaration",
    )
