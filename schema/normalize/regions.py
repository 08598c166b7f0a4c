"""Names of regions inside names of enterprises: '浙江省', '杭州', '余杭区', one after the other or in brackets."""

from collections.abc import Iterator
from functools import lru_cache

from schema.normalize.divisions import Division, divisions

HOME_PROVINCE, HOME_CITY = "浙江省", "杭州市"
"""A county is known by its short name ('余杭') in the home city, and behind another region in the home province.

Elsewhere a short name would take trade names for places: 长兴, 永康.
"""
_ENDINGS = ("特别行政区", "自治区", "省", "市", "区", "县")
_DEEPEST = 3


def _short(name: str) -> str:
    ending = next((ending for ending in _ENDINGS if name.endswith(ending)), "")
    short = name.removesuffix(ending)
    return short if len(short) >= 2 else name


def _all() -> Iterator[Division]:
    return (division for of_one_code in divisions().values() for division in of_one_code)


@lru_cache(maxsize=1)
def _first_names() -> frozenset[str]:
    """What a name may begin with: full names, short ones of provinces, cities and the home city's counties."""
    names = {"中国", "国家", "全国", "内蒙古", "广西", "宁夏", "新疆", "西藏"} | {division.name for division in _all()}
    for division in _all():
        city = division.code.endswith("00") and division.name.endswith(("省", "市"))
        if city or division.prefecture == HOME_CITY:
            names.add(_short(division.name))
    return frozenset(names)


@lru_cache(maxsize=1)
def _later_names() -> frozenset[str]:
    """What may follow a region: also the short names of the home province's counties."""
    return _first_names() | {_short(division.name) for division in _all() if division.province == HOME_PROVINCE}


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _later_names()))


def leading_regions(name: str) -> list[str]:
    """The regions that a name begins with, up to three levels; at least two characters are left over."""
    found: list[str] = []
    end, known = 0, _first_names()
    while len(found) < _DEEPEST:
        longest = min(_longest(), len(name) - 2 - end)
        size = next((size for size in range(longest, 1, -1) if name[end : end + size] in known), 0)
        if not size:
            break
        found.append(name[end : end + size])
        end, known = end + size, _later_names()
    return found


def is_region(text: str) -> bool:
    """Whether a text, as in brackets, is the name of a region and nothing else."""
    return text in _later_names() or (len(text) > 3 and "".join(leading_regions(f"{text}甲乙")) == text)
