"""The whole city: ground, people, enterprises, and who lives, owns and works where."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from connectors.demo import firms, people, places
from connectors.demo.address_text import AddressWriter
from connectors.demo.dice import Dice, Ints
from connectors.demo.firms import BRANCH, COMPANY, Firms
from connectors.demo.ground import Ground, Kind
from connectors.demo.habits import Habits, Rates
from connectors.demo.nights import NOBODY, Night
from connectors.demo.people import FLOATING, OUTSIDE, REGISTERED, People

JOBS_AT_FULL_SCALE = 520_000


@dataclass(frozen=True)
class Homes:
    """Rows of `Ground.addresses`, one a person: registered (-1 for who is not), now lived in, lived in before.

    `home` is -1 for people from elsewhere; `before` equals `home` where nobody moved.
    """

    registered: Ints
    home: Ints
    before: Ints
    moved: Ints
    """Day of the move, in days since 1970."""
    owner: Ints
    """One row an address: the person who owns it, -1 for what is no dwelling."""
    owner_firm: Ints
    """One row an address: the enterprise that owns it, -1 mostly."""


@dataclass(frozen=True)
class Jobs:
    """One row a spell of work, sorted by person."""

    person: Ints
    firm: Ints
    since: Ints
    state: Ints
    """1 at work, 2 paused, 3 ended."""
    first_rows: int
    """Those of the first night; the rows behind them began later, and are sorted among those of their night."""


@dataclass(frozen=True)
class World:
    """The city on one night.  What later nights bring stands behind the rows of the first one, or in `nights`."""

    scale: float
    dice: Dice
    ground: Ground
    people: People
    homes: Homes
    firms: Firms
    jobs: Jobs
    insured_firms: Ints
    """Firms that pay social insurance, those with most workers first."""
    writer: AddressWriter
    nights: Sequence[Night] = ()
    """Those after the first, in order."""
    late_insured: Ints = field(default_factory=NOBODY.copy)
    """Firms founded later that pay social insurance."""

    def size(self, rows: int) -> int:
        """Rows of a table at this scale on the first night."""
        return max(4, round(rows * self.scale))

    def grown(self, rows: int) -> int:
        """Rows of a table with those that later nights have brought."""
        size = self.size(rows)
        return size + sum(max(1, round(size * night.pace.more_rows)) for night in self.nights)

    def residents(self) -> Ints:
        """Who lived in the district on the first night."""
        here = (self.homes.home >= 0) & ~self.people.is_gone
        return np.flatnonzero(here[: self.people.first_rows])

    def newcomers(self, dice: Dice, share: float) -> Ints:
        """Of the floating people who came on a later night, those whom a system with this share of them knows."""
        late = np.arange(self.people.first_rows, len(self.people.group))
        return np.asarray(late[(self.people.group[late] == FLOATING) & dice("newcomers").chance(late, share)])

    def newborn(self) -> Ints:
        """Who was born after the first night."""
        late = np.arange(self.people.first_rows, len(self.people.group))
        return np.asarray(late[self.people.group[late] == REGISTERED])

    def departed(self) -> Ints:
        """Who has died or gone away since the first night."""
        gone = [row for night in self.nights for row in (night.people.died, night.people.left)]
        return np.sort(np.concatenate([NOBODY, *gone]))


def make(scale: float, seed: int, habits: Habits) -> World:
    """The city of a scale and a seed."""
    dice = Dice(seed)
    ground = places.lay_out(scale, dice("ground"))
    residents = people.populate(scale, habits.world, habits.given_characters, dice("people"))
    enterprises = firms.found(scale, ground, residents, habits.world, dice("firms"))
    homes = _settle(ground, residents, enterprises, habits.world, dice("homes"))
    insured = _insured_firms(scale, enterprises, dice("insured"))
    jobs = _employ(scale, residents, enterprises, insured, dice("jobs"))
    return World(scale, dice, ground, residents, homes, enterprises, jobs, insured, AddressWriter(ground))


def _settle(ground: Ground, residents: People, enterprises: Firms, rates: Rates, dice: Dice) -> Homes:
    """Registered households get a dwelling each; floating ones share the rest and the village houses."""
    dwellings = dice.sample(ground.homes(), len(ground.addresses.site))
    households = residents.household
    first_row = np.r_[0, np.flatnonzero(np.diff(households)) + 1]
    group = residents.group[first_row]
    keys = np.arange(len(first_row))
    registered_count = int(np.sum(group == REGISTERED))
    registered = np.where(group == REGISTERED, dwellings[keys % len(dwellings)], -1)
    free = dwellings[min(registered_count, len(dwellings) - 20) :]
    village = ground.homes()
    village = village[ground.sites.kind[ground.addresses.site[village]] == Kind.VILLAGE]
    rented = _one_of(free, keys, dice("free"))
    let = np.where(dice("in a village").chance(keys, 0.5), _one_of(village, keys, dice("village")), rented)
    elsewhere = dice("elsewhere").chance(keys, rates.lives_elsewhere)
    home = np.where((group == REGISTERED) & ~elsewhere, registered, let)
    moved = dice("moved").chance(keys, rates.moved_before)
    before = np.where(moved, _one_of(dwellings, keys, dice("before")), home)
    home, before = (np.where(group == OUTSIDE, -1, column) for column in (home, before))
    moved_day = households * 0 + (18_000 + dice("day").integer(keys, 0, 1_700))[households]
    owner, owner_firm = _own(ground, residents, enterprises, registered, dice("own"))
    return Homes(registered[households], home[households], before[households], moved_day, owner, owner_firm)


def _one_of(pool: Ints, keys: Ints, dice: Dice) -> Ints:
    return pool[dice.integer(keys, 0, len(pool))]


def _own(ground: Ground, residents: People, enterprises: Firms, registered: Ints, dice: Dice) -> tuple[Ints, Ints]:
    """Owners of the dwellings: mostly the head of the household registered there, else any adult; a few firms."""
    count = len(ground.addresses.site)
    keys = np.arange(count)
    adults = residents.adults(25)
    owner = adults[dice("who").integer(keys, 0, len(adults))]
    first_row = np.r_[0, np.flatnonzero(np.diff(residents.household)) + 1]
    there = np.flatnonzero((registered >= 0) & dice("owned").chance(np.arange(len(registered)), 0.85))
    owner[registered[there]] = first_row[there]
    dwelling = np.zeros(count, dtype=bool)
    dwelling[ground.homes()] = True
    rooms = dwelling | (ground.sites.kind[ground.addresses.site] == Kind.OFFICE)
    by_firm = rooms & dice("by firm").chance(keys, np.where(dwelling, 0.02, 0.5))
    firm = dice("firm").integer(keys, 0, len(enterprises.kind))
    return np.where(rooms & ~by_firm, owner, -1), np.where(by_firm, firm, -1)


def _insured_firms(scale: float, enterprises: Firms, dice: Dice) -> Ints:
    keys = np.arange(len(enterprises.kind))
    chance = np.where(enterprises.kind == COMPANY, 1.0, np.where(enterprises.kind == BRANCH, 0.6, 0.18))
    drawn = dice.uniform(keys) / chance
    count = max(4, round(30_000 * scale))
    chosen = np.argsort(drawn, kind="stable")[:count]
    return np.asarray(chosen[np.argsort(-enterprises.size[chosen], kind="stable")])


def _employ(scale: float, residents: People, enterprises: Firms, insured: Ints, dice: Dice) -> Jobs:
    """Spells of work of some of the adults; one in five has changed the employer."""
    workers = residents.adults(18, 62)
    workers = np.sort(dice("workers").sample(workers, max(4, round(420_000 * scale))))
    extra = max(0, round(JOBS_AT_FULL_SCALE * scale) - len(workers))
    again = np.sort(dice("again").sample(workers, extra))
    person = np.concatenate([workers, again])
    spell = np.concatenate([np.ones(len(workers), dtype=np.int64), np.zeros(len(again), dtype=np.int64)])
    keys = person * 2 + spell
    firm = insured[dice("firm").weighted(keys, enterprises.size[insured])]
    latest = 19_700 - dice("since").integer(keys, 0, 2_400)
    since = np.where(spell == 1, latest, latest - 2_500 - dice("before").integer(keys, 0, 2_000))
    state = np.where(spell == 1, dice("state").weighted(keys, (0.86, 0.06, 0.08)) + 1, 3)
    order = np.lexsort((since, person))
    return Jobs(person[order], firm[order], since[order], state[order], len(order))


def newest_job(jobs: Jobs, count: int) -> Ints:
    """One row a person: the row of `jobs` that began last, of the first night; -1 for none."""
    newest = np.full(count, -1)
    newest[jobs.person[: jobs.first_rows]] = np.arange(jobs.first_rows)
    return newest
