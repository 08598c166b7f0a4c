"""What a column may be: guessed from its name, and from how many of its values the hub's own rules accept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from connectors.contract import header_key
from connectors.drafting.sample import Column
from connectors.drafting.vocabulary import KINDS, NAMED, NOT_TO_TAKE, NUMBERS
from schema.claims import field_type
from schema.cleaning import Cleaned
from schema.identifiers import credit_code, phone, registration_number, resident_id
from schema.normalize.address.components import Part
from schema.normalize.address.parser import parse
from schema.normalize.dates import moment_cleaner
from schema.normalize.enterprises import looks_like_enterprise
from schema.normalize.surnames import surname_weights
from schema.normalize.text import without_blanks
from schema.records import Address, Enterprise, Mention, Person

_VALUES = 200
"""Distinct ones; more do not change the picture."""
_MOST, _HALF, _SOME = 0.8, 0.5, 0.04
_PLACES = frozenset(
    {Part.STREET, Part.COMMUNITY, Part.ROAD, Part.NUMBER, Part.COMPOUND, Part.BUILDING, Part.UNIT, Part.ROOM}
)
_FEW = 12
"""So many different short texts in many rows are codes."""

TIMES = "dates or times"
"""What is said of a column of them."""
_clean_moment = moment_cleaner("moment")
_T = TypeVar("_T")
_OPERATIONS = frozenset("AIUD")
Claim = tuple[type[Mention], str]
_LEGAL: Claim = (Enterprise, "legal_representative")
_SIGN: Claim = (Enterprise, "trade_sign")
_PHONE: Claim = (Person, "phone")
_LOOSE: tuple[Claim, ...] = (_PHONE, (Address, "text"))
_OF_NAMES = ("name", "former_name", "guardian", "mother")


class Fate(Enum):
    """What becomes of a column."""

    MAP = "map"
    REFUSE = "refuse"
    ASK = "ask"
    """The engineer decides."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal for one column, and why it is made; the reason carries no value."""

    column: Column
    fate: Fate
    reason: str
    claim: Claim | None = None
    is_mixed: bool = False
    """Some of the names are persons', some enterprises'."""

    @property
    def name(self) -> str:
        """The column's."""
        return self.column.name


def guess(column: Column) -> Guess:
    """The best proposal for one column."""
    if NOT_TO_TAKE.search(header_key(column.name)):
        return Guess(column, Fate.REFUSE, "by its name: the hub has no purpose for it")
    values = column.distinct[:_VALUES]
    return _proved(column, values) or _of_names(column, values) or _named(column, values) or _unknown(column)


def _proved(column: Column, values: Sequence[str]) -> Guess | None:
    """Values that prove themselves, whatever the column is called; a fitting name makes up for damaged ones."""
    called = _claims_called(column)
    for claim, test, words in _PROOFS:
        if claim in _LOOSE and claim not in called and (called or NUMBERS.search(header_key(column.name))):
            continue  # numbers of customers and coordinates can look like land lines, those of cases like addresses
        share = _share(values, test)
        if share >= _MOST or (share >= _HALF and claim in called):
            return Guess(column, Fate.MAP, f"{_percent(share)} of its values are {words}", claim)
    return None


def _of_names(column: Column, values: Sequence[str]) -> Guess | None:
    """A column of names: of persons, of enterprises, or of both, as those of customers are."""
    firms, persons = _share(values, looks_like_enterprise), _share(values, _looks_like_person)
    called = _claims_called(column)
    if called[:1] == [_SIGN]:
        return Guess(column, Fate.MAP, "by its name", _SIGN)
    if KINDS.search(header_key(column.name)) or (called and called[0][0] is Address and firms < _MOST):
        return None
    if firms + persons < _MOST and not (called[:1] == [_LEGAL] and firms + persons >= _HALF):
        return None
    if firms >= _MOST:
        return Guess(
            column, Fate.MAP, f"{_percent(firms)} of its values are names of enterprises", (Enterprise, "name")
        )
    words = f"{_percent(persons)} of its values are names of persons"
    if _LEGAL in called:
        return Guess(column, Fate.MAP, words, _LEGAL)
    claim = next((name for record, name in called if record is Person and name in _OF_NAMES), "name")
    is_mixed = firms >= _SOME
    more = f", {_percent(firms)} of enterprises" if is_mixed else ""
    return Guess(column, Fate.MAP, words + more, (Person, claim), is_mixed)


def _named(column: Column, values: Sequence[str]) -> Guess | None:
    """A known name, where the rules of the claim accept most of the values."""
    for record, claim in _claims_called(column):
        cleaned = [*map(field_type(record, claim).clean, values)]
        share = _share(cleaned, lambda each: each.rule is None)
        if share >= _MOST and _share(cleaned, _is_accepted) >= _HALF:
            return Guess(column, Fate.MAP, f"by its name; {_percent(share)} of its values fit", (record, claim))
    return None


def _unknown(column: Column) -> Guess:
    """What the engineer sees of a column that nothing is known of: kinds and counts."""
    values = column.distinct
    if not values:
        return Guess(column, Fate.ASK, "blank in the sample")
    if _share(values[:_VALUES], _is_moment) >= _MOST:
        return Guess(column, Fate.ASK, TIMES)
    if {value.strip().upper() for value in values} <= _OPERATIONS:
        return Guess(column, Fate.ASK, "letters of changes: with DeltaDrop(…, operation=…) it is the operation")
    if len(values) <= min(_FEW, column.rows // 3) and max(map(len, values)) <= _FEW:
        return Guess(column, Fate.ASK, f"short texts, {len(values)} different: codes, for Coded(…) or when=")
    digits = _share(values[:_VALUES], str.isdecimal)
    kind = "numbers" if digits >= _MOST else "texts"
    return Guess(column, Fate.ASK, f"{kind}, {_percent(column.filled)} filled")


def _claims_called(column: Column) -> list[Claim]:
    """Claims that columns of this name hold, the special ones first."""
    key = header_key(column.name)
    return [(named.record, named.claim) for named in NAMED if named.words.search(key)]


def _percent(share: float) -> str:
    """Rounded down: all is all."""
    return f"{int(share * 100)}%"


def _share(values: Iterable[_T], test: Callable[[_T], bool]) -> float:
    results = [test(value) for value in values]
    return sum(results) / len(results) if results else 0.0


def _is_accepted(cleaned: Cleaned) -> bool:
    return cleaned.rule is None and any(value is not None for value in cleaned.values)


def _looks_like_person(text: str) -> bool:
    """Two to four Chinese characters behind a surname; masked ones too."""
    name = without_blanks(text)
    known = surname_weights()
    return 2 <= len(name) <= 4 and not name.isascii() and (name[0] in known or name[:2] in known or name[0] == "*")


def _looks_like_address(text: str) -> bool:
    """At least two places, one inside the other."""
    return len({component.part for component in parse(text).components} & _PLACES) > 1


def _is_resident_id(text: str) -> bool:
    number = resident_id.compact(text)
    return resident_id.is_valid(number) or (
        len(number) == 18 and "*" in number and resident_id.clean(number).rule is None
    )


def _is_credit_code(text: str) -> bool:
    return credit_code.is_valid(credit_code.compact(text))


def _is_phone(text: str) -> bool:
    """A day written in eight digits could be a land line: it is none."""
    return _is_accepted(phone.clean(text)) and not _is_moment(text)


def _is_moment(text: str) -> bool:
    return _is_accepted(_clean_moment(text))


def _is_registration_number(text: str) -> bool:
    return registration_number.is_valid(registration_number.compact(text))


_PROOFS: tuple[tuple[Claim, Callable[[str], bool], str], ...] = (
    ((Person, "certificate"), _is_resident_id, "resident numbers (GB 11643)"),
    ((Enterprise, "code"), _is_credit_code, "credit codes (GB 32100)"),
    ((Enterprise, "registration_number"), _is_registration_number, "registration numbers"),
    (_PHONE, _is_phone, "telephone numbers"),
    ((Address, "text"), _looks_like_address, "addresses"),
)
