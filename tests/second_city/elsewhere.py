"""Places outside the district: where newcomers are registered and where other parties live."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.second_city.chance import Chance
from tests.second_city.vocabulary import words
from tests.second_city.wording import Wording

_TOWNS = words("青云 石门 大坪 龙泉 白沙 双河 新场 柳树 清水 永兴 马鞍 黄泥 高桥 三合 木龙 桃源")
_VILLAGES = words("上寨 下湾 岩脚 老屋 新屋 学堂 塘边 竹园 油坊 山背 河口 大田 茶园 李家 罗家 下坝")
_REGIONS = {
    "新疆维吾尔自治区": "新疆",
    "西藏自治区": "西藏",
    "广西壮族自治区": "广西",
    "内蒙古自治区": "内蒙古",
}


@dataclass(frozen=True, slots=True)
class County:
    code: str
    province: str
    city: str
    county: str


@dataclass(frozen=True, slots=True)
class Outside:
    county: County
    town: str
    village: str
    number: int

    def key(self, depth: int) -> str:
        """Depth 0 county, 1 town, 2 village, 3 house."""
        parts = (self.county.code, self.town, self.village, str(self.number))
        return "outside/" + "/".join(parts[: depth + 1])


@cache
def counties() -> tuple[County, ...]:
    with (Path(__file__).parent / "counties.csv").open(encoding="utf-8", newline="") as file:
        return tuple(County(**row) for row in csv.DictReader(file))


def somewhere(chance: Chance) -> Outside:
    return Outside(
        chance.choice(counties()),
        chance.choice(_TOWNS) + chance.choice(("镇", "乡", "镇")),
        chance.choice(_VILLAGES) + "村",
        chance.randrange(1, 160),
    )


def write_outside(place: Outside, chance: Chance) -> Wording:
    """All of China, from the county down to the house; provinces and cities are sometimes shortened or left out."""
    depth = chance.choices((0, 1, 2, 3), (3, 1, 3, 5))[0]
    county = place.county
    province = county.province
    if chance.hit(0.2):
        province = _REGIONS.get(province, province.removesuffix("省").removesuffix("市"))
    city = county.city if chance.hit(0.8) else ""
    tail = (place.town, place.village, f"{place.number}号")[:depth]
    text = "".join((province, city, county.county, *tail))
    return Wording(text, place.key(depth), "outside", place.key(3))
