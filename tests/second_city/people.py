"""The population: registered households of up to three generations, newcomers, dormitories, and their documents."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.second_city import names, numbers
from tests.second_city import vocabulary as v
from tests.second_city.chance import Chance
from tests.second_city.elsewhere import Outside, somewhere
from tests.second_city.places import Geography, Place

TODAY = date(2024, 5, 20)
_LOCAL_CODES = (("330110", 6), ("330184", 2), ("330125", 3), ("330106", 1), ("330104", 1), ("330521", 1))


@dataclass(slots=True, eq=False)
class Person:
    key: str
    name: str
    male: bool
    birth: date
    resident_id: str
    document: str | None = None
    """Passport or permit of persons without resident id."""
    former_name: str | None = None
    phones: list[str] = field(default_factory=list)
    """Newest first; a wife may carry her husband's, a child a parent's."""
    home: Place | None = None
    moves: list[Place] = field(default_factory=list)
    """Dwellings in order, the last one is `home`."""
    registered: Place | None = None
    """Dwelling of the household register, of natives only."""
    origin: Outside | None = None
    household: str = ""
    relation: str = ""
    parents: list["Person"] = field(default_factory=list)
    cancelled: bool = False
    employer: int | None = None

    @property
    def minor(self) -> bool:
        return (TODAY - self.birth).days < 18 * 365

    @property
    def working_age(self) -> bool:
        return 20 * 365 < (TODAY - self.birth).days < 60 * 365

    @property
    def certificate(self) -> str:
        return self.document or self.resident_id


class Registrar:
    """Makes persons and households; keeps the id sequences apart."""

    def __init__(self, chance: Chance, prefix: str = "person") -> None:
        self.chance = chance
        self.prefix = prefix
        self.serial = 0
        self.sequences: dict[str, int] = {}
        self.households = 0

    def person(self, male: bool, birth: date, family: str, origin: Outside | None = None, shared: str = "") -> Person:
        self.serial += 1
        name = family + names.given_name(self.chance, birth.year, male, shared)
        if origin and origin.county.province[:2] in ("新疆", "西藏", "青海", "内蒙", "四川") and self.chance.hit(0.55):
            name = names.minority_name(self.chance)
        person = Person(
            f"{self.prefix}/{self.serial}", name, male, birth, self.number(birth, male, origin), origin=origin
        )
        if self.chance.hit(0.03):
            person.former_name = family + names.given_name(self.chance, birth.year, male)
        return person

    def number(self, birth: date, male: bool, origin: Outside | None) -> str:
        codes, weights = zip(*_LOCAL_CODES, strict=True)
        division = origin.county.code if origin else self.chance.choices(codes, weights)[0]
        head = f"{division}{birth:%Y%m%d}"
        # odd for men, even for women; twins come one after the other
        sequence = self.sequences.get(head, self.chance.randrange(0, 300)) + 1
        sequence += (sequence % 2 == 1) != male
        self.sequences[head] = sequence
        return numbers.resident_id(division, birth, sequence % 1000)

    def born(self, low: int, high: int) -> date:
        """A birthday of somebody between `low` and `high` years old."""
        return TODAY - timedelta(days=self.chance.randrange(low * 365, high * 365))

    def new_phones(self, person: Person) -> None:
        if self.chance.hit(0.93):
            person.phones.append(numbers.mobile(self.chance))
        if self.chance.hit(0.25):
            person.phones.append(numbers.mobile(self.chance))
        if self.chance.hit(0.08):
            person.phones.append(numbers.landline(self.chance))

    def couple(self, low: int, high: int, family: str, origin: Outside | None) -> list[Person]:
        birth = self.born(low, high)
        husband = self.person(True, birth, family, origin)
        gap = timedelta(days=self.chance.randrange(-1200, 1500))
        wife = self.person(False, birth + gap, names.surname(self.chance), origin)
        self.new_phones(husband)
        if self.chance.hit(0.17) and husband.phones:
            wife.phones.append(husband.phones[0])
        else:
            self.new_phones(wife)
        return [husband, wife]

    def children(self, parents: list[Person], count: int) -> list[Person]:
        """Children of a couple; now and then twins, who share all but the name and the end of the id."""
        youngest = max(parent.birth for parent in parents)
        oldest_child = min(TODAY - timedelta(days=40), youngest + timedelta(days=365 * 40))
        span = max(1, (oldest_child - youngest).days - 365 * 21)
        born: list[Person] = []
        shared = names.given_name(self.chance, TODAY.year - 20, True)[0] if self.chance.hit(0.3) else ""
        while len(born) < count:
            birth = min(TODAY - timedelta(days=40), youngest + timedelta(days=365 * 21 + self.chance.randrange(span)))
            twins = 2 if self.chance.hit(0.03) else 1
            born += [self.child(parents, birth, shared) for _ in range(twins)]
        return born

    def child(self, parents: list[Person], birth: date, shared: str) -> Person:
        father = parents[0]
        family = father.name[: names.family_length(father.name)]
        if self.chance.hit(0.05):
            family = parents[-1].name[: names.family_length(parents[-1].name)]
        child = self.person(self.chance.hit(0.52), birth, family, father.origin, shared)
        child.parents = parents
        if child.minor and any(parent.phones for parent in parents):
            child.phones = [next(parent.phones[0] for parent in reversed(parents) if parent.phones)]
        elif not child.minor:
            self.new_phones(child)
        return child

    def household(self, members: list[Person], relations: list[str]) -> None:
        self.households += 1
        number = f"{self.households * 7 + 1_000_003:09d}"
        for person, relation in zip(members, relations, strict=True):
            person.household = number
            person.relation = relation

    def family(self, origin: Outside | None = None) -> list[Person]:
        shape = self.chance.choices(("one", "two", "nucleus", "three"), (12, 11, 31, 46))[0]
        family = names.surname(self.chance)
        if shape == "one":
            single = self.person(self.chance.hit(0.5), self.born(19, 88), family, origin)
            self.new_phones(single)
            self.household([single], ["02"])
            return [single]
        if shape == "three":
            return self.three_generations(family, origin)
        parents = self.couple(23, 60, family, origin)
        below = self.children(parents, self.chance.choice((1, 1, 2)) if shape == "nucleus" else 0)
        self.household([*parents, *below], ["02", "12", *("20" if child.male else "30" for child in below)])
        return [*parents, *below]

    def three_generations(self, family: str, origin: Outside | None) -> list[Person]:
        elders = self.couple(54, 84, family, origin)
        heirs = self.children(elders, self.chance.choice((1, 1, 2)))
        heir = heirs[0]
        gap = timedelta(days=self.chance.randrange(-1100, 1100))
        spouse = self.person(not heir.male, heir.birth + gap, names.surname(self.chance), origin)
        self.new_phones(spouse)
        adult = not heir.minor and (TODAY - heir.birth).days > 24 * 365
        grown = [heir, spouse] if heir.male else [spouse, heir]
        below = self.children(grown, self.chance.choice((1, 1, 2))) if adult else []
        members = [*elders, *heirs, *([spouse] if adult else []), *below]
        relations = ["02", "12", *("20" if child.male else "30" for child in heirs)]
        relations += ["28" if heir.male else "38"] if adult else []
        relations += ["41" if child.male else "42" for child in below]
        self.household(members, relations)
        return members

    def stranger(self) -> Person:
        """Somebody whom only one department ever meets."""
        person = self.person(
            self.chance.hit(0.55), self.born(22, 65), names.surname(self.chance), somewhere(self.chance)
        )
        self.new_phones(person)
        return person


class Population:
    def __init__(self, chance: Chance, scale: float, city: Geography) -> None:
        self.chance = chance
        self.registrar = Registrar(chance)
        self.city = city
        self.natives: list[Person] = []
        self.newcomers: list[Person] = []
        self.neighbours: dict[str, str] = {}
        self.settle_natives(round(900_000 * scale))
        self.settle_newcomers(round(390_000 * scale))
        self.naturalize()

    def settle_natives(self, count: int) -> None:
        homes = self.chance.sample(self.city.homes, len(self.city.homes))
        while len(self.natives) < count:
            index = len(self.natives)
            members = self.collective() if self.chance.hit(0.0004) else self.registrar.family()
            registered = homes[index % len(homes)]
            home = self.chance.choice(homes) if self.chance.hit(0.18) else registered
            for person in members:
                person.registered = registered
                self.house(person, home)
                person.cancelled = self.chance.hit(0.035)
            self.share_name(members[0], home)
            self.natives += members

    def share_name(self, person: Person, home: Place) -> None:
        """Now and then two heads of household in one compound or village have the same name."""
        group = f"{home.site.community.name} {home.site.compound} {person.male}"
        if group in self.neighbours and self.chance.hit(0.015):
            person.name = self.neighbours[group]
        elif "·" not in person.name:
            self.neighbours[group] = person.name

    def naturalize(self) -> None:
        """Some newcomers are registered here by now, and are in both registers."""
        for person in self.newcomers:
            if not person.minor and not person.document and self.chance.hit(0.015):
                person.registered = person.home
                self.registrar.household([person], ["02"])
                self.natives.append(person)

    def house(self, person: Person, home: Place) -> None:
        person.home = home
        person.moves = [home]

    def collective(self) -> list[Person]:
        """A collective household (集体户): unrelated people under one number."""
        members = [self.registrar.stranger() for _ in range(self.chance.randrange(15, 60))]
        self.registrar.household(members, ["99"] * len(members))
        return members

    def settle_newcomers(self, count: int) -> None:
        while len(self.newcomers) < count:
            origin = somewhere(self.chance)
            if self.chance.hit(0.07) and self.city.dormitories:
                self.settle_dormitory(origin)
                continue
            size = self.chance.choice((1, 1, 2, 4))
            members = self.registrar.family(origin)[:size]
            stays = [self.let() for _ in range(self.chance.choices((1, 2, 3, 4), (62, 25, 9, 4))[0])]
            for person in members:
                person.moves = stays
                person.home = stays[-1]
            self.newcomers += members

    def let(self) -> Place:
        return self.chance.choice(self.city.lets if self.chance.hit(0.6) and self.city.lets else self.city.homes)

    def settle_dormitory(self, origin: Outside) -> None:
        """Many workers at one address, a good part of them from one village."""
        place = self.chance.choice(self.city.dormitories)
        for _ in range(self.chance.randrange(3, 10) if place.room else self.chance.randrange(10, 60)):
            person = self.registrar.stranger()
            if self.chance.hit(0.5):
                person.origin = origin
            if self.chance.hit(0.1):
                person.document = self.permit()
                person.name = self.chance.choice(v.FOREIGN) if person.document[0] == "E" else person.name
            self.house(person, place)
            self.newcomers.append(person)

    def permit(self) -> str:
        """Passport, Hong Kong and Macao permit, or Taiwan permit."""
        digits = self.chance.digits
        return self.chance.choice(("E" + digits(8), "H" + digits(8), "M" + digits(8), digits(8)))
