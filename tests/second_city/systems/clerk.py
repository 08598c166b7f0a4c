"""What every department's clerk does: knows persons and firms from some year, and types them in."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from tests.second_city import names, numbers
from tests.second_city.chance import Habits
from tests.second_city.firms import Firm
from tests.second_city.people import Person, Registrar
from tests.second_city.truth import RowTruth, Truth
from tests.second_city.wording import Manner, Writer
from tests.second_city.world import World

T = TypeVar("T")
NOW = datetime.fromisoformat("2024-05-20T22:30:00")


class Clerk:
    def __init__(self, world: World, truth: Truth, folder: Path, system: str) -> None:
        self.world = world
        self.truth = truth
        self.folder = folder
        self.system = system
        self.chance = world.stream(system)
        self.habits = Habits(self.chance, world.profile)
        self.strangers = Registrar(world.stream(system, "strangers"), f"stranger/{system}")

    def row(self, table: str, key: object) -> RowTruth:
        return RowTruth(self.truth, self.system, table, key)

    def delivered(self, table: str, keys: int, keyless: int = 0, repeated: int = 0) -> None:
        """Counts what the table holds in the end."""
        self.truth.delivered.append((self.system, table, keys, keyless, repeated))

    def without_key(self, rows: list[T], blank: Callable[[T], T]) -> list[T]:
        """In the rough city, two rows more that have lost their key."""
        return [blank(row) for row in self.chance.sample_or_all(rows, 2)] if self.habits.rough else []

    def writer(self, manner: Manner) -> Writer:
        """In the rough city one name of a place in forty is misspelt."""
        return Writer(manner, self.chance, self.world.stream(self.system, "slips"), 0.025 if self.habits.rough else 0.0)

    def moment(self, days: int = 1500) -> datetime:
        """Some second of the last years."""
        return NOW - timedelta(seconds=self.chance.randrange(60, days * 86_400))

    def phone(self, person: Person) -> str:
        """One number that the person gave: today's, or the one of some years ago."""
        if not person.phones:
            return ""
        old = len(person.phones) > 1 and self.habits(0.25, 0.4)
        number = self.chance.choice(person.phones[1:]) if old else person.phones[0]
        return self.dashed(number)

    def dashed(self, number: str) -> str:
        if not number.startswith("0571"):
            return number
        return self.chance.choice((f"0571-{number[4:]}", number, number[4:], f"(0571){number[4:]}"))

    def firm_phone(self, firm: Firm) -> str:
        return self.dashed(firm.phones[0])

    def name(self, person: Person) -> str:
        """As typed: the name of before, dots of several kinds, now and then a wrong character."""
        name = person.name
        if person.former_name and self.habits(0.08, 0.15):
            name = person.former_name
        name = names.redotted(name, self.chance)
        return names.mistype(name, self.chance) if self.habits(0.004, 0.015) else name

    def number(self, person: Person) -> str:
        """The resident id as typed: now and then 15 digits, a small x, or one digit wrong."""
        if person.document:
            return person.document
        text = person.resident_id
        if self.habits(0.003, 0.01):
            text = numbers.break_digit(text, self.chance)
        elif person.birth.year < 1990 and self.habits(0.004, 0.02):
            text = numbers.short_id(text)
        return text.lower() if self.habits(0.5, 0.3) else text

    def firm_name(self, firm: Firm) -> str:
        """The registered name, its brackets in either width, or the name of before."""
        name = firm.name
        if firm.former_name and self.habits(0.2, 0.35):
            name = firm.former_name
        if self.chance.hit(0.5):
            name = name.replace("(", "（").replace(")", "）")
        return f"{name} " if self.habits(0.01, 0.05) else name
