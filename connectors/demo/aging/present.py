"""How things stand on the last night: the first night's columns with all later news in them."""

from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa

from connectors.demo import text
from connectors.demo.dice import Flags, Ints
from connectors.demo.firms import Firms
from connectors.demo.ground import Addresses
from connectors.demo.people import People
from connectors.demo.text import Texts
from connectors.demo.world import Homes, Jobs, World

_Columns = TypeVar("_Columns", People, Homes, Firms, Jobs, Addresses)


@dataclass(frozen=True)
class Present:
    """One row a person (`here`: neither dead nor gone away), enterprise, address or job."""

    here: Flags
    home: Ints
    registered: Ints
    name: Texts
    phone: Texts
    firm_name: Texts
    premises: Ints
    representative: Ints
    owner: Ints


def present(world: World) -> Present:
    """The last night of this world."""
    people, firms, homes = world.people, world.firms, world.homes
    here = ~people.is_gone
    here[world.departed()] = False
    now = Present(
        here,
        homes.home,
        homes.registered,
        people.name,
        text.numbers(people.phone),
        firms.name,
        firms.address,
        firms.legal_representative,
        homes.owner,
    )
    for night in world.nights:
        now = replace(
            now,
            home=night.people.homes.applied(now.home),
            registered=night.people.registered.applied(now.registered),
            name=night.people.names.applied(now.name),
            phone=night.people.phones.applied(now.phone),
            firm_name=night.firms.names.applied(now.firm_name),
            premises=night.firms.premises.applied(now.premises),
            representative=night.firms.representatives.applied(now.representative),
            owner=night.places.sold.applied(now.owner),
        )
    return now


def count_of(share: float, among: int) -> int:
    """So many of them, and at least one."""
    return max(1, round(share * among))


def stacked(first: _Columns, more: _Columns) -> _Columns:
    """The columns of two records of columns one behind the other; `first_rows` stays that of the first."""
    merged: dict[str, Any] = {}
    for column in fields(first):
        above, below = getattr(first, column.name), getattr(more, column.name)
        if isinstance(above, pa.Array):
            merged[column.name] = pa.concat_arrays([above, below])
        elif isinstance(above, np.ndarray):
            merged[column.name] = np.concatenate([above, below])
    return replace(first, **merged)


def chosen(columns: _Columns, rows: Ints) -> _Columns:
    """These rows of a record of columns."""
    taken: dict[str, Any] = {}
    for column in fields(columns):
        values = getattr(columns, column.name)
        if isinstance(values, pa.Array):
            taken[column.name] = values.take(pa.array(rows))
        elif isinstance(values, np.ndarray):
            taken[column.name] = values[rows]
    return replace(columns, **taken)
