"""One address text to its components."""

from schema.normalize.address.components import Component, ParsedAddress, Part, Verdict
from schema.normalize.address.head import Head, read_head, settled
from schema.normalize.address.tail import Read, Tail, read_tail
from schema.normalize.address.texts import Pieces, pieces
from schema.normalize.gazetteer import EMPTY, Gazetteer


def parse(text: str, gazetteer: Gazetteer | None = None) -> ParsedAddress:
    """Reads any text, never raises; with an empty gazetteer the grammar alone."""
    cut = pieces(text)
    if not cut.is_address:
        return ParsedAddress(text, (), Verdict.NOTHING)
    head = settled(read_head(cut.head, gazetteer or EMPTY), cut.tail)
    tail = read_tail(cut.tail, head.after)
    offset = len(cut.head)
    parts = [*head.parts, *(Read(p.part, p.value, p.start + offset, p.end + offset) for p in tail.parts), *cut.parts]
    components = [Component(*part) for part in sorted(parts, key=lambda part: part.start)]
    code = head.codes[0] if len(head.codes) == 1 else None
    return ParsedAddress(text, tuple(components), _verdict(cut, head, tail, parts), head.doubts | tail.doubts, code)


def _verdict(cut: Pieces, head: Head, tail: Tail, parts: list[Read]) -> Verdict:
    if cut.is_cut:
        return Verdict.CUT
    leftover = any(part.part is Part.LEFTOVER or part.value.startswith("*") for part in parts)
    return Verdict.PARTLY if leftover or head.doubts or tail.doubts else Verdict.READ
