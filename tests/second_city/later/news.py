"""What happens to the people and firms of the second city in a month; by the keys that the truth has for them."""

from dataclasses import dataclass, field
from typing import TypeVar

from tests.second_city import numbers
from tests.second_city import vocabulary as v
from tests.second_city.chance import Chance
from tests.second_city.firms import Firm
from tests.second_city.places import Place
from tests.second_city.world import World

T = TypeVar("T")
_SHARE, _HOUSEHOLDS = 0.008, 0.003


@dataclass
class News:
    """New dwellings and premises, telephones and names."""

    places: dict[str, Place] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def of_the_month(world: World, chance: Chance) -> News:
    """About one in a hundred moves, households whole; as many change the number, and of the firms the name."""
    news = News()
    for person in _some(world.people, chance, _HOUSEHOLDS):
        home = chance.choice(world.city.homes)
        members = [other for other in world.people if other.household and other.household == person.household]
        news.places.update({member.key: home for member in members or [person]})
    for person in _some(world.people, chance, _SHARE):
        news.phones[person.key] = numbers.mobile(chance)
    for firm in _some(world.firms, chance, _SHARE):
        news.places[firm.key] = chance.choice(world.city.shops if firm.sole else world.city.offices)
    for firm in _some([firm for firm in world.firms if not firm.sole], chance, _SHARE):
        news.names[firm.key] = _renamed(firm, chance)
    return news


def _some(everybody: list[T], chance: Chance, share: float) -> list[T]:
    return chance.sample(everybody, max(1, round(len(everybody) * share)))


def _renamed(firm: Firm, chance: Chance) -> str:
    """Another trade name in front of the line and the legal form."""
    trade = "".join(chance.choice(v.TRADE_SIGNS) for _ in range(3))
    return f"杭州{trade}{firm.name[-6:]}" if len(firm.name) > 8 else f"杭州{trade}有限公司"
