"""One text among the places that are known: which it may mean, what speaks for each, and how deep it goes.

The rules are those of `resolve`, applied to the tree of places that a run has left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from matching.addresses import near, statements
from matching.addresses.heads import head_rows, tail_rows
from schema.normalize.address.components import Part
from schema.normalize.address.house_kinds import without_kind
from schema.normalize.address.texts import pieces
from schema.normalize.gazetteer import Gazetteer

_NAMED = ("street", "community", "group", "road", "number", "compound")
_INSIDE = ("building", "unit", "room")
_CORRECTED = ("street", "community", "road", "compound")
_BELOW: Mapping[str, tuple[str, ...]] = {
    "outside": (),
    "road": ("number", "compound", *_INSIDE),
    "community": ("number", "compound", *_INSIDE),
    "street": ("community", "number", "compound", *_INSIDE),
}
"""What a text may name below an area."""
_CODED = ("community", "street", "division")
_CODED_BY = {"street": 1, "district": 2}
"""Where the codes of a level begin: a street has none of a community."""
_LETTERS = 26
_LEAST = 1
"""Points that a candidate needs."""


@dataclass(frozen=True)
class Candidate:
    """A site or area that the text may mean; `points` by part, for (+) and against (-)."""

    address_id: str
    canonical_text: str
    score: int
    points: Mapping[str, int]


@dataclass(frozen=True)
class Place:
    """A place of the tree; `code` is the official code of the deepest division that it lies in."""

    address_id: str
    level: str
    canonical_text: str
    code: str | None
    confidence: float | None


@dataclass(frozen=True)
class Placing:
    """What a text means; `path` leads from the district to the place, and is empty where that stays open."""

    named: Mapping[str, str]
    """street, community, group, road, number, compound, building, unit, room: what the text names, under official
    names; of a crossing both roads."""
    corrections: Mapping[str, str]
    """Written name → the official one that it stands for."""
    suggestions: Mapping[str, tuple[str, ...]]
    """Written name → official ones that it may stand for, none of them sure."""
    outside: str | None
    """Province, city and county, where the text names another district."""
    candidates: tuple[Candidate, ...] = ()
    path: tuple[Place, ...] = ()
    unknown: tuple[str, ...] = ()
    """Parts that the text names and the place found does not have."""


def place(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer, text: str) -> Placing:
    """Looks one text up in `resolve_place`, a table or view of the connection in the columns of `place`."""
    named, outside = _named(text, gazetteer)
    corrections, suggestions = _corrected(named, gazetteer) if outside is None else ({}, {})
    return _placed(connection, Placing(named, corrections, suggestions, outside), _is_official(named, gazetteer))


def _named(text: str, gazetteer: Gazetteer) -> tuple[dict[str, str], str | None]:
    """What the text names down to the room, read as `resolve` reads it; and the district where it is another."""
    cut = pieces(text)
    (head,) = head_rows([0], [cut.head], gazetteer).to_pylist()
    (end,) = tail_rows([0], [cut.tail], [False]).to_pylist()
    in_hamlet = head["hamlet"] is not None and end["starts_with_number"]
    if head["by_compound"] and not in_hamlet:
        (end,) = tail_rows([0], [cut.tail], [True]).to_pylist()
    if in_hamlet:
        head["compound"] = None
    head["group"] = (head["hamlet"] if in_hamlet else head["named_hamlet"]) or head["grp"]
    if head["crossing"]:
        head["road"] = "与".join(sorted([head["road"], head["crossing"]]))
    found = {part: head[part] or end.get(part) for part in (*_NAMED, *_INSIDE)}
    return {part: value for part, value in found.items() if value}, head["outside"]


def _corrected(named: dict[str, str], gazetteer: Gazetteer) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Puts misspelt names right in `named`, and fills in the street where the names lie in one only."""
    corrections: dict[str, str] = {}
    suggestions: dict[str, tuple[str, ...]] = {}
    for part in _CORRECTED:
        name = named.get(part)
        if name is None or gazetteer.entries(name):
            continue
        meant = near.meant(near.Written(part, name, named.get("street")), gazetteer)
        if len(meant) == 1:
            corrections[name] = named[part] = meant[0]
        elif meant:
            suggestions[name] = meant
    for part in ("community", "road", "compound"):
        if "street" not in named and len(streets := _streets(named.get(part), part, gazetteer)) == 1:
            named["street"] = streets.pop()
    return corrections, suggestions


def _streets(name: str | None, part: str, gazetteer: Gazetteer) -> set[str]:
    entries = gazetteer.entries(name) if name else ()
    return {entry.street for entry in entries if entry.part == part and entry.street}


def _is_official(named: Mapping[str, str], gazetteer: Gazetteer) -> bool:
    compound = named.get("compound", "")
    return any(entry.part is Part.COMPOUND and entry.name == compound for entry in gazetteer.entries(compound))


def _placed(connection: duckdb.DuckDBPyConnection, found: Placing, is_official: bool) -> Placing:
    candidates = _sites(connection, found, is_official) if found.outside is None else []
    level = "" if candidates else _area_level(found)
    if level:
        candidates = _areas(connection, level, found)
    best = [each for each in candidates if each.score == candidates[0].score]
    if len(best) != 1:
        return replace(found, candidates=tuple(candidates))
    inside = [part for part in _BELOW.get(level, _INSIDE) if part in found.named]
    deepest, unknown = (best[0].address_id, tuple(inside)) if level else _deepest(connection, best[0].address_id, found)
    path = tuple(_path(connection, deepest))
    return replace(found, candidates=tuple(candidates), path=path, unknown=unknown)


def _sites(connection: duckdb.DuckDBPyConnection, found: Placing, is_official: bool) -> list[Candidate]:
    values = {part: found.named.get(part) for part in _NAMED}
    if not (values["number"] or values["compound"]):
        return []
    values["grp"] = values.pop("group")
    rows = statements.records(connection, "look_site", **values, is_official=is_official)
    return [_candidate(row) for row in rows if row["score"] >= _LEAST]


def _area_level(found: Placing) -> str:
    """The level of the narrowest area that the text names."""
    if found.outside is not None:
        return "outside"
    return next((level for level in ("road", "community", "street") if level in found.named), "district")


def _candidate(row: Mapping[str, Any]) -> Candidate:
    points = {each["part"]: each["points"] for each in row["points"] if each["points"]}
    return Candidate(row["address_id"], row["canonical_text"], row["score"], points)


def _areas(connection: duckdb.DuckDBPyConnection, level: str, found: Placing) -> list[Candidate]:
    values = {part: found.named.get(part) for part in ("street", "community", "road")}
    outside = None if found.outside is None else _outside_text(found)
    rows = statements.records(connection, "look_area", level=level, **values, outside=outside)
    return [Candidate(row["address_id"], row["canonical_text"], 1, {level: 1}) for row in rows]


def _outside_text(found: Placing) -> str:
    number = found.named.get("number")
    inner = {part: found.named.get(part) for part in _INSIDE}
    written = [found.outside, *(found.named.get(part) for part in ("street", "community", "group", "road"))]
    written += [number and f"{number}号", found.named.get("compound"), inner["building"] and f"{inner['building']}幢"]
    written += [inner["unit"] and f"{inner['unit']}单元", inner["room"] and f"{inner['room']}室"]
    return "".join(part for part in written if part)


def _deepest(connection: duckdb.DuckDBPyConnection, site: str, found: Placing) -> tuple[str, tuple[str, ...]]:
    """The deepest place inside the site that has the numbers named, and the parts that none has.

    A building or unit that the text leaves out is no matter where only one place fits.
    """
    inside = [part for part in _INSIDE if part in found.named]
    for depth in range(len(inside), 0, -1):
        for numbers in _lettered(found.named):
            values = {part: numbers[part] if part in inside[:depth] else None for part in _INSIDE}
            rows = statements.records(connection, "look_inside", site=site, **values)
            fitting = [row["address_id"] for row in rows if row["level"] == inside[depth - 1]]
            if len(fitting) == 1:
                return fitting[0], tuple(inside[depth:])
    return site, tuple(inside)


def _lettered(named: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """The numbers as named, without the house's kind, and with the building's letter for its number: A for 1."""
    yield named
    building = without_kind(named.get("building", ""))
    if building != named.get("building", ""):
        yield {**named, "building": building}
    if building.isdecimal() and 0 < int(building) <= _LETTERS:
        yield {**named, "building": chr(ord("A") + int(building) - 1)}


def _path(connection: duckdb.DuckDBPyConnection, deepest: str) -> Iterator[Place]:
    for row in statements.records(connection, "look_above", place=deepest):
        codes = [row[f"{level}_code"] for level in _CODED[_CODED_BY.get(row["level"], 0) :]]
        code = next((code for code in codes if code), None)
        yield Place(row["address_id"], row["level"], row["canonical_text"], code, row["confidence"])
