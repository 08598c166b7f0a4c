"""Who lives together: the make-up of households, with sexes and birthdays that fit."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from connectors.demo.dice import Dice, Ints

TODAY = 19844
"""2024-05-01 in days since 1970: the day on which the first night's systems stand."""
YEAR = 365.25


class Role(IntEnum):
    """What a person is in the household; the head is the anchor of all others."""

    HEAD = 0
    SPOUSE = 1
    CHILD = 2
    CHILD_2 = 3
    TWIN = 4
    FATHER = 5
    MOTHER = 6
    CHILD_SPOUSE = 7
    GRANDCHILD = 8
    MATE = 9


_H, _S, _C, _D, _T, _F, _M, _CS, _G, _X = (int(role) for role in Role)

# (roles, weight, youngest and oldest head); a grandchild stands behind its parents, the head's child and its spouse.
_FAMILIES = (
    ((_H,), 0.17, 20, 88),
    ((_H, _S), 0.19, 24, 86),
    ((_H, _S, _C), 0.26, 26, 52),
    ((_H, _S, _C, _D), 0.09, 30, 50),
    ((_H, _S, _C, _T), 0.012, 28, 45),
    ((_H, _S, _C, _M), 0.06, 28, 55),
    ((_H, _S, _C, _F, _M), 0.07, 28, 50),
    ((_H, _C), 0.05, 28, 58),
    ((_H, _S, _C, _CS, _G), 0.07, 54, 70),
    ((_H, _S, _C, _CS), 0.03, 52, 66),
)
_MIGRANTS = (
    ((_H,), 0.52, 17, 60),
    ((_H, _S), 0.18, 21, 58),
    ((_H, _S, _C), 0.14, 24, 48),
    ((_H, _S, _C, _D), 0.05, 27, 48),
    ((_H, _X), 0.07, 17, 45),
    ((_H, _X, _X), 0.04, 17, 40),
)
_SINGLE = (((_H,), 1.0, 20, 70),)
FAMILIES, MIGRANTS, SINGLES = _FAMILIES, _MIGRANTS, _SINGLE
Templates = tuple[tuple[tuple[int, ...], float, int, int], ...]


@dataclass(frozen=True)
class Households:
    """One row a person.  Positions count within these rows; -1 where there is nobody."""

    household: Ints
    role: Ints
    sex: Ints
    birth: Ints
    head: Ints
    spouse: Ints
    father: Ints
    mother: Ints
    elder: Ints
    """The elder sibling."""


def compose(people: int, templates: Templates, dice: Dice) -> Households:
    """Households of `people` persons together; the last one is cut where the number is reached."""
    keys = np.arange(people)
    kinds = dice("template").weighted(keys, [weight for _, weight, _, _ in templates])
    widest = max(len(roles) for roles, *_ in templates)
    plan = np.array([list(roles) + [-1] * (widest - len(roles)) for roles, *_ in templates])
    sizes = np.array([len(roles) for roles, *_ in templates])[kinds]
    households = int(np.searchsorted(np.cumsum(sizes), people)) + 1
    kinds, sizes = kinds[:households], sizes[:households]
    roles = plan[kinds]
    role = roles[roles >= 0][:people]
    household = np.repeat(np.arange(households), sizes)[:people]
    start = np.repeat(np.cumsum(sizes) - sizes, sizes)[:people]
    low, high = (np.array([template[column] for template in templates])[kinds] for column in (2, 3))
    return _Composer(household, role, start, low, high, dice).compose()


class _Composer:
    """Fills in sexes, birthdays and kin of a column of roles."""

    def __init__(self, household: Ints, role: Ints, start: Ints, low: Ints, high: Ints, dice: Dice) -> None:
        self._household, self._role, self._start, self._dice = household, role, start, dice
        self._low, self._high = low, high
        self._keys = np.arange(len(role))

    def compose(self) -> Households:
        spouse = self._member(Role.SPOUSE, 1)
        sex = self._sexes()
        birth = self._births()
        partner = np.where(self._role == Role.HEAD, spouse, np.where(self._role == Role.SPOUSE, self._start, -1))
        first, second = self._parents(spouse)
        father = np.where(sex[first] == 1, first, second)
        mother = np.where(sex[first] == 2, first, second)
        nobody = first < 0
        twin = self._role == Role.TWIN
        elder = np.where(twin | (self._role == Role.CHILD_2), self._keys - 1, -1)
        birth = np.where(twin, birth[np.maximum(elder, 0)], birth)
        return Households(
            self._household,
            self._role,
            sex,
            np.minimum(birth, TODAY - 40),
            self._start,
            partner,
            np.where(nobody, -1, father),
            np.where(nobody, -1, mother),
            elder,
        )

    def _member(self, role: Role, place: int) -> Ints:
        """The row of a role that stands at a fixed place of the household, -1 without."""
        row = np.minimum(self._start + place, len(self._role) - 1)
        there = (self._role[row] == role) & (self._household[row] == self._household)
        return np.where(there, row, -1)

    def _parents(self, spouse: Ints) -> tuple[Ints, Ints]:
        """Two rows of parents; the second -1 for a single parent; both -1 where the parents live elsewhere."""
        child = np.isin(self._role, [Role.CHILD, Role.CHILD_2, Role.TWIN])
        grandchild = self._role == Role.GRANDCHILD
        mother = self._member(Role.MOTHER, 4)
        mother = np.where(mother < 0, self._member(Role.MOTHER, 3), mother)
        father = self._member(Role.FATHER, 3)
        of_head = (self._role == Role.HEAD) & (mother >= 0)
        none = np.full(len(self._role), -1)
        first = np.select([child, grandchild, of_head], [self._start, self._start + 2, mother], none)
        second = np.select([child, grandchild, of_head], [spouse, self._start + 3, father], none)
        return first, second

    def _sexes(self) -> Ints:
        coin = np.where(self._dice("sex").chance(self._keys, 0.505), 1, 2)
        head = np.where(self._dice("head sex").chance(self._household, 0.68), 1, 2)
        child = coin[np.minimum(self._start + 2, len(coin) - 1)]
        fixed = {
            Role.HEAD: head,
            Role.SPOUSE: 3 - head,
            Role.FATHER: np.full_like(head, 1),
            Role.MOTHER: np.full_like(head, 2),
            Role.CHILD_SPOUSE: 3 - child,
        }
        sex = coin
        for role, value in fixed.items():
            sex = np.where(self._role == role, value, sex)
        same_twin = (self._role == Role.TWIN) & self._dice("identical").chance(self._household, 0.6)
        return np.where(same_twin, coin[self._keys - 1], sex)

    def _births(self) -> Ints:
        """Days since 1970, role by role from the head's birthday."""
        low, high = self._low[self._household], self._high[self._household]
        head_age = np.asarray(low + self._dice("age").uniform(self._household) * (high - low + 1), dtype=np.float64)
        child_age = self._younger("generation", head_age, 22, 34)
        age = {
            Role.HEAD: head_age,
            Role.SPOUSE: np.maximum(head_age + self._between("gap", -5, 4), 18 + self._between("at least", 0, 3)),
            Role.CHILD: child_age,
            Role.TWIN: child_age,
            Role.CHILD_2: np.maximum(child_age - self._between("second", 1.2, 8), self._between("just born", 0.12, 1)),
            Role.FATHER: np.minimum(head_age + self._between("father", 21, 33), self._between("oldest", 88, 99)),
            Role.MOTHER: np.minimum(head_age + self._between("mother", 20, 30), self._between("oldest", 88, 99)),
            Role.CHILD_SPOUSE: child_age + self._between("in-law", -3, 4),
            Role.GRANDCHILD: self._younger("grand", child_age, 21, 31),
            Role.MATE: head_age + self._between("mate", 0, 6),
        }
        years = np.select([self._role == role for role in age], list(age.values()))
        return np.asarray(TODAY - years * YEAR, dtype=np.int64)

    def _between(self, purpose: str, low: float, high: float) -> NDArray[np.float64]:
        """One draw a person, except for what a household's members must share."""
        shared = purpose in {"generation", "grand"}
        keys = self._household if shared else self._keys
        return low + self._dice(purpose).uniform(keys) * (high - low)

    def _younger(self, purpose: str, parent_age: NDArray[np.float64], low: float, high: float) -> NDArray[np.float64]:
        return np.asarray(
            np.maximum(parent_age - self._between(purpose, low, high), 0.15 + self._between("baby", 0, 2))
        )
