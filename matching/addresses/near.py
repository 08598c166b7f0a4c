"""Misspelt names: the one official name that a written name may stand for.

Candidates are one edit away (found by leaving characters out, confirmed by rapidfuzz) and agree in street where the
text names one.  A homophone or a look-alike is a slip of the pen; another character is one only in a long name.  Words
that tell places apart (东, 新, 一, 2) are never slips.
"""

from collections.abc import Iterable, Iterator
from string import ascii_uppercase, digits
from typing import NamedTuple

import pyarrow as pa
from rapidfuzz.distance import OSA, Levenshtein

from schema.normalize.address.components import Part
from schema.normalize.gazetteer import Entry, Gazetteer, is_slip

_TELLING = frozenset("东南西北中上下前后左右内外新老旧大小一二三四五六七八九十甲乙丙丁" + ascii_uppercase + digits)
"""Characters that tell places of one name apart."""
_SHORTEST = 3
_LONG = 4
RENAME_SCHEMA = pa.schema([(name, pa.string()) for name in ("part", "name", "street", "official", "rule")])


class Written(NamedTuple):
    """A name that no reference knows, and the street beside it in the text, or None."""

    part: str
    name: str
    street: str | None


def renames(unknown: Iterable[Written], gazetteer: Gazetteer) -> pa.Table:
    """One row for each written name that stands for one official name and no other."""
    indexes = {part: _Index(gazetteer, part) for part in (Part.STREET, Part.COMMUNITY, Part.ROAD, Part.COMPOUND)}
    rows = []
    for written in unknown:
        official = indexes[Part(written.part)].official(written)
        if official is not None:
            rows.append({**written._asdict(), "official": official, "rule": "near name"})
    return pa.Table.from_pylist(rows, schema=RENAME_SCHEMA)


def meant(written: Written, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The official names that one written name may stand for: one where `renames` would take it, several where none is
    better than the others.
    """
    return _Index(gazetteer, Part(written.part)).meant(written)


class _Index:
    """Official names of one part, by what is left when one character is left out."""

    def __init__(self, gazetteer: Gazetteer, part: Part) -> None:
        self._part = part
        self._streets: dict[str, set[str]] = {}
        self._by_rest: dict[str, set[str]] = {}
        for entry in _entries(gazetteer, part):
            self._streets.setdefault(entry.name, set()).add(entry.street)
        for name in self._streets:
            for rest in _rests(name):
                self._by_rest.setdefault(rest, set()).add(name)

    def official(self, written: Written) -> str | None:
        found = self.meant(written)
        return found[0] if len(found) == 1 else None

    def meant(self, written: Written) -> tuple[str, ...]:
        """The official names that come nearest, in order; none, one or several."""
        name = written.name
        if self._part is Part.ROAD and (known := self._by_mouth(name)) is not None:
            return (known,)
        if len(name) < _SHORTEST:
            return ()
        near = {found for rest in _rests(name) for found in self._by_rest.get(rest, ())}
        ranked = sorted((rank, found) for found in near if (rank := self._rank(found, written)) is not None)
        return tuple(found for rank, found in ranked if rank == ranked[0][0])

    def _by_mouth(self, name: str) -> str | None:
        """'葛巷路口' may be the mouth of 葛巷 or of 葛巷路."""
        other = name.removesuffix("路") if name.endswith(("弄路", "巷路")) else f"{name}路"
        return other if name.endswith(("弄", "巷", "弄路", "巷路")) and other in self._streets else None

    def _rank(self, official: str, written: Written) -> int | None:
        """0 a homophone, a look-alike or a character twice, 1 another slip; None where neither misspells the other."""
        in_street = written.street is not None and written.street in self._streets[official]
        if written.street is not None and not in_street and self._part is not Part.STREET:
            return None
        slip = _slip(written.name, official)
        if slip is None or (slip > 0 and not (in_street or self._part is Part.STREET)):
            return None
        return slip


def _entries(gazetteer: Gazetteer, part: Part) -> Iterator[Entry]:
    for name in gazetteer:
        yield from (entry for entry in gazetteer.entries(name) if entry.part is part and entry.name == name)


def _rests(name: str) -> set[str]:
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}


def _slip(written: str, official: str) -> int | None:
    if OSA.distance(written, official, score_cutoff=1) != 1:
        return None
    edits = [edit for edit in Levenshtein.opcodes(written, official) if edit.tag != "equal"]
    gone = "".join(written[edit.src_start : edit.src_end] for edit in edits)
    come = "".join(official[edit.dest_start : edit.dest_end] for edit in edits)
    if len(gone) == len(come) == 1 and is_slip(gone, come):
        return 0
    if not come and _is_doubled(written, edits[0].src_start):
        return 0
    if _TELLING & {*gone, *come} or len(official) < _LONG:
        return None
    return 1


def _is_doubled(written: str, place: int) -> bool:
    """Whether the character at `place` stands there twice: 高高教路."""
    return written[place] in (written[place - 1 : place], written[place + 1 : place + 2])
