"""Lays out the city: communities, roads, compounds, towers, parks, shops and villages."""

from tests.second_city import vocabulary as v
from tests.second_city.chance import Chance
from tests.second_city.places import Community, Geography, Kind, Place, Road, Site


class Surveyor:
    """Lays out the city; every draw comes from one stream."""

    def __init__(self, chance: Chance, scale: float) -> None:
        self.chance = chance
        self.scale = scale
        self.city = Geography()
        self.used_numbers: dict[str, set[int]] = {}
        self.used_names: set[str] = set()
        self.serial = 0

    def build(self) -> Geography:
        self.lay_communities()
        self.lay_roads()
        for _ in range(max(5, round(1500 * self.scale))):
            self.lay_compound()
        for _ in range(max(2, round(160 * self.scale))):
            self.lay_tower()
        for _ in range(max(6, round(400 * self.scale))):
            self.lay_park()
        for _ in range(round(45_000 * self.scale)):
            self.lay_shop()
        for community in self.city.communities:
            if community.name.endswith("村"):
                self.lay_village(community)
        return self.city

    def lay_communities(self) -> None:
        count = max(8, round(300 * self.scale**0.7))
        streets = v.STREETS[: max(5, min(len(v.STREETS), count // 3))]
        names = [head + tail for head in v.COMMUNITY_HEADS for tail in v.COMMUNITY_TAILS]
        for index, name in enumerate(self.chance.sample(names, count)):
            street, district, code = streets[index % len(streets)]
            kind = "村" if self.chance.hit(0.4 if street.endswith("街道") else 0.7) or index == 0 else "社区"
            self.city.communities.append(
                Community(name + kind, street, district, f"{code}{index // len(streets) + 201:03d}")
            )

    def lay_roads(self) -> None:
        names = [
            head + tail + self.chance.choice(v.ROAD_KINDS)
            for head in v.ROAD_HEADS
            for tail in self.chance.sample(v.ROAD_TAILS, 8)
        ]
        count = min(len(names), 30 + round(170 * self.scale))
        streets = sorted({community.street for community in self.city.communities})
        drawn = self.chance.sample(names, len(names))
        spare = iter(drawn[count:])
        for name in [*v.REAL_ROADS, *drawn[:count]]:
            self.add_road(name, streets, next(spare, None) if self.chance.hit(0.12) else None)

    def add_road(self, name: str, streets: list[str], former: str | None) -> None:
        crossed = tuple(self.chance.sample(streets, self.chance.choice((1, 1, 1, 2, 3))))
        if name.endswith("路") and self.chance.hit(0.12):
            for direction in "东西":
                self.city.roads.append(Road(f"{name[:-1]}{direction}路", crossed, False))
        elif self.chance.hit(0.05):
            for street in self.chance.sample(streets, 2):
                self.city.roads.append(Road(name, (street,), True))
        else:
            self.city.roads.append(Road(name, crossed, False, former))

    def gate(self) -> tuple[Road, Community, int]:
        """A road, a community in one of its streets, and a number that the road has free."""
        while True:
            road = self.chance.choice(self.city.roads)
            near = [community for community in self.city.communities if community.street in road.streets]
            used = self.used_numbers.setdefault(road.key, set())
            number = self.chance.randrange(1, 400 + len(used) * 3)
            if near and number not in used:
                used.add(number)
                return road, self.chance.choice(near), number

    def site(
        self,
        kind: Kind,
        community: Community,
        *,
        road: Road | None = None,
        number: str | None = None,
        compound: str | None = None,
        alias: str | None = None,
        namesake: bool = False,
        group: str | None = None,
        restarts: bool = False,
    ) -> Site:
        self.serial += 1
        centre = hash_number(community.street)
        return Site(
            key=f"site/{self.serial}",
            kind=kind,
            community=community,
            road=road,
            number=number,
            compound=compound,
            group=group,
            needs_street=namesake or (road is not None and road.namesake),
            needs_group=restarts,
            alias=alias,
            longitude=round(119.7 + centre % 600 / 1000 + self.chance.random() / 50, 6),
            latitude=round(30.2 + centre % 300 / 1000 + self.chance.random() / 50, 6),
        )

    def compound_name(self, tails: tuple[str, ...]) -> str:
        while True:
            name = self.chance.choice(v.COMPOUND_HEADS) + self.chance.choice(tails)
            if len(self.used_names) > 500:
                name = self.chance.choice(v.COMPOUND_HEADS)[0] + name
            if name not in self.used_names:
                self.used_names.add(name)
                return name

    def lay_compound(self) -> None:
        name = self.compound_name(v.COMPOUND_TAILS)
        parts: tuple[str, ...] = ("",)
        if self.chance.hit(0.12):
            start = self.chance.choice((0, 2, 4))
            parts = v.COMPOUND_PARTS[start : start + 2]
        for part in parts:
            road, community, number = self.gate()
            placed = self.chance.hit(0.8)
            alias = self.alias(name) if not part else None
            site = self.site(
                "compound",
                community,
                road=road if placed else None,
                number=str(number) if placed else None,
                compound=name + part,
                alias=alias,
            )
            self.lay_buildings(site)
        if not parts[0] and self.chance.hit(0.04):
            self.lay_namesakes()

    def lay_namesakes(self) -> None:
        """Two compounds of one name in two streets."""
        name = self.compound_name(v.COMPOUND_TAILS)
        streets: set[str] = set()
        while len(streets) < 2:
            road, community, number = self.gate()
            if community.street not in streets:
                streets.add(community.street)
                site = self.site("compound", community, compound=name, namesake=True, road=road, number=str(number))
                self.lay_buildings(site)

    def alias(self, name: str) -> str | None:
        return f"{name[:2]}苑" if self.chance.hit(0.15) else None

    def lay_buildings(self, site: Site) -> None:
        floors = self.chance.choice((5, 6, 6, 11, 17))
        repeats = self.chance.hit(0.3)
        units = self.chance.choice((1, 2, 2, 3))
        for building in range(1, self.chance.choice((4, 6, 8, 12)) + 1):
            for unit in range(1, units + 1):
                for floor in range(1, floors + 1):
                    for door in (1, 2):
                        shift = 0 if repeats else (unit - 1) * 2
                        room = f"{floor}{door + shift:02d}"
                        place = Place(site, str(building), str(unit), room, repeats and units > 1)
                        self.city.homes.append(place)

    def lay_tower(self) -> None:
        road, community, number = self.gate()
        site = self.site("tower", community, road=road, number=str(number), compound=self.compound_name(v.TOWER_TAILS))
        blocks: tuple[str | None, ...] = self.chance.choice(((None,), ("A座", "B座"), ("1", "2", "3")))
        for block in blocks:
            for floor in range(2, self.chance.choice((9, 14, 20))):
                self.city.offices += [Place(site, block, None, f"{floor}{door:02d}") for door in range(1, 9)]

    def lay_park(self) -> None:
        road, community, number = self.gate()
        site = self.site("park", community, road=road, number=str(number))
        for building in range(1, self.chance.choice((3, 5, 7))):
            self.city.workshops.append(Place(site, str(building)))
            self.city.workshops += [Place(site, str(building), None, f"{floor}01") for floor in (1, 2, 3)]
        if self.chance.hit(0.6):
            rooms = range(201, 201 + self.chance.choice((12, 24, 60)))
            self.city.dormitories += [Place(site, "宿舍楼", None, str(room)) for room in rooms]
            self.city.dormitories.append(Place(site, "宿舍楼"))

    def lay_shop(self) -> None:
        road, community, number = self.gate()
        text = str(number)
        for suffix in ("", *(f"-{index}" for index in range(1, self.chance.choice((1, 1, 1, 3))))):
            site = self.site("shop", community, road=road, number=text + suffix)
            self.city.shops.append(Place(site))
            if self.chance.hit(0.25):
                self.city.lets += [Place(site, None, None, f"20{door}") for door in (1, 2)]

    def lay_village(self, community: Community) -> None:
        restarts = self.chance.hit(0.5)
        houses = round(min(3.0, 0.6 + 2 * self.scale**0.3) * self.chance.randrange(80, 260))
        groups = self.groups()
        for index in range(houses):
            group = groups[index % len(groups)]
            number = index // len(groups) + 1 if restarts else index + 1
            site = self.site("house", community, group=group, number=str(number), restarts=restarts)
            self.city.homes.append(Place(site))
            if self.chance.hit(0.28):
                rooms = [f"{floor}0{door}" for floor in (2, 3) for door in range(1, self.chance.choice((3, 5)))]
                self.city.lets += [Place(site, None, None, room) for room in rooms]

    def groups(self) -> list[str]:
        if self.chance.hit(0.6):
            return [f"{number}组" for number in range(1, self.chance.randrange(4, 16))]
        surnames = self.chance.sample(v.SURNAMES[:20], self.chance.randrange(3, 8))
        return [f"{surname}家{self.chance.choice(v.HAMLET_TAILS)}" for surname in surnames]


def hash_number(text: str) -> int:
    """A number that a text always gives, in every process."""
    return sum(ord(sign) * (index + 7) for index, sign in enumerate(text))


def build_geography(chance: Chance, scale: float) -> Geography:
    return Surveyor(chance, scale).build()
