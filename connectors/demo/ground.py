"""What the ground of the demo city is made of: streets, communities, roads, sites, and the addresses on them.

A site is what a gate number or a compound's name stands for: a compound, an old block on a road, a village house, a
shop front, an office building or a factory.  An address is the leaf below it: a room, a building, or the site itself.
Every address of every system is one of these leaves, or one of the nodes above them.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from connectors.demo import text
from connectors.demo.dice import Flags, Ints
from connectors.demo.text import Texts


class Level(IntEnum):
    """How deep a text names a place."""

    NOTHING = -1
    STREET = 0
    COMMUNITY = 1
    ROAD = 2
    SITE = 3
    BUILDING = 4
    UNIT = 5
    ROOM = 6


class Kind(IntEnum):
    """What stands on a site."""

    COMPOUND = 0
    BLOCK = 1
    VILLAGE = 2
    SHOP = 3
    OFFICE = 4
    FACTORY = 5


@dataclass(frozen=True)
class Streets:
    code: Texts
    name: Texts
    short: Texts
    code_2023: Texts
    weight: NDArray[np.float64]
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]


@dataclass(frozen=True)
class Communities:
    code: Texts
    name: Texts
    street: Ints
    is_village: Flags


@dataclass(frozen=True)
class Roads:
    """`communities` holds three a road, the third now and then in another street."""

    name: Texts
    former: Texts
    alias: Texts
    street: Ints
    communities: Ints


@dataclass(frozen=True)
class Sites:
    """`road` -1 and `number` 0: none; `group` is the villagers' group; `lettered`: 'A座' instead of '1幢'."""

    kind: Ints
    street: Ints
    community: Ints
    road: Ints
    number: Ints
    branch: Ints
    group: Ints
    lettered: Flags
    compound: Texts
    alias: Texts
    former: Texts
    longitude: NDArray[np.float64]
    latitude: NDArray[np.float64]


@dataclass(frozen=True)
class Addresses:
    """The leaves; 0 where there is no building, unit or room."""

    site: Ints
    building: Ints
    unit: Ints
    room: Ints
    first_rows: int
    """Those of the first night; the rows behind them were built later."""

    @property
    def level(self) -> Ints:
        return np.select(
            [self.room > 0, self.unit > 0, self.building > 0],
            [int(Level.ROOM), int(Level.UNIT), int(Level.BUILDING)],
            int(Level.SITE),
        ).astype(np.int64)


@dataclass(frozen=True)
class Ground:
    streets: Streets
    communities: Communities
    roads: Roads
    sites: Sites
    addresses: Addresses

    def homes(self) -> Ints:
        """Addresses that people live in, of the first night."""
        kind = self.sites.kind[self.addresses.site]
        lived_in = (kind <= Kind.VILLAGE) & (self.addresses.level != Level.BUILDING)
        return np.flatnonzero(lived_in[: self.addresses.first_rows])

    def of_kind(self, *kinds: Kind) -> Ints:
        """Addresses on sites of these kinds, of the first night."""
        site = self.addresses.site[: self.addresses.first_rows]
        return np.flatnonzero(np.isin(self.sites.kind[site], [int(kind) for kind in kinds]))


def entity(ground: Ground, address: Ints, level: Ints) -> Texts:
    """The key of the place that a text naming `address` down to `level` means; null for nothing."""
    sites, leaves = ground.sites, ground.addresses
    site = leaves.site[address]
    level = np.minimum(level, leaves.level[address])
    site_text = text.numbers(site)
    building = text.join(site_text, "/", text.numbers(leaves.building[address]))
    choices: tuple[Texts, ...] = (
        text.join("street:", text.pick(ground.streets.code, sites.street[site])),
        text.join("community:", text.pick(ground.communities.code, sites.community[site])),
        text.join("road:", text.numbers(np.maximum(sites.road[site], 0))),
        text.join("site:", site_text),
        text.join("building:", building),
        text.join("unit:", building, "/", text.numbers(leaves.unit[address])),
        text.join("room:", text.numbers(address)),
    )
    return pc.choose(pa.array(level, mask=level < 0), *choices)
