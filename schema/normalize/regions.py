"""Names of regions inside names of enterprises: '浙江省', '杭州', '余杭区', one after the other or in brackets."""

import re
from functools import lru_cache

from schema.normalize.divisions import divisions

HOME_PROVINCE = "浙江省"
"""Counties are known by their short name ('余杭') only here; elsewhere it would take trade names for places."""
_SUFFIX = re.compile(
    r"(?:维吾尔|壮族|回族)?自治区\Z|特别行政区\Z|(?:[一-鿿]{1,4}族)+自治[州县旗]\Z|[省市区县旗盟]\Z|地区\Z"
)
_DEEPEST = 3


def _short(name: str) -> str:
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = {"中国", "国家"}
    for division in (known for same_code in divisions().values() for known in same_code):
        names.add(division.name)
        if division.code.endswith("00") or division.province == HOME_PROVINCE:
            names.add(_short(division.name))
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)))


def leading_region(name: str) -> tuple[str, str]:
    """The regions that a name begins with, up to three levels, and the rest of at least two characters."""
    end = 0
    for _ in range(_DEEPEST):
        match = _pattern().match(name, end)
        if match is None or len(name) - match.end() < 2:
            break
        end = match.end()
    return name[:end], name[end:]


def whole_region(text: str) -> bool:
    """Whether a text, as in brackets, is the name of a region and nothing else."""
    match = _pattern().fullmatch(text)
    return match is not None
