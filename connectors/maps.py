"""Words that say which record a row yields: one map a record class, claim by claim, checked against `schema.claims`."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import ClassVar

from connectors.declaring import Declared, did_you_mean
from connectors.elsewhere import End, Other
from connectors.values import Coded, Value, When, column_of
from schema import records
from schema.claims import CLAIMS
from schema.records import Mention


class RecordMap(Declared):
    """Columns of a row as claims of one record; the claims of each record class are the keys of its CLAIMS.

    `when` limits the rows that yield the record.  The first map of a table is what the table describes: it yields a
    record for every row.  A later one yields a record where one of its `evidence` claims says something.

    `each_once` says that the table is a register: each row is another person or enterprise, so that no two of its
    records are ever one entity, whatever they have in common.
    """

    record: ClassVar[type[Mention]]
    evidence: ClassVar[tuple[str, ...]] = ()
    """Claims that alone make a mention, best first; the first one declared gives the mention its `field`."""
    can_be_once: ClassVar[bool] = False
    """Whether `each_once` means something: entities that rows are matched into by weight."""

    def __init__(self, *, when: When | None = None, each_once: bool = False, **claims: Value) -> None:
        self.when = when
        self.each_once = each_once
        self.claims = MappingProxyType(claims)
        self._check()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(when={self.when!r}, each_once={self.each_once}, claims={dict(self.claims)!r})"

    @property
    def field(self) -> str:
        """The column that the mention is named after."""
        named = [claim for claim in self.evidence if claim in self.claims]
        return column_of(self.claims[(named or list(self.claims))[0]])

    @property
    def columns(self) -> Iterator[str]:
        """Every delivered column that the map reads, in order."""
        yield from map(column_of, self.claims.values())
        if self.when is not None:
            yield from self.when.columns

    def _check(self) -> None:
        if self.each_once and not self.can_be_once:
            raise self.fail("each_once is for persons and enterprises", "leave each_once= out")
        if not self.claims:
            raise self.fail("maps no column", f"claims are {', '.join(sorted(CLAIMS[self.record]))}")
        used: dict[str, str] = {}
        for claim, value in self.claims.items():
            check_claim(self, self.record, claim, value)
            column = column_of(value)
            if column in used:
                raise self.fail(f"column '{column}' is mapped twice, as {used[column]} and as {claim}")
            used[column] = claim


def check_claim(word: Declared, record: type[Mention], claim: str, value: object) -> None:
    """Raise DeclarationError unless the record class has this claim and takes every canonical text of its codes."""
    known = CLAIMS[record]
    if claim not in known:
        raise word.fail(f"{record.__name__} has no claim '{claim}'", did_you_mean(claim, known))
    if not isinstance(value, str | Coded):
        raise word.fail(f"claim '{claim}' must be a column name or Coded, not {type(value).__name__}")
    if isinstance(value, Coded):
        for canonical in value.codes.values():
            if known[claim].clean(canonical).rule is not None:
                raise word.fail(f"'{canonical}' is no value of {record.__name__}.{claim}", "correct the codes")


class PersonMap(RecordMap):
    """A natural person (自然人)."""

    record = records.Person
    can_be_once = True
    evidence = ("name", "certificate")


class AddressMap(RecordMap):
    """A place (地址), as one text or in components."""

    record = records.Address
    evidence = (
        "text", "address_code", "compound", "road", "number", "building", "unit", "room", "community", "street",
    )  # fmt: skip


class EnterpriseMap(RecordMap):
    """An enterprise or sole trader (市场主体)."""

    record = records.Enterprise
    can_be_once = True
    evidence = ("name", "trade_sign", "code", "registration_number")


class EventMap(RecordMap):
    """An event or an entry of a reference list; every row is one.

    `address` and `enterprise` name the fields of those mentions of the same row, or another table's row.  Left out,
    they are the table's only address and only enterprise, where it has one.
    """

    def __init__(
        self, *, when: When | None = None, address: End = None, enterprise: End = None, **claims: Value
    ) -> None:
        self.ends: dict[str, End] = {"address": address, "enterprise": enterprise}
        super().__init__(when=when, each_once=False, **claims)

    def __repr__(self) -> str:
        return f"{type(self).__name__}(when={self.when!r}, ends={self.ends!r}, claims={dict(self.claims)!r})"

    @property
    def columns(self) -> Iterator[str]:
        """Every delivered column that the map reads, those of another row's key too."""
        yield from super().columns
        for end in self.ends.values():
            yield from end.key if isinstance(end, Other) else ()


class CourtCaseMap(EventMap):
    """A civil or enforcement case (审判执行案件)."""

    record = records.CourtCase


class FireIncidentMap(EventMap):
    """A fire call (火灾警情)."""

    record = records.FireIncident


class SafetyAccidentMap(EventMap):
    """A work accident (生产安全事故)."""

    record = records.SafetyAccident


class WageCaseMap(EventMap):
    """A wage-arrears case (欠薪案件)."""

    record = records.WageCase


class CityEventMap(EventMap):
    """A street-level case of urban management (城管案件)."""

    record = records.CityEvent


class GridIncidentMap(EventMap):
    """An incident handled by the grid platform (网格事件)."""

    record = records.GridIncident


class MediationMap(EventMap):
    """A dispute before the people's mediation (人民调解)."""

    record = records.Mediation


class EnterpriseAlterationMap(EventMap):
    """An entry altered in the register of enterprises (企业变更)."""

    record = records.EnterpriseAlteration


class PlaceNameMap(EventMap):
    """Official, former and other names of a place (地名)."""

    record = records.PlaceName


class GridMap(EventMap):
    """A grid of the district's social governance (网格)."""

    record = records.Grid
