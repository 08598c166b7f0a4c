"""The words that a department's file declares its systems with: `from connectors.source import System, Table, …`.

Strict interpretation: every column that a system delivers is mapped, ignored by name, or refused (`take = "no"` in the
department's contract: never read).  Anything else that arrives is drift: a new column is reported and not read, a
missing one stops the system.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from connectors.checks import check_other_ends, check_table
from connectors.declaring import Declared
from connectors.deliveries import CursorRest, CursorSql, DeliveryWord, DeltaDrop, FullDrop, FullSql, PagedRest
from connectors.elements import ELEMENT, Each
from connectors.elsewhere import Other
from connectors.links import (
    EmploymentLink,
    LinkMap,
    OwnershipLink,
    PremisesLink,
    RepresentationLink,
    ResidenceLink,
)
from connectors.maps import (
    AddressMap,
    CityEventMap,
    CourtCaseMap,
    EnterpriseAlterationMap,
    EnterpriseMap,
    FireIncidentMap,
    GridIncidentMap,
    GridMap,
    MediationMap,
    PersonMap,
    PlaceNameMap,
    RecordMap,
    SafetyAccidentMap,
    WageCaseMap,
)
from connectors.readers.csv import Csv
from connectors.readers.delimited import Delimited
from connectors.readers.excel import Excel
from connectors.readers.fixed_width import FixedWidth
from connectors.readers.json import JsonDocument, JsonLines
from connectors.readers.parquet import Parquet
from connectors.readers.xml import Xml
from connectors.reading import FileReader, Wanted
from connectors.values import Coded, Unless, When
from schema.identifiers.credit_code import is_of_enterprise
from schema.normalize.enterprises import looks_like_enterprise

__all__ = [
    "ELEMENT", "AddressMap", "CityEventMap", "Coded", "CourtCaseMap", "Csv", "CursorRest", "CursorSql", "Delimited",
    "DeltaDrop", "Each", "EmploymentLink", "EnterpriseAlterationMap", "EnterpriseMap", "Excel", "Expect",
    "FireIncidentMap", "FixedWidth", "FullDrop", "FullSql", "GridIncidentMap", "GridMap", "JsonDocument", "JsonLines",
    "MediationMap", "Other", "OwnershipLink", "PagedRest", "Parquet", "PersonMap", "PlaceNameMap", "PremisesLink",
    "RepresentationLink", "ResidenceLink", "SafetyAccidentMap", "System", "Table", "Unless", "WageCaseMap", "When",
    "Xml", "is_of_enterprise", "looks_like_enterprise",
]  # fmt: skip


@dataclass(frozen=True)
class Expect(Declared):
    """What a whole table looks like when all is well; one that was so and is no longer is held back.

    `rows`: smallest and largest number.  `filled`: column → smallest share of rows in which it holds something.
    """

    rows: tuple[int, int] | None = None
    filled: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Table(Declared):
    """One table of a system: its key, what its rows yield, and what becomes of every other column.

    The first of `records` is what the table describes: every row yields it.  `ignore` names columns without a purpose
    here; `refuse` those that the hub must never take.  Neither is read.  While a column is `undecided`, nothing of the
    system is landed.
    """

    name: str
    key: tuple[str, ...]
    records: tuple[RecordMap, ...] = ()
    each: tuple[Each, ...] = ()
    links: tuple[LinkMap, ...] = ()
    cursor: str | None = None
    reader: FileReader | None = None
    ignore: tuple[str, ...] = ()
    refuse: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    expect: Expect = field(default_factory=Expect)

    def __post_init__(self) -> None:
        check_table(self)

    @property
    def mapped(self) -> Iterator[str]:
        """Every delivered column that a map or link reads, and the array columns."""
        for record in self.records:
            yield from record.columns
        for link in self.links:
            yield from link.columns
        yield from (each.column for each in self.each)


@dataclass(frozen=True)
class System(Declared):
    """What a department runs and the hub reads.

    `trust` from 0 to 100 ranks what systems say of the same thing: registers that act on proof stand highest.
    """

    id: str
    department: str
    title: str
    purpose: str
    delivery: DeliveryWord
    trust: int
    tables: tuple[Table, ...]

    def __post_init__(self) -> None:
        if not 0 <= self.trust <= 100:
            raise self.fail(f"trust {self.trust} is not between 0 and 100")
        names = [table.name for table in self.tables]
        for name in {name for name in names if names.count(name) > 1}:
            raise self.fail(f"table '{name}' is declared twice")
        for table in self.tables:
            self._check_delivery(table)
            check_other_ends(table, {other.name: other for other in self.tables})

    @cached_property
    def table_names(self) -> tuple[str, ...]:
        """In the order of declaration."""
        return tuple(table.name for table in self.tables)

    @property
    def registers(self) -> Iterator[tuple[str, str]]:
        """Table and field of the mentions of which each is of another entity."""
        return ((table.name, record.field) for table in self.tables for record in table.records if record.each_once)

    def table(self, name: str) -> Table:
        """The table of that name; KeyError where there is none."""
        return {table.name: table for table in self.tables}[name]

    def check_decided(self) -> None:
        """Raise DeclarationError while somebody has to decide what becomes of a column."""
        for table in self.tables:
            if table.undecided:
                raise table.fail(
                    f"'{table.name}' has undecided columns: {', '.join(table.undecided)}",
                    "map each, or name it in ignore= or refuse=",
                )

    def wanted(self, table: Table) -> Wanted:
        """What to read of a table: keys, cursor and mapped columns, and nothing else."""
        control = (*table.key, *((table.cursor,) if table.cursor else ()), *self.delivery.control_columns)
        columns = tuple(dict.fromkeys((*control, *table.mapped)))
        attributes = (f"{each.column}.{name}" for each in table.each for name in (*each.attributes, *each.ignore))
        return Wanted(
            system=self.id,
            table=table.name,
            columns=columns,
            known=frozenset((*columns, *table.ignore, *table.refuse, *table.undecided, *attributes)),
            key=table.key,
            cursor=table.cursor,
            elements={each.column: each.attributes for each in table.each},
            tables=tuple(_name_in_file(other) for other in self.tables),
        )

    def _check_delivery(self, table: Table) -> None:
        kind = type(self.delivery).__name__
        if self.delivery.reads_files and table.reader is None:
            raise table.fail(f"'{table.name}' needs a reader", "say reader=, such as Csv() or Excel()")
        if not self.delivery.reads_files and table.reader is not None:
            raise table.fail(f"'{table.name}' has a reader, but {kind} reads no files", "leave reader= out")
        if self.delivery.needs_cursor and table.cursor is None:
            raise table.fail(f"'{table.name}' needs a cursor for {kind}", "say cursor=, the column of the last change")


def _name_in_file(table: Table) -> str:
    """What its rows are called in a document of several tables."""
    return (isinstance(table.reader, Xml) and table.reader.element) or table.name
