"""Names of persons: three generations, several nations, and what keyboards and masks make of them."""

from tests.second_city import vocabulary as v
from tests.second_city.chance import Chance

_GENERATIONS = ((1957, v.OLD_MALE, v.OLD_FEMALE), (1986, v.MID_MALE, v.MID_FEMALE), (2100, v.NEW_MALE, v.NEW_FEMALE))
_SURNAME_WEIGHTS = [60 / (rank + 8) for rank in range(len(v.SURNAMES))]
_SWAPS = {
    sign: [other for other in group if other != sign] for group in (*v.HOMOPHONES, *v.LOOKALIKES) for sign in group
}


def surname(chance: Chance) -> str:
    if chance.hit(0.012):
        return chance.choice(v.DOUBLE_SURNAMES)
    return chance.choices(v.SURNAMES, _SURNAME_WEIGHTS)[0]


def given_name(chance: Chance, year: int, male: bool, shared: str = "") -> str:
    """One or two characters; `shared` is the character that siblings and twins have in common."""
    men, women = next((men, women) for until, men, women in _GENERATIONS if year < until)
    pool = men if male else women
    if chance.hit(0.006):
        return shared + chance.choice(v.RARE_GIVEN)
    if shared:
        return shared + chance.choice(pool)
    if chance.hit(0.22):
        return chance.choice(pool)
    if chance.hit(0.05):
        return chance.choice(pool) * 2
    return chance.choice(pool) + chance.choice(pool)


def minority_name(chance: Chance) -> str:
    """Names of several parts, joined by '·', or without a surname."""
    nation = chance.randrange(4)
    if nation == 0:
        return "·".join(chance.sample(v.UYGHUR, 2))
    if nation == 1:
        return "".join(chance.sample(v.TIBETAN, 2))
    if nation == 2:
        return chance.choice(v.YI) + "·" * chance.hit(0.3) + chance.choice(v.YI_GIVEN)
    return chance.choice(v.MONGOL)


def family_length(name: str) -> int:
    return 2 if name[:2] in v.DOUBLE_SURNAMES else 1


def mistype(name: str, chance: Chance) -> str:
    """One character replaced by one that sounds or looks alike, where the name has such a one."""
    places = [index for index, sign in enumerate(name) if sign in _SWAPS and index >= family_length(name)]
    if not places:
        return name
    place = chance.choice(places)
    return name[:place] + chance.choice(_SWAPS[name[place]]) + name[place + 1 :]


def spaced(name: str, chance: Chance) -> str:
    """'张三' → '张 三'."""
    return name[0] + chance.choice((" ", "  ", "\u3000")) + name[1] if len(name) == 2 else name


def without_rare(name: str, chance: Chance) -> str:
    """Characters that the old system cannot hold become '?' or a private-use character."""
    return "".join(
        (chance.choice(("?", chr(0xE000 + ord(sign) % 0x18FF))) if sign in v.RARE_GIVEN else sign) for sign in name
    )


def redotted(name: str, chance: Chance) -> str:
    return name.replace("·", chance.choices(("·", "•", ".", "", "．"), (3, 2, 2, 2, 1))[0])


def masked(name: str, chance: Chance) -> str:
    """'张*三' where three characters allow it, '*三' or '张*' otherwise."""
    if len(name) >= 3 and chance.hit(0.7):
        return name[0] + "*" + name[2:]
    return "*" + name[1:]
