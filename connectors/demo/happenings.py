"""Which events there are on a night, when each happened, and which were closed meanwhile."""

from dataclasses import dataclass

import numpy as np

from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.households import TODAY
from connectors.demo.world import World

DAY = 86_400


@dataclass(frozen=True)
class Happenings:
    """One key an event, those of the first night first; `night` is 0 for them, 1 for those of the next night."""

    world: World
    keys: Ints
    night: Ints

    @property
    def first_rows(self) -> int:
        """Events of the first night."""
        return int(np.sum(self.night == 0))

    def times(self, first: Ints, dice: Dice) -> Ints:
        """When each happened, in local seconds since 1970; `first` holds for the first night's."""
        times = first
        for place, night in enumerate(self.world.nights, 1):
            times = np.where(self.night == place, night.moments(self.keys, dice), times)
        return times

    def days(self, first: Ints, dice: Dice) -> Ints:
        """The day on which each happened, in days since 1970; `first` holds for the first night's."""
        return np.asarray(self.times(first * DAY, dice) // DAY)

    def closed(self, done: Ints, stays_open: Flags, dice: Dice) -> Ints:
        """When each was closed, in seconds, -1 for what is open: `done`, unless that lies ahead or it stays open.

        Of what was open a few are closed on every later night.
        """
        ends = np.array([TODAY, *(night.end for night in self.world.nights)]) * DAY
        closed = np.where(stays_open | (done >= ends[self.night]), -1, done)
        for place, night in enumerate(self.world.nights, 1):
            open_before = (closed < 0) & (self.night < place)
            chosen = open_before & dice(f"closed on night {night.number}").chance(self.keys, night.pace.closed_events)
            closed = np.where(chosen, night.moments(self.keys, dice), closed)
        return closed


def happenings(world: World, rows: int) -> Happenings:
    """The events of a table that has `rows` at full scale on the first night."""
    size = world.size(rows)
    more = [max(1, round(size * night.pace.more_events)) for night in world.nights]
    night = np.repeat(np.arange(len(more) + 1), [size, *more])
    return Happenings(world, np.arange(len(night)), night)
