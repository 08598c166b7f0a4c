"""Statistical codes (统计用区划代码) of streets and communities, where the hub carries them."""

from collections.abc import Iterator
from typing import NamedTuple

from schema.normalize.reference import rows


class AreaCode(NamedTuple):
    """`community` is empty for a street; the code is today's, or the last that the place had."""

    street: str
    community: str
    code: str


def area_codes() -> Iterator[AreaCode]:
    """Streets with nine digits, communities with twelve; the first six are the district of today."""
    for row in rows("streets.csv"):
        yield AreaCode(row["name"], "", row["code_2023"] or row["code_2020"])
    for row in rows("villages.csv"):
        yield AreaCode(row["street"], row["name"], row["code_2023"] or row["code_2020"])
