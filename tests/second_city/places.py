"""What the city's places are: sites (a gate number, a compound, a village house), buildings, units and rooms."""

from dataclasses import dataclass, field
from typing import Literal

Level = Literal["district", "outside", "street", "community", "road", "crossing", "site", "building", "unit", "room"]
Kind = Literal["compound", "tower", "park", "shop", "house"]


@dataclass(frozen=True, slots=True)
class Community:
    name: str
    street: str
    district: str
    code: str


@dataclass(frozen=True, slots=True)
class Road:
    name: str
    streets: tuple[str, ...]
    namesake: bool
    """Another road of that name lies in another street; texts then never lose the street."""
    former: str | None = None
    """The name that the place-name register has for the past."""

    @property
    def key(self) -> str:
        return f"road/{self.name}" + (f"@{self.streets[0]}" if self.namesake else "")


@dataclass(frozen=True, slots=True)
class Site:
    """A gate number, a compound (with or without gate number) or a village house."""

    key: str
    kind: Kind
    community: Community
    road: Road | None
    number: str | None
    compound: str | None
    group: str | None
    """Village group or hamlet; stands where the road stands."""
    needs_street: bool
    """Without the street (or the community) the name would be ambiguous."""
    needs_group: bool
    alias: str | None
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Place:
    site: Site
    building: str | None = None
    unit: str | None = None
    room: str | None = None
    needs_unit: bool = False
    """Units of this building repeat the room numbers."""

    def key(self, level: Level) -> str:
        """The entity that a text names which reaches down to `level`."""
        if level == "room":
            unit = self.unit if self.needs_unit else ""
            return f"{self.site.key}/{self.building or ''}/{unit}/{self.room}"
        if level == "unit":
            return f"{self.site.key}/{self.building or ''}/unit {self.unit}"
        if level == "building":
            return f"{self.site.key}/{self.building}"
        return area_key(self.site, level)

    @property
    def depth(self) -> Level:
        return "room" if self.room else "building" if self.building else "site"

    @property
    def full_key(self) -> str:
        return self.key(self.depth)


def area_key(site: Site, level: Level) -> str:
    if level == "site":
        return site.key
    if level == "road" and site.road:
        return site.road.key
    if level in ("road", "community"):
        return f"community/{site.community.street}/{site.community.name}"
    return f"street/{site.community.street}" if level == "street" else "district"


@dataclass(slots=True)
class Geography:
    communities: list[Community] = field(default_factory=list)
    roads: list[Road] = field(default_factory=list)
    homes: list[Place] = field(default_factory=list)
    """Rooms of compounds and village houses."""
    lets: list[Place] = field(default_factory=list)
    """Rooms of village houses and shop upper floors, let to newcomers."""
    dormitories: list[Place] = field(default_factory=list)
    offices: list[Place] = field(default_factory=list)
    workshops: list[Place] = field(default_factory=list)
    shops: list[Place] = field(default_factory=list)
