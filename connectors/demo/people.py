"""The people of the demo city: registered, floating, and those from elsewhere who turn up in some system."""

from dataclasses import dataclass

import numpy as np

from connectors.demo import names, numbers, text, vocabulary
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.habits import Rates
from connectors.demo.households import FAMILIES, MIGRANTS, SINGLES, TODAY, Households, compose
from connectors.demo.text import Texts

REGISTERED_AT_FULL_SCALE = 900_000
FLOATING_AT_FULL_SCALE = 450_000
OUTSIDE_AT_FULL_SCALE = 60_000
REGISTERED, FLOATING, OUTSIDE = 0, 1, 2


@dataclass(frozen=True)
class People:
    """One row a real person; the row number is the person's key.  Kin are rows, -1 for nobody.

    `group` is REGISTERED, FLOATING or OUTSIDE; `household` counts over all groups; `birth` in days since 1970;
    phones are 11-digit integers, `land_line` is text; `document` is the passport or permit of who has no resident id.
    """

    group: Ints
    household: Ints
    role: Ints
    sex: Ints
    birth: Ints
    birth_date: Ints
    father: Ints
    mother: Ints
    spouse: Ints
    head: Ints
    name: Texts
    former_name: Texts
    resident_id: Texts
    document: Texts
    division: Ints
    is_minority: Flags
    is_gone: Flags
    phone: Ints
    old_phone: Ints
    phone_owner: Ints
    land_line: Texts
    first_rows: int
    """Who was there on the first night; the rows behind them came later."""

    def age(self) -> np.ndarray:
        """Full years on the first night."""
        return (TODAY - self.birth) // 365.25

    def adults(self, low: int = 18, high: int = 200) -> Ints:
        """Rows of living people of this age, of the first night, so that later nights choose among the same."""
        age = self.age()
        return np.flatnonzero(((age >= low) & (age <= high) & ~self.is_gone)[: self.first_rows])


def populate(scale: float, rates: Rates, given_pool: str, dice: Dice) -> People:
    """Everybody, registered people first, then floating, then those from elsewhere."""
    sizes = [
        max(6, round(size * scale))
        for size in (REGISTERED_AT_FULL_SCALE, FLOATING_AT_FULL_SCALE, OUTSIDE_AT_FULL_SCALE)
    ]
    groups = [
        compose(size, templates, dice(f"households {group}"))
        for group, (size, templates) in enumerate(zip(sizes, (FAMILIES, MIGRANTS, SINGLES), strict=True))
    ]
    return _People(np.repeat(np.arange(3), sizes), _stacked(groups), rates, given_pool, dice).people()


def arrive(size: int, rates: Rates, given_pool: str, dice: Dice) -> People:
    """Newcomers, numbered from 0 among themselves; their ids and telephones can be those of others."""
    households = compose(size, MIGRANTS, dice("households"))
    return _People(np.full(size, FLOATING), households, rates, given_pool, dice).people()


def _stacked(groups: list[Households]) -> Households:
    """The groups' rows one behind the other, rows and households renumbered."""
    columns: dict[str, list[Ints]] = {name: [] for name in Households.__dataclass_fields__}
    rows = households = 0
    for group in groups:
        for name, parts in columns.items():
            column = getattr(group, name)
            if name in {"head", "spouse", "father", "mother", "elder"}:
                column = np.where(column >= 0, column + rows, -1)
            parts.append(column + households if name == "household" else column)
        rows += len(group.role)
        households += int(group.household[-1]) + 1
    return Households(**{name: np.concatenate(parts) for name, parts in columns.items()})


class _People:
    def __init__(self, group: Ints, kin: Households, rates: Rates, given_pool: str, dice: Dice) -> None:
        self._group, self._kin, self._rates, self._dice = group, kin, rates, dice
        self._given_pool = given_pool
        self._keys = np.arange(len(group))
        self._age = (TODAY - kin.birth) // 365.25

    def people(self) -> People:
        kin, keys, dice = self._kin, self._keys, self._dice
        birth_date = calendar(kin.birth)
        foreign = (self._group == OUTSIDE) & dice("foreign").chance(keys, self._rates.foreign)
        minority = dice("minority").chance(kin.household, self._rates.minority) & (self._group == FLOATING)
        division = self._divisions(birth_date // 10_000, minority)
        serials = numbers.resident_serials(division, birth_date, kin.sex, dice("serial"))
        name, former = self._names(birth_date // 10_000, minority, foreign)
        phone_owner = self._phone_owners()
        return People(
            self._group,
            kin.household,
            kin.role,
            kin.sex,
            kin.birth,
            birth_date,
            kin.father,
            kin.mother,
            kin.spouse,
            kin.head,
            name,
            former,
            text.where(foreign, "", numbers.resident_ids(division, birth_date, serials)),
            text.only(foreign, self._documents()),
            division,
            minority,
            (self._group == REGISTERED) & dice("gone").chance(keys, np.where(self._age > 78, 0.25, 0.02)),
            mobile_numbers(phone_owner * 2, dice("operator")),
            mobile_numbers(phone_owner * 2 + 1, dice("operator")),
            phone_owner,
            land_lines(kin.household),
            len(keys),
        )

    def _documents(self) -> Texts:
        """Passports (E12345678) and permits of Hong Kong, Macao (H + 10 digits) and Taiwan (8 digits)."""
        number = 10_000_000 + self._keys * 1_000_003 % 89_999_999
        kind = self._dice("document").weighted(self._keys, (0.5, 0.35, 0.15))
        digits = text.numbers(number)
        permit = text.join(text.where(self._dice("macao").chance(self._keys, 0.2), "M", "H"), digits, "01")
        return text.where(kind == 0, text.join("E", digits), text.where(kind == 1, permit, digits))

    def _divisions(self, birth_year: Ints, minority: Flags) -> Ints:
        """The code in a resident id: this district's of the time for registered people, any county's for the others."""
        keys = self._keys
        year = np.where(self._dice("late").chance(keys, 0.3), birth_year + 16, birth_year)
        own = np.select([year < 1994, year < 2001], [330125, 330184], 330110)
        lagged = (year >= 2001) & (year < 2012) & self._dice("lagged").chance(keys, 0.1)
        own = np.where(lagged, 330184, own)
        moved_in = self._dice("moved in").chance(keys, self._rates.moved_in)
        elsewhere = self._elsewhere(np.clip(birth_year, 1981, 2023), minority)
        return np.where((self._group == REGISTERED) & ~moved_in, own, elsewhere)

    def _elsewhere(self, year: Ints, minority: Flags) -> Ints:
        """A county code in use in that year, by the province's weight; one a household."""
        codes, _, first, last = vocabulary.counties()
        number = np.array([int(code) for code in codes])
        person = vocabulary.words()["person"]
        result = np.zeros(len(year), dtype=np.int64)
        for era in np.unique(year // 6):
            for among, provinces in ((~minority, person["provinces"]), (minority, person["minority_provinces"])):
                here = np.flatnonzero((year // 6 == era) & among)
                weight = np.array([provinces.get(code[:2], 0) for code in codes], dtype=np.float64)
                weight[(first > era * 6 + 2) | (last <= era * 6) | (number // 100 == 3301)] = 0
                result[here] = number[self._dice("county").weighted(self._kin.household[here], weight)]
        return result

    def _names(self, year: Ints, minority: Flags, foreign: Flags) -> tuple[Texts, Texts]:
        keys, kin, dice = self._keys, self._kin, self._dice
        given = names.given_names(keys, kin.sex, year, self._given_pool, dice("given"))
        shares = (kin.elder >= 0) & dice("siblings").chance(keys, 0.45)
        given = names.share_first(given, kin.elder, shares)
        surname = self._surnames()
        name = text.join(surname, given.first, given.second)
        name = text.where(minority, names.minority_names(keys, dice("minority names")), name)
        name = text.where(foreign, names.foreign_names(keys, dice("foreign names")), name)
        earlier = names.given_names(keys, kin.sex, year, self._given_pool, dice("earlier"))
        renamed = dice("renamed").chance(keys, self._rates.renamed) & ~minority & ~foreign
        return name, text.only(renamed, text.join(surname, earlier.first, earlier.second))

    def _surnames(self) -> Texts:
        """A child has its father's surname, now and then its mother's; grandchildren follow their parents."""
        listed, weights = vocabulary.surnames()
        kin, keys = self._kin, self._keys
        own = self._dice("surname").weighted(keys, weights)
        for _ in range(3):
            from_mother = self._dice("mother's").chance(kin.household, 0.06) & (kin.mother >= 0)
            parent = np.where(from_mother, kin.mother, kin.father)
            own = np.where(parent >= 0, own[np.maximum(parent, 0)], own)
        return text.pick(listed, own)

    def _phone_owners(self) -> Ints:
        """Whose telephone a person gives: children a parent's, some of the old and some spouses a relative's."""
        kin, keys, dice = self._kin, self._keys, self._dice
        parent = np.where(dice("which parent").chance(keys, 0.6) & (kin.mother >= 0), kin.mother, kin.father)
        parent = np.where(parent < 0, np.maximum(kin.mother, kin.head), parent)
        child = self._age < 14
        shares = dice("shared").chance(keys, np.where(self._age > 68, 0.45, self._rates.shared_phone))
        return np.where(child, parent, np.where(shares, kin.head, keys))


def land_lines(household: Ints) -> Texts:
    """One a household."""
    return text.join("0571-8", text.numbers(6_000_000 + household * 7_919 % 3_000_000))


def mobile_numbers(slots: Ints, dice: Dice) -> Ints:
    """An 11-digit mobile number a slot, all different."""
    prefixes = np.array([134, 135, 136, 137, 138, 139, 150, 151, 152, 157, 158, 159, 182, 183, 187, 188, 130, 131, 132])
    more = np.array([155, 156, 185, 186, 133, 153, 180, 181, 189, 177, 173, 198, 166])
    listed = np.concatenate([prefixes, more])
    return np.asarray(listed[dice.integer(slots, 0, len(listed))] * 10**8 + (slots * 37_139_213 + 12_345_679) % 10**8)


def calendar(days: Ints) -> Ints:
    """Days since 1970 as integers YYYYMMDD."""
    day = days.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    months = month.astype(np.int64)
    return np.asarray((1970 + months // 12) * 10_000 + (months % 12 + 1) * 100 + (day - month).astype(np.int64) + 1)
