"""Words that say which mentions belong together, in one row or across the tables of a system."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import ClassVar

from connectors.declaring import Declared, did_you_mean
from connectors.elsewhere import End, Other
from connectors.maps import RecordMap, check_claim
from connectors.values import Coded, Value, When, column_of
from schema import records
from schema.records import Address, Enterprise, Link, Mention, Person

END_RECORDS: dict[str, type[Mention]] = {"person": Person, "enterprise": Enterprise, "address": Address}
"""The record class that each end of a link or event is."""


class LinkMap(Declared):
    """A link between mentions.  `role` is a constant text or a Coded column; other claims are columns.

    The link exists where all `needs` hold: each is a group of ends of which one must be there.
    """

    record: ClassVar[type[Link]]
    needs: ClassVar[tuple[tuple[str, ...], ...]]
    named_by: ClassVar[str]
    """The end whose field the link's own `field` is; it tells apart several links of one row."""

    def __init__(
        self,
        *,
        role: Value,
        when: When | None = None,
        person: End = None,
        enterprise: End = None,
        address: End = None,
        **claims: Value,
    ) -> None:
        self.role = role
        self.when = when
        self.given = MappingProxyType({"person": person, "enterprise": enterprise, "address": address})
        self.claims = MappingProxyType(claims)
        self._check()

    def __repr__(self) -> str:
        own = f"role={self.role!r}, when={self.when!r}, ends={dict(self.given)!r}, claims={dict(self.claims)!r}"
        return f"{type(self).__name__}({own})"

    @property
    def ends(self) -> dict[str, End]:
        """The ends that this kind of link has."""
        return {end: self.given[end] for group in self.needs for end in group}

    @property
    def columns(self) -> Iterator[str]:
        """Every delivered column that the link reads."""
        if isinstance(self.role, Coded):
            yield self.role.column
        yield from map(column_of, self.claims.values())
        for end in self.given.values():
            yield from end.key if isinstance(end, Other) else ()
        if self.when is not None:
            yield from self.when.columns

    def _check(self) -> None:
        for end, given in self.given.items():
            if given is not None and end not in self.ends:
                raise self.fail(f"this link has no end '{end}'", f"its ends are {', '.join(self.ends)}")
        for claim, value in self.claims.items():
            check_claim(self, self.record, claim, value)
        if isinstance(self.role, Coded):
            check_claim(self, self.record, "role", self.role)


class ResidenceLink(LinkMap):
    """A person and an address (居住)."""

    record = records.Residence
    needs = (("person",), ("address",))
    named_by = "address"


class EmploymentLink(LinkMap):
    """A person and the enterprise that employs him (就业)."""

    record = records.Employment
    needs = (("person",), ("enterprise",))
    named_by = "enterprise"


class PremisesLink(LinkMap):
    """An enterprise and its address (经营场所)."""

    record = records.Premises
    needs = (("enterprise",), ("address",))
    named_by = "address"


class RepresentationLink(LinkMap):
    """A person who stands for an enterprise (代表)."""

    record = records.Representation
    needs = (("person",), ("enterprise",))
    named_by = "person"


class OwnershipLink(LinkMap):
    """A person or an enterprise, whichever the row yields, and the dwelling it owns (权属)."""

    record = records.Ownership
    needs = (("person", "enterprise"), ("address",))
    named_by = "address"


def yielded(maps: tuple[RecordMap, ...], record: type[Mention]) -> tuple[str, ...]:
    """The fields of the mentions of one record class that these maps yield."""
    return tuple(one.field for one in maps if one.record is record)


def resolve_end(word: Declared, maps: tuple[RecordMap, ...], end: str, field: str | None, where: str) -> str | None:
    """The field of the mention meant; None where nothing is named and the maps yield none of the kind.

    Raises DeclarationError where a name fits no mention or no name leaves a choice.
    """
    fields = yielded(maps, END_RECORDS[end])
    if field is not None and field not in fields:
        next_step = did_you_mean(field, fields) if fields else f"{where} maps no {end}"
        raise word.fail(f"{where} has no {end} in '{field}'", next_step)
    if field is None and len(fields) > 1:
        raise word.fail(f"{where} has several: say {end}=", f"one of {', '.join(fields)}")
    return field or next(iter(fields), None)
