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


def _by_beginning(names: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Names by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        found.setdefault(name[:2], []).append(name)
    return {beginning: tuple(alike) for beginning, alike in found.items()}


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    return _by_beginning(_first_names()), _by_beginning(_later_names())


def leading_regions(name: str) -> list[str]:
    """The regions that a name begins with, up to three levels; at least two characters are left over."""
    found: list[str] = []
    end, (known, later) = 0, _tables()
    while len(found) < _DEEPEST:
        candidates = known.get(name[end : end + 2], ())
        region = next((region for region in candidates if name.startswith(region, end)), None)
        if region is None or len(name) - end - len(region) < 2:
            break
        found.append(region)
        end, known = end + len(region), later
    return found


def is_region(text: str) -> bool:
    """Whether a text, as in brackets, is the name of a region and nothing else."""
    return text in _later_names() or (len(text) > 3 and "".join(leading_regions(f"{text}甲乙")) == text)


def is_county(region: str) -> bool:
    """Whether a region's name is one of a county or district, also short where it lies in the home city."""
    return region in _counties()


@lru_cache(maxsize=1)
def _counties() -> frozenset[str]:
    counties = [division for division in _all() if not division.code.endswith("00")]
    return frozenset(
        {division.name for division in counties}
        | {_short(division.name) for division in counties if division.prefecture == HOME_CITY}
    )
