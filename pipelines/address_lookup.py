"""One address text read, and looked up among the places of the last run: what `hub address` shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any, NamedTuple

import duckdb

from matching.addresses.placing import Placing, place
from matching.addresses.reference import home_districts
from schema.errors import NotFound
from schema.normalize.address import ParsedAddress, Part, Verdict, parse
from schema.normalize.address.characters import clean
from schema.normalize.address.labels import labels
from schema.normalize.address.marking import Label
from schema.normalize.gazetteer import Entry, Gazetteer

_HOME_CODES = "SELECT DISTINCT division_code FROM place WHERE level = 'district' AND division_code IS NOT NULL"


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `part` is None for what nothing read."""

    written: str
    start: int
    end: int
    part: str | None
    value: str | None
    note: str | None = None
    """What kind of name it is, where it is not the official one."""


@dataclass(frozen=True)
class Lookup:
    """What a text says and which place it means."""

    text: str
    verdict: str
    pieces: tuple[Piece, ...]
    """The whole text, piece by piece."""
    canonical_text: str
    division_code: str | None
    doubts: tuple[str, ...]
    """Parts read by the convention of writing only."""
    spans: tuple[Label, ...]
    """The same in the vocabulary of labelled corpora."""
    placing: Placing | None = None
    """None where there is no home to look in, or no address."""


class Other(NamedTuple):
    """A name that is not the official one: what kind it is, and which systems have it."""

    kind: str
    official: str
    systems: tuple[str, ...]

    def __str__(self) -> str:
        sources = f" ({', '.join(self.systems)})" if self.systems else ""
        return f"{self.kind} name of {self.official}{sources}"


class Known(NamedTuple):
    """The gazetteer of the last run, and its names that are not official, by part and name."""

    gazetteer: Gazetteer
    others: Mapping[tuple[str, str], Other]


def by_grammar(text: str) -> Lookup:
    """The text read without any home."""
    return _lookup(parse(text), {})


def among_places(connection: duckdb.DuckDBPyConnection, text: str) -> Lookup:
    """The text read with the gazetteer of the workshop, and placed among its places."""
    known = _known(connection)
    parsed = parse(text, known.gazetteer)
    if parsed.verdict is Verdict.NOTHING:
        return _lookup(parsed, {})
    connection.execute(_sql("resolve_place"))
    return _lookup(parsed, known.others, place(connection, known.gazetteer, text))


def _known(connection: duckdb.DuckDBPyConnection) -> Known:
    names: list[tuple[str, Entry]] = []
    others: dict[tuple[str, str], Other] = {}
    for part, name, official, street, community, kind, systems in _names(connection):
        if kind == "misspelt":
            continue
        names.append((name, Entry(Part(part), official, street, community)))
        if kind != "official":
            others.setdefault((part, name), Other(kind, official, tuple(systems)))
    codes = [code for (code,) in connection.execute(_HOME_CODES).fetchall()]
    return Known(Gazetteer(names, home_districts(codes)), others)


def _names(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    try:
        return connection.execute(_sql("gazetteer")).fetchall()
    except duckdb.CatalogException:
        raise NotFound("no run of this version yet", where="gazetteer", next_step="run `hub sync`") from None


def _sql(name: str) -> str:
    return resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def _lookup(parsed: ParsedAddress, others: Mapping[tuple[str, str], Other], placed: Placing | None = None) -> Lookup:
    return Lookup(
        parsed.text,
        str(parsed.verdict),
        tuple(_pieces(parsed, others)),
        parsed.canonical,
        parsed.division_code,
        tuple(sorted(parsed.doubts)),
        labels(parsed),
        placed,
    )


def _pieces(parsed: ParsedAddress, others: Mapping[tuple[str, str], Other]) -> Iterator[Piece]:
    end = 0
    for component in parsed.components:
        if end < component.start:
            yield Piece(parsed.text[end : component.start], end, component.start, None, None)
        written = parsed.text[component.start : component.end]
        other = others.get((str(component.part), clean(written).strip()))
        note = None if other is None else str(other)
        end = component.end
        yield Piece(written, component.start, end, str(component.part), component.value, note)
    if end < len(parsed.text):
        yield Piece(parsed.text[end:], end, len(parsed.text), None, None)
