"""From proposals for columns to one for a table: its key, its cursor, the records its rows yield and their links."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from connectors.contract import header_key
from connectors.drafting.columns import TIMES, Claim, Fate, Guess, guess
from connectors.drafting.cursor import cursor_of
from connectors.drafting.sample import Column, TableSample
from connectors.drafting.text import literal
from connectors.drafting.vocabulary import CONTACTS, LINES, NUMBERS, OF_LEGAL_REPRESENTATIVE, OPERATING, REGISTERED
from schema.records import Address, Enterprise, Person

_UNIQUE = 0.9
_SHORT = 6
_NO_KEYS = ("certificate", "phone", "name", "text", "birth_date", "longitude", "latitude")
_LEGAL = "legal_representative"
_ENDS = {
    "ResidenceLink": ("person",),
    "PremisesLink": ("enterprise",),
    "EmploymentLink": ("person", "enterprise"),
    "RepresentationLink": ("person", "enterprise"),
}
_EVIDENCE = ("name", "trade_sign", "certificate", "code", "registration_number")
"""Of persons and enterprises, best first, as `connectors.maps` has them."""
_PERSONS = ("person", "enterprise")
"""Ends that are said only where there are several."""


@dataclass(frozen=True, slots=True)
class MapDraft:
    """One record that a row yields: claim → column, with the reasons."""

    word: str
    claims: Mapping[str, Guess]
    when: str = ""
    """A condition, as it is written."""

    @property
    def field(self) -> str:
        """The column that its mentions are named after."""
        return next(self.claims[claim].name for claim in (*_EVIDENCE, *self.claims) if claim in self.claims)


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A link, as it is written: its word and its options."""

    word: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class TableDraft:
    """A table to be declared."""

    sample: TableSample
    key: tuple[str, ...]
    key_reason: str
    cursor: Column | None
    maps: tuple[MapDraft, ...]
    links: tuple[LinkDraft, ...]
    refuse: tuple[Guess, ...]
    undecided: tuple[tuple[str, str], ...]
    """Column and what is known of it."""

    @property
    def times(self) -> tuple[str, ...]:
        """Columns that tell when something happened, where the rows name a place and nobody: they may be events."""
        if {one.word for one in self.maps} != {"AddressMap"}:
            return ()
        return tuple(name for name, reason in self.undecided if reason == TIMES)


def draft(sample: TableSample) -> TableDraft:
    """What may be declared of one table; without maps nothing in it is of a kind that the hub merges."""
    guesses = [guess(column) for column in sample.columns]
    key, reason = _key(sample, guesses)
    cursor = cursor_of(sample)
    cursor_name = cursor.name if cursor else None
    composed = _compose([each for each in guesses if each.fate is Fate.MAP and each.name != cursor_name])
    used = {each.name for one in composed.maps for each in one.claims.values()} | {*key, cursor_name}
    left = [each for each in guesses if each.name not in used]
    return TableDraft(
        sample=sample,
        key=key,
        key_reason=reason,
        cursor=cursor,
        maps=tuple(composed.maps),
        links=tuple(composed.links),
        refuse=tuple(each for each in left if each.fate is Fate.REFUSE),
        undecided=(
            *((each.name, each.reason) for each in left if each.fate is not Fate.REFUSE),
            *((name, "lists or objects, for Each(…)") for name in sample.nested),
        ),
    )


def _key(sample: TableSample, guesses: Iterable[Guess]) -> tuple[tuple[str, ...], str]:
    """The primary key; else a column that is unique or nearly so: some rows come twice, some without their key."""
    if sample.primary_key:
        return sample.primary_key, "the primary key"
    telling = [each for each in guesses if each.column.uniqueness >= _UNIQUE and each.fate is not Fate.REFUSE]
    if not telling:
        return (sample.columns[0].name,), "no column is unique in the sample: name those that together are"
    best = min(telling, key=_rank)
    share = int(best.column.uniqueness * 100)
    return (best.name,), "unique in the sample" if share == 100 else f"{share}% of the rows have one of their own"


def _rank(each: Guess) -> tuple[bool, bool, bool, float]:
    """Called like a number, but no mere count of the lines; a person's is the last choice: many may see a key."""
    is_claim = each.claim is not None and each.claim[1] in _NO_KEYS
    is_count = all(text.isdecimal() and len(text) <= _SHORT for text in each.column.distinct)
    is_number = NUMBERS.search(header_key(each.name)) is not None
    return (
        is_claim,
        is_count and LINES.search(header_key(each.name)) is not None,
        not is_number,
        -each.column.uniqueness,
    )


@dataclass(slots=True)
class _Composed:
    maps: list[MapDraft] = field(default_factory=list)
    links: list[LinkDraft] = field(default_factory=list)


class _Parts:
    """The columns of a table by what they are claims of; of several for one claim the first counts."""

    def __init__(self, guesses: list[Guess]) -> None:
        self.person: dict[str, Guess] = {}
        self.firm: dict[str, Guess] = {}
        self.place: dict[str, Guess] = {}
        self.more_places: list[Guess] = []
        self.legal: dict[str, Guess] = {}
        self.contact: dict[str, Guess] = {}
        for each in guesses:
            if each.claim is not None:
                self._sort(each, each.claim)
        self._settle()

    def _sort(self, each: Guess, claim: Claim) -> None:
        record, name = claim
        key = header_key(each.name)
        if record is Address:
            if name == "text" and "text" in self.place:
                self.more_places.append(each)
            else:
                self.place.setdefault(name, each)
        elif record is Person and name == "certificate" and OF_LEGAL_REPRESENTATIVE.search(key):
            self.legal.setdefault(name, each)
        elif record is Person and name == "name" and CONTACTS.search(key):
            self.contact.setdefault(name, each)
        else:
            (self.firm if record is Enterprise else self.person).setdefault(name, each)

    def _settle(self) -> None:
        """Who a telephone and a lonely contact belong to depends on what else is there."""
        if not self.is_of_firms and self.contact and "name" not in self.person:
            self.person = {**self.contact, **self.person}
            self.contact = {}
        if self.is_of_firms and "certificate" in self.person and "name" not in self.person:
            self._lend_certificate()
        if not self.is_of_persons and "phone" in self.person:
            phone = self.person.pop("phone")
            if self.contact:
                self.contact["phone"] = phone
            self.firm.setdefault("phone", phone)
        if self.is_of_persons and self.is_of_firms and not set(self.person) - {"name", "phone"} and not self.is_mixed:
            self._stands_for_the_firm()
        if self.is_of_persons and set(self.firm) == {"name"} and "certificate" in self.person and not self.is_mixed:
            self.person.setdefault("employer", self.firm.pop("name"))
        if _LEGAL in self.firm:
            self.legal = {"name": self.firm[_LEGAL], **self.legal}

    def _lend_certificate(self) -> None:
        """A number without a name beside a firm is its representative's."""
        if _LEGAL in self.firm:
            self.legal.setdefault("certificate", self.person.pop("certificate"))
        elif self.contact:
            self.contact.setdefault("certificate", self.person.pop("certificate"))

    def _stands_for_the_firm(self) -> None:
        """A person of whom a register of firms knows no more than name and telephone."""
        self.contact = self.contact or dict(self.person)
        if "phone" in self.person:
            self.firm.setdefault("phone", self.person["phone"])
        self.person = {}

    @property
    def is_of_persons(self) -> bool:
        return "name" in self.person or "certificate" in self.person

    @property
    def is_of_firms(self) -> bool:
        return any(claim in self.firm for claim in ("name", "code", "registration_number", "trade_sign"))

    @property
    def is_mixed(self) -> bool:
        return "name" in self.person and self.person["name"].is_mixed and "name" not in self.firm


def _compose(guesses: list[Guess]) -> _Composed:
    parts, made = _Parts(guesses), _Composed()
    if parts.is_mixed:
        _of_customers(parts, made)
    else:
        _of_persons_and_firms(parts, made)
    if parts.is_of_firms and not parts.is_mixed:
        _of_representatives(parts, made)
    made.links = [_with_ends(link, made.maps) for link in made.links]
    return made


def _with_ends(link: LinkDraft, maps: Sequence[MapDraft]) -> LinkDraft:
    """Where a row yields several of a kind, the link says which one it means: the first, if nothing else is said."""
    ends: dict[str, str] = {}
    for end, word in (("person", "PersonMap"), ("enterprise", "EnterpriseMap")):
        there = [one for one in maps if one.word == word]
        if end in _ENDS[link.word] and len(there) > 1:
            ends[end] = link.options.get(end, literal(there[0].field))
    return LinkDraft(
        link.word, {**ends, **{name: value for name, value in link.options.items() if name not in _PERSONS}}
    )


def _of_customers(parts: _Parts, made: _Composed) -> None:
    """The row describes a place; who is named there is a person or an enterprise."""
    _places(parts, made)
    column = parts.person["name"].name
    test = f"({literal(column)}, test=looks_like_enterprise)"
    firm = {"name": parts.person["name"], **parts.firm}
    if "phone" in parts.person:
        firm.setdefault("phone", parts.person["phone"])
    made.maps.append(MapDraft("PersonMap", parts.person, f"Unless{test}"))
    made.maps.append(MapDraft("EnterpriseMap", firm, f"When{test}"))
    for place in _address_columns(parts):
        made.links.append(_place_link("ResidenceLink", place, "customer", parts))
        made.links.append(_place_link("PremisesLink", place, "customer", parts))


def _of_persons_and_firms(parts: _Parts, made: _Composed) -> None:
    if parts.is_of_persons:
        made.maps.append(MapDraft("PersonMap", parts.person))
    if parts.is_of_firms:
        made.maps.append(MapDraft("EnterpriseMap", parts.firm))
    _places(parts, made)
    if parts.is_of_persons and parts.is_of_firms:
        made.links.append(LinkDraft("EmploymentLink", {"role": '"employee"'}))
    of_persons = parts.is_of_persons
    for place in _address_columns(parts):
        if of_persons or parts.is_of_firms:
            word = "ResidenceLink" if of_persons else "PremisesLink"
            made.links.append(_place_link(word, place, _role(place, of_persons), parts))


def _of_representatives(parts: _Parts, made: _Composed) -> None:
    for role, claims in ((_LEGAL, parts.legal), ("contact", parts.contact)):
        if "name" in claims:
            column = literal(claims["name"].name)
            made.maps.append(MapDraft("PersonMap", claims, f"Unless({column}, test=looks_like_enterprise)"))
            made.links.append(LinkDraft("RepresentationLink", {"person": column, "role": literal(role)}))


def _places(parts: _Parts, made: _Composed) -> None:
    if _address_columns(parts):
        made.maps.append(MapDraft("AddressMap", parts.place))
    made.maps.extend(MapDraft("AddressMap", {"text": each}) for each in parts.more_places)


def _address_columns(parts: _Parts) -> list[str]:
    """The field of each address; numbers of places alone are none."""
    evidence = ("text", "address_code", "compound", "road", "number", "building", "unit", "room", "community", "street")
    first = next((parts.place[claim].name for claim in evidence if claim in parts.place), None)
    return [*([first] if first else []), *(each.name for each in parts.more_places)]


def _role(column: str, of_persons: bool) -> str:
    key = header_key(column)
    if REGISTERED.search(key):
        return "registered"
    if of_persons:
        return "living"
    return "operating" if OPERATING.search(key) else "stated"


def _place_link(word: str, column: str, role: str, parts: _Parts) -> LinkDraft:
    several = {"address": literal(column)} if parts.more_places else {}
    return LinkDraft(word, {**several, "role": literal(role)})
