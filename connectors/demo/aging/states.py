"""What a system holds after each night that it delivers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import text
from connectors.demo import world as worlds
from connectors.demo.aging.calendar import day_of, delivers
from connectors.demo.aging.difference import Difference, compare, source_keys, without
from connectors.demo.aging.present import count_of
from connectors.demo.aging.stamping import stamped
from connectors.demo.aging.world import next_night
from connectors.demo.delivery import DemoSystem, Table, Way
from connectors.demo.habits import Habits
from connectors.demo.nights import Night
from connectors.demo.text import Texts
from connectors.demo.world import World
from connectors.demo.writers import sqlite

_SMALLEST = 50
"""A full list of fewer rows loses none."""
_NONE = text.texts([])


@dataclass(frozen=True)
class State:
    """The tables of a system on a night, and how they differ from the state before; on the first night in nothing.

    `struck` are keys that full lists have lost, a table; they do not come back.
    """

    night: int
    tables: Sequence[Table]
    differences: Sequence[Difference] = ()
    struck: Mapping[str, Texts] = field(default_factory=dict)


def all_nights(scale: float, seed: int, habits: Habits, last: int) -> list[World]:
    """The world on the first night, the second, and so on to the last."""
    nights = [worlds.make(scale, seed, habits)]
    while len(nights) < last:
        nights.append(next_night(nights[-1], habits))
    return nights


def states(system: DemoSystem, nights: Sequence[World], habits: Habits) -> Iterator[State]:
    """The state after every night on which the system delivers, from the first on."""
    state = None
    for number, world in enumerate(nights, 1):
        if not delivers(system.rhythm, number):
            continue
        tables = system.describe(world, habits)
        state = State(number, tables) if state is None else _followed(system, state, tables, world)
        yield state


def _followed(system: DemoSystem, state: State, tables: Sequence[Table], world: World) -> State:
    """The state after `state`, from what the system would describe if it had no memory."""
    night, settled, struck = world.nights[-1], [], {}
    for before, after in zip(state.tables, tables, strict=True):
        if after.cursor:
            dice = world.dice(f"{system.id}/{after.name}/stamp of night {night.number}")
            settled.append(stamped(before, after, after.cursor, night, dice))
        else:
            struck[after.name] = _struck_off(system, before, state.struck.get(after.name, _NONE), night, world)
            settled.append(without(after, struck[after.name]))
    differences = [
        compare(before, after, ignored=system.operation) for before, after in zip(state.tables, settled, strict=True)
    ]
    return State(night.number, settled, differences, struck)


def _struck_off(system: DemoSystem, before: Table, earlier: Texts, night: Night, world: World) -> Texts:
    """Keys that a full list has lost by now."""
    keys = source_keys(before)
    if before.rows < _SMALLEST:
        return earlier
    dice = world.dice(f"{system.id}/{before.name}/struck off on night {night.number}")
    rows = np.argsort(dice.bits(text.hashes(keys)), kind="stable")[: count_of(night.pace.struck_off, before.rows)]
    return pa.concat_arrays([earlier, keys.take(pa.array(rows))])


def deliver(system: DemoSystem, target: Path, state: State) -> None:
    """Put what is new in a state into the system's folder, as its owner does."""
    day = day_of(state.night)
    if not state.differences:
        system.write(target, state.tables, day)
    elif system.way is Way.SQL:
        sqlite.update(target / f"{system.id}.sqlite", state.differences)
    elif system.operation:
        system.write(target, [changes(difference, system.operation) for difference in state.differences], day)
    else:
        system.write(target, state.tables, day)


def changes(difference: Difference, operation: str) -> Table:
    """The rows of a file of changes: A, U and D in the column `operation`, deletions as they were."""
    after, before = difference.after, difference.before
    rows, gone = pa.array(np.flatnonzero(difference.touched)), pa.array(difference.removed)
    word = text.where(difference.added, "A", "U").take(rows)
    columns = {
        name: pa.concat_arrays([after.columns[name].take(rows), before.columns[name].take(gone)])
        for name in after.columns
    }
    columns[operation] = pa.concat_arrays([word, text.repeat("D", len(gone))])
    return replace(after, columns=columns, mentions=())
