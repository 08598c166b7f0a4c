"""What a name makes of the one before it: 下街|建设路 has a part of a town, 孝顺镇|路下徐村 no road."""

import re

from schema.normalize.address.joining import PLACES, SEPARATOR
from schema.normalize.address.marking import Label

_LANE = re.compile("[东南西北上下前后中老新]街")
_TOWN = re.compile("[^ 0-9]{2,3}[镇乡](?=.{0,2}(?:路|街|巷|弄)$)")
_SHORT = 2
_SHOP = re.compile("(?:临街|沿街|街面)?(?:门面|店面|商铺|营业房|店铺)(?:房)?")
"""A part of what it stands in, which has no name."""


def reread(text: str, label: Label, found: list[Label]) -> Label:
    """The label, after the last of `found` was changed where the two together say that it is another thing."""
    last = found[-1] if found else Label("", 0, 0)
    if last.label != "road" or last.end != label.start:
        return label
    if label.label == "road" and _LANE.fullmatch(text, last.start, last.end):
        found[-1] = last._replace(label="community")
    if label.label == "community" and text[label.end - 1] == "村":
        return _before_village(text, label, found)
    return label


def _before_village(text: str, label: Label, found: list[Label]) -> Label:
    """A village stands in no road: what looks like one is its town (周巷|平王村), or begins its name."""
    last = found[-1]
    if (town := _TOWN.match(text, last.start, last.end)) is not None:
        found[-1] = Label("town", *town.span())
        return label._replace(start=town.end())
    if last.end - last.start == _SHORT and label.end - label.start > _SHORT and not _is_named(found):
        found[-1] = last._replace(label="town")
    return label


def _is_named(found: list[Label]) -> bool:
    return any(label.label == "town" for label in found)


def place_label(text: str, label: Label, found: list[Label]) -> str:
    """What the label is called behind `found`: of places the first is the 'poi', a town said again is 'redundant'."""
    last, written = found[-1] if found else Label("", 0, 0), text[label.start : label.end]
    if label.label == last.label == "town" and text[last.start : last.end] == written:
        return SEPARATOR
    if label.label not in PLACES:
        return label.label
    return "subpoi" if _SHOP.fullmatch(written) or any(earlier.label == "poi" for earlier in found) else "poi"
