"""Names of places written with one slip: a homophone, a look-alike, a character lost or doubled."""

from functools import cache

from pypinyin import lazy_pinyin

from schema.normalize.reference import rows
from tests.second_city.chance import Chance

_SHORTEST = 3
_COMMON = (
    "丰川云仁佳俊兰凤博原园地城宁安宝家富尚山岚峰岭岳帆平庆延建弘强彬志怡悦慧成扬文新方旭旺明星春昌昊晓景晨智月木林枫柏栋桂梅森楠"
    "正江池沁河治泉泽波洁津洪浩海涛润清湖源滨澜玉环珍琪瑞瑶生盛石祥福秀科立竹紫红维缘美翔翠艺芳苏若英荣莉菊萍葛蓉蓝蕾虹诚谊贤贵路辉远"
    "达迎通逸邦郁金钰铭锦长阳雅雨雪霞青静韵顺颖飞香馨骏高鸿鹏麒黎龙"
)


@cache
def _homophones() -> dict[str, str]:
    """Common characters of each reading."""
    found: dict[str, str] = {}
    for character in _COMMON:
        reading = lazy_pinyin(character)[0]
        found[reading] = found.get(reading, "") + character
    return found


@cache
def _alike() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows("similar_shapes.csv"):
        for one, other in ((row["first"], row["second"]), (row["second"], row["first"])):
            found[one] = found.get(one, "") + other
    return found


def misspelt(name: str, chance: Chance) -> str:
    """The name with one slip in a character before its last; unchanged where it is short or nothing is alike."""
    if len(name) < _SHORTEST:
        return name
    place = chance.randrange(len(name) - 1)
    character = name[place]
    kind = chance.random()
    if kind < 0.15:
        return name[:place] + name[place + 1 :]
    if kind < 0.25:
        return name[:place] + character + name[place:]
    others = _alike().get(character, "") if kind < 0.6 else _homophones().get(lazy_pinyin(character)[0], "")
    choices = [other for other in others if other != character]
    return name[:place] + chance.choice(choices) + name[place + 1 :] if choices else name
