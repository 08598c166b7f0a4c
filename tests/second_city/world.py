"""The one world that all systems describe."""

from dataclasses import dataclass
from functools import cached_property

from tests.second_city.chance import Chance, stream
from tests.second_city.firms import Firm, Founder, hire
from tests.second_city.geography import build_geography
from tests.second_city.people import Person, Population
from tests.second_city.places import Geography, Place


@dataclass
class World:
    seed: int
    scale: float
    profile: str
    city: Geography
    natives: list[Person]
    newcomers: list[Person]
    firms: list[Firm]

    def count(self, rows: int) -> int:
        """Rows at this scale of a table that has `rows` at scale 1.0; never none."""
        return max(3, round(rows * self.scale))

    @property
    def people(self) -> list[Person]:
        return [*self.natives, *(person for person in self.newcomers if person.registered is None)]

    @cached_property
    def listed(self) -> dict[str, tuple[str, Place]]:
        """The places that the police address list knows: full key → code and place.  One in eight is missing."""
        chance = self.stream("police address codes")
        city = self.city
        places = [*city.homes, *city.lets, *city.dormitories, *city.offices, *city.workshops, *city.shops]
        known = chance.sample_or_all(places, min(self.count(520_000), round(len(places) * 0.88)))
        return {
            place.full_key: (f"{place.site.community.code}{index * 37 + 50_021:010d}", place)
            for index, place in enumerate(known)
        }

    @cached_property
    def residents(self) -> dict[str, list[Person]]:
        """The grown-up people who live in a place, by its full key."""
        homes: dict[str, list[Person]] = {}
        for person in self.people:
            if person.home and not person.minor:
                homes.setdefault(person.home.full_key, []).append(person)
        return homes

    def owner(self, place: Place) -> Person | None:
        """The first native grown-up of a dwelling."""
        return next((person for person in self.residents.get(place.full_key, []) if person.registered), None)

    def stream(self, *names: str) -> Chance:
        return stream(self.seed, *names)


def build_world(seed: int, scale: float, profile: str) -> World:
    city = build_geography(stream(seed, "geography"), scale)
    population = Population(stream(seed, "population"), scale, city)
    people = [*population.natives, *(person for person in population.newcomers if person.registered is None)]
    founder = Founder(stream(seed, "firms"), city, people)
    firms = founder.found(max(40, round(120_000 * scale)))
    hire(stream(seed, "jobs"), firms, people)
    return World(seed, scale, profile, city, population.natives, population.newcomers, firms)
