"""The kind of a dwelling house, which clerks write before its number or behind it: 高层3幢, 5#公寓楼, 排屋12.

The number tells the house, so that the kind matters only where a compound has two houses of one number and of different
kinds.  One text does not show that: a reading keeps the kind before the number, and the resolver drops it where it can.
"""

import re

from schema.normalize.address.numerals import HAN

HOUSE_KINDS = {
    **dict.fromkeys(["小高层", "超高层", "高层"], "高层"),
    "多层": "多层",
    **dict.fromkeys(["排屋", "联排", "联排别墅"], "排屋"),
    **dict.fromkeys(["叠排", "叠墅"], "叠排"),
    "双拼": "双拼",
    **dict.fromkeys(["花园洋房", "洋房"], "洋房"),
    "公寓楼": "公寓楼",
    "住宅楼": "",
}
"""Each word for a kind, and the form in which it is kept."""
_NUMBER = rf"第?(?:[0-9]{{1,2}}(?![0-9]|[层楼Ff]|单|门)|(?:[A-Z]|[{HAN}]{{1,3}})(?:号楼|[幢栋座#]))"
FIRST_OF_KINDS = "".join(sorted({word[0] for word in HOUSE_KINDS}))
"""Every character that such a word can begin with."""
KIND = rf"(?=[{FIRST_OF_KINDS}])(?:{'|'.join(sorted(HOUSE_KINDS, key=len, reverse=True))})(?={_NUMBER})"
"""Such a word before a house's number, as a regular expression without groups; 公寓楼二楼 is a building and a floor."""
WITH_KIND = rf"(?:{'|'.join(sorted(set(HOUSE_KINDS.values()) - {''}))})([0-9A-Z].*)|([0-9A-Z].*)(?:公寓|别墅)"
"""A building as it is kept, with its kind: the rest in one of two groups."""


def without_kind(building: str) -> str:
    """高层3 → 3, 8别墅 → 8; others as they are."""
    found = re.fullmatch(WITH_KIND, building)
    return building if found is None else found[1] or found[2]
