"""The names of an address: divisions, street, community, road, compound, in the order in which they stand.

Where a name of the gazetteer stands, it is taken; elsewhere the words that end names decide.
"""

from typing import NamedTuple

from schema.normalize.address.components import Part
from schema.normalize.address.grammar import LONGEST_HAMLET, take_beside, take_rest, take_word
from schema.normalize.address.known import take_divisions, take_known, take_repeated, take_stem
from schema.normalize.address.repairs import (
    take_doubled,
    take_doubled_stem,
    take_misspelt_district,
    take_parted,
)
from schema.normalize.address.state import State
from schema.normalize.address.tail import Read
from schema.normalize.address.tokens import starts_with_house_number
from schema.normalize.gazetteer import EMPTY, Gazetteer

_STEPS = (
    take_known,
    take_parted,
    take_doubled,
    take_doubled_stem,
    take_misspelt_district,
    take_repeated,
    take_stem,
    take_beside,
    take_word,
    take_rest,
)
"""Tried in this order; the last always takes something."""


class Head(NamedTuple):
    """`after` is the part that the numbered end follows; `codes` those of the deepest division."""

    parts: tuple[Read, ...]
    doubts: frozenset[Part]
    codes: tuple[str, ...]
    after: Part | None
    is_hamlet: bool
    """The last name may be a natural village: it is one where a house number follows (see `settled`)."""


def read_head(text: str, gazetteer: Gazetteer = EMPTY) -> Head:
    """The components of a clean text without its numbered end."""
    state = State(text, gazetteer)
    take_divisions(state)
    while not state.is_done():
        for step in _STEPS:
            if step(state):
                break
    return Head(tuple(state.parts), frozenset(state.doubts), state.codes, state.after, _ends_in_hamlet(state))


def _ends_in_hamlet(state: State) -> bool:
    if len(state.parts) < 2 or Part.COMPOUND not in state.doubts or Part.ROAD in state.values:
        return False
    village, name = state.parts[-2:]
    in_village = village.part is Part.GROUP or (village.part is Part.COMMUNITY and village.value.endswith("村"))
    return in_village and name.part is Part.COMPOUND and len(name.value) <= LONGEST_HAMLET


def settled(head: Head, tail: str) -> Head:
    """The head as its numbered end decides: 五星村张家埭|12号 has a natural village, 五星村永和苑|3幢 a compound."""
    if not head.is_hamlet or not starts_with_house_number(tail):
        return head
    last = head.parts[-1]._replace(part=Part.HAMLET)
    doubts = head.doubts - {Part.COMPOUND} | {Part.HAMLET}
    return head._replace(parts=(*head.parts[:-1], last), after=Part.HAMLET, doubts=doubts)
