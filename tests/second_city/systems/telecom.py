"""电信: subscribers with masked numbers; a first file of all, then two days of changes."""

from dataclasses import dataclass, replace

from tests.second_city import deliver, names
from tests.second_city.firms import Firm
from tests.second_city.people import Person
from tests.second_city.places import Place
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner, Wording

_MANNER = Manner(
    prefixes=(("余杭", 6), ("", 3), ("杭州余杭", 1), ("余杭区", 1)),
    street=0.85,
    street_short=0.3,
    community=0.1,
    road=0.2,
    gate_only=0.03,
    alias=0.05,
    unit=0.8,
    chinese=0.0,
    joins=(("-", 7), ("幢", 3), ("#", 1)),
    bare_room=0.8,
)


@dataclass(frozen=True, slots=True)
class Subscription:
    number: str
    kind: str
    certificate: str
    customer: str
    entity: str
    phone: str
    place: Wording
    since: str
    state: str

    def line(self, operation: str) -> tuple[str, ...]:
        """A deletion says no more than the number."""
        if operation == "D":
            return (operation, self.number, "", "", "", "", "", "", "")
        return (
            operation,
            self.number,
            self.kind,
            self.certificate,
            self.customer,
            self.phone,
            self.place.text,
            self.since,
            self.state,
        )


class Counter:
    """Takes subscriptions in."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.writer = clerk.writer(_MANNER)
        self.serial = 0

    def open(self, holder: Person | Firm, place: Place) -> Subscription:
        clerk = self.clerk
        self.serial += 1
        firm = isinstance(holder, Firm)
        kind, number = self.certificate(holder)
        name = clerk.firm_name(holder).strip() if isinstance(holder, Firm) else self.customer(holder)
        phone = clerk.firm_phone(holder) if isinstance(holder, Firm) else clerk.phone(holder)
        since = f"{clerk.moment(4000):%Y%m%d}"
        return Subscription(
            f"0571{self.serial * 7 + 10_000_003}",
            kind,
            number,
            name,
            holder.key,
            phone,
            self.writer.write(place),
            since,
            "1" if firm or clerk.chance.hit(0.9) else "0",
        )

    def certificate(self, holder: Person | Firm) -> tuple[str, str]:
        if isinstance(holder, Firm):
            return "3", mask(holder.credit_code or holder.registration)
        if holder.document:
            return ("2" if holder.document[0] == "E" else "9"), holder.document[:2] + "****" + holder.document[-2:]
        return "1", mask(self.clerk.number(holder).upper())

    def customer(self, person: Person) -> str:
        name = self.clerk.name(person)
        return names.masked(name, self.clerk.chance) if self.clerk.habits(0.15, 0.3) else name


def mask(number: str) -> str:
    return number[:6] + "*" * (len(number) - 10) + number[-4:]


def subscribers(clerk: Clerk) -> None:
    world = clerk.world
    counter = Counter(clerk)
    people = [person for person in world.people if not person.minor]
    holders = clerk.chance.sample_or_all(people, world.count(302_000))
    opened = [counter.open(person, person.home or world.city.homes[0]) for person in holders]
    again = clerk.chance.sample_or_all(holders, world.count(26_000))
    opened += [counter.open(person, clerk.chance.choice(world.city.homes)) for person in again]
    firms = clerk.chance.sample_or_all(world.firms, world.count(2_000))
    opened += [counter.open(firm, firm.address) for firm in firms]
    clerk.chance.shuffle(opened)
    current = {subscription.number: subscription for subscription in opened}
    folder = clerk.folder / "telecom_subscribers"
    deliver.gzip_lines(folder / "yh_20240518.txt.gz", (entry.line("A") for entry in opened), clerk.habits.rough)
    for day in ("19", "20"):
        lines = _changes(clerk, counter, current, [person for person in holders if person.home])
        deliver.gzip_lines(folder / f"yh_202405{day}.txt.gz", lines, clerk.habits.rough)
    clerk.delivered("yh", len(current))
    for entry in current.values():
        truth = clerk.row("yh", entry.number)
        truth.address("装机地址", entry.place)
        (truth.enterprise if entry.kind == "3" else truth.person)("客户名称", entry.entity)


def _changes(
    clerk: Clerk, counter: Counter, current: dict[str, Subscription], people: list[Person]
) -> list[tuple[str, ...]]:
    """One day: some close, some move or change the telephone, some are new."""
    count = max(2, len(current) // 200)
    lines = []
    for number in clerk.chance.sample(sorted(current), count):
        if clerk.chance.hit(0.4):
            lines.append(current.pop(number).line("D"))
            continue
        moved = counter.writer.write(clerk.chance.choice(clerk.world.city.homes))
        current[number] = replace(current[number], place=moved, since="20240519")
        lines.append(current[number].line("U"))
    for person in clerk.chance.sample_or_all(people, count):
        entry = counter.open(person, person.home or clerk.world.city.homes[0])
        current[entry.number] = entry
        lines.append(entry.line("A"))
    return lines
