"""What happens to enterprises and their workers: founded, renamed, moved, closed; hired and dismissed."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.aging.present import Present, chosen, count_of, stacked
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.firms import BRANCH, COMPANY, REFORM, SOLE_TRADER, Firms, found_later
from connectors.demo.ground import Kind
from connectors.demo.habits import Habits, Rates
from connectors.demo.habits.nights import Pace
from connectors.demo.nights import NOBODY, Change, FirmNews, TextChange
from connectors.demo.people import FLOATING
from connectors.demo.text import Texts
from connectors.demo.world import Jobs, World

_SPARE = 5


def founded(world: World, names: Texts, days: tuple[int, int], habits: Habits, dice: Dice) -> Firms:
    """New enterprises, with numbers of their own and none of these names."""
    count = count_of(habits.pace.founded, world.firms.first_rows)
    keys = len(world.firms.kind) + np.arange(count + _SPARE)
    made = found_later(keys, dice("day").integer(keys, *days), world.ground, world.people, habits.world, dice)
    nothing = text.repeat("", len(keys))
    made = replace(made, former_name=nothing, old_address=made.address, state=np.ones(len(keys), dtype=np.int64))
    # A branch needs its parent, by its row: none is founded on its own.
    free = np.flatnonzero((~_taken(made.name, names) | ~text.filled(made.name)) & (made.kind != BRANCH))[:count]
    return chosen(made, free)


def firm_news(world: World, now: Present, habits: Habits, dice: Dice) -> FirmNews:
    """What the registry writes down of the enterprises that are there; each has one thing happen at most."""
    pace = habits.pace
    gone = np.concatenate([NOBODY, *(night.firms.closed for night in world.nights)])
    firms, alive = world.firms, np.flatnonzero(world.firms.state == 1)
    alive = dice("whose turn").sample(alive[~np.isin(alive, gone)], len(alive))
    shares = (pace.renamed_firm, pace.moved_firm, pace.new_representative, pace.closed_firm)
    ends = np.cumsum([count_of(share, len(alive)) for share in shares])
    named = text.filled(now.firm_name.take(alive)) & (firms.kind[alive] != BRANCH)
    able = np.concatenate([alive[named], alive[~named]])
    renamed, moved, replaced, closed = (np.sort(part) for part in np.split(able[: ends[-1]], ends[:-1]))
    shops = world.ground.of_kind(Kind.SHOP, Kind.OFFICE, Kind.FACTORY)
    premises = shops[dice("premises").integer(moved, 0, len(shops))]
    adults = world.people.adults(25, 65)
    successor = adults[dice("successor").integer(replaced, 0, len(adults))]
    return FirmNews(
        _new_names(world, now, renamed, habits.world, dice("names")),
        Change(moved, now.premises[moved], premises),
        Change(replaced, now.representative[replaced], successor),
        closed,
    )


def _new_names(world: World, now: Present, firm: Ints, rates: Rates, dice: Dice) -> TextChange:
    """Each takes the name of an enterprise of its kind that was invented for the purpose."""
    keys = len(world.firms.kind) + np.arange(4 * len(firm) + 8 * _SPARE)
    made = found_later(keys, np.full(len(keys), REFORM), world.ground, world.people, rates, dice)
    free = np.flatnonzero(text.filled(made.name) & ~_taken(made.name, now.firm_name))
    name = np.zeros(len(firm), dtype=np.int64)
    for kind in (COMPANY, SOLE_TRADER):
        wanted = np.flatnonzero(world.firms.kind[firm] == kind)
        name[wanted] = free[made.kind[free] == kind][: len(wanted)]
    return TextChange(firm, now.firm_name.take(pa.array(firm)), made.name.take(pa.array(name)))


def all_names(world: World, now: Present, news: FirmNews) -> Texts:
    """Names that enterprises have, had, or get tonight."""
    return pa.concat_arrays([world.firms.name, now.firm_name, news.names.after])


def _taken(names: Texts, others: Texts) -> Flags:
    return np.asarray(pc.is_in(names, others).to_numpy(zero_copy_only=False), dtype=bool)


def work(world: World, now: Present, pace: Pace, days: tuple[int, int], dice: Dice) -> tuple[Jobs, Ints, Change]:
    """(all jobs, firms that insure their first worker, who works for whom now)."""
    jobs, people = world.jobs, world.people
    running = np.flatnonzero((jobs.state == 1) & now.here[jobs.person])
    turn = dice("whose turn").sample(running, len(running))
    changing = np.sort(turn[: count_of(pace.changed_job, len(turn))])
    losing = turn[len(changing) : len(changing) + count_of(pace.lost_job, len(turn))]
    late = np.arange(people.first_rows, len(people.group))
    age = people.age()[late]
    idle = late[(people.group[late] == FLOATING) & (age >= 18) & (age < 60) & ~np.isin(late, jobs.person)]
    person = np.concatenate([jobs.person[changing], idle[dice("first job").chance(idle, 0.5)]])
    person = np.unique(person)
    firm = _employer(world, person, dice)
    since = dice("since").integer(person, *days)
    state = jobs.state.copy()
    state[np.concatenate([changing, losing])] = 3
    ended = replace(jobs, state=state)
    begun = Jobs(person, firm, since, np.ones(len(person), dtype=np.int64), 0)
    before = np.full(len(person), -1)
    insured = np.unique(firm[~np.isin(firm, np.concatenate([world.insured_firms, world.late_insured]))])
    return stacked(ended, begun), insured, Change(person, before, firm)


def _employer(world: World, person: Ints, dice: Dice) -> Ints:
    """By size; one in eight begins at an enterprise founded since the first night."""
    firm = world.insured_firms[dice("firm").weighted(person, world.firms.size[world.insured_firms])]
    late = np.arange(world.firms.first_rows, len(world.firms.kind))
    late = late[world.firms.kind[late] == COMPANY]
    if not len(late):
        return firm
    new = late[dice("new firm").integer(person, 0, len(late))]
    return np.where(dice("at a new firm").chance(person, 0.12), new, firm)
