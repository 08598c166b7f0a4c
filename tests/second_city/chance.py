"""Random numbers by name, and the habits of the departments as rates."""

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """A random stream that belongs to one part of the city, so that a part can change without moving the others."""

    def hit(self, rate: float) -> bool:
        return self.random() < rate

    def digits(self, count: int) -> str:
        return str(self.randrange(10**count)).zfill(count)

    def sample_or_all(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items in random order, or all of them where there are not so many."""
        return self.sample(items, min(count, len(items)))


def stream(seed: int, *names: str) -> Chance:
    return Chance(f"{seed}/{'/'.join(names)}")


class Habits:
    """Yes or no at the rate of the profile: `habits("inner space", 0.08, 0.2)` is 8 % plain and 20 % rough."""

    def __init__(self, chance: Chance, profile: str) -> None:
        if profile not in ("plain", "rough"):
            raise ValueError(f"profile is 'plain' or 'rough', not {profile!r}")
        self.chance = chance
        self.rough = profile == "rough"

    def __call__(self, plain: float, rough: float) -> bool:
        return self.chance.random() < (rough if self.rough else plain)
