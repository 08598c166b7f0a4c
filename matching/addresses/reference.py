"""The reference list: parts that the owner keeps apart, made uniform, and the gazetteer that they teach."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import duckdb
import pyarrow as pa

from matching.addresses import statements
from schema.normalize.address.characters import clean
from schema.normalize.address.components import Part
from schema.normalize.address.divisions import read_divisions
from schema.normalize.address.head import read_head
from schema.normalize.address.numerals import HAN, canonical_number
from schema.normalize.address.tail import read_tail
from schema.normalize.address.words import place_name
from schema.normalize.divisions import divisions
from schema.normalize.gazetteer import Entry, Gazetteer

_NUMBER_WORDS = re.compile(r"(?:号门牌|门牌号|号|#)+$")
_PHASE = re.compile(r"第?([一二三四五六七八九十]{1,3})(?=(?:期|区|组团)$)")
_HAN_PHASE = re.compile(r"(?<![0-9])[1-9](?=(?:期|区|组团)$)")
_TOWN = re.compile(r"(?:街道|镇|乡)$")
_LANE = re.compile(r".{2,3}弄")
"""A lane of a town, and a natural village: 戴家弄."""
_SOME_VILLAGE = "永和村"
_TOWNS = ("街道", "镇", "乡")
_GROUP = re.compile(r"第?([0-9一二三四五六七八九十]{1,4})(?:村民小组|小组|组)")


NAME_SCHEMA = pa.schema([(name, pa.string()) for name in ("part", "name", "official", "street", "community", "kind")])


class Named(NamedTuple):
    """One name, the place that it stands for, and what kind of name it is: 'official', 'former', 'variant', …"""

    name: str
    entry: Entry
    kind: str


def uniform_name(written: str) -> str:
    """A name as the parser would read it: one width, no division before it, no office behind it."""
    text = clean(written).replace(" ", "")
    divided = read_divisions(text).end
    text = text[divided:] if divided < len(text) else text
    group = _GROUP.match(text)
    behind = text[group.end() :] if group else text
    return (f"{canonical_number(group[1])}组" if group else "") + (
        uniform_compound(place_name(behind)) if behind else ""
    )


def uniform_compound(name: str) -> str:
    """Phases in digits: 永和苑二期 → 永和苑2期."""
    return _PHASE.sub(lambda match: canonical_number(match[1]), name)


def uniform_number(written: str) -> str:
    return canonical_number(_NUMBER_WORDS.sub("", clean(written).replace(" ", "")).replace("号", "-"))


def _deep(part: Part, suffix: str) -> Callable[[str], str]:
    """Reads a part with the parser, so that '3栋', '3号楼' and '三幢' are what they are in a text."""

    def uniform(written: str) -> str:
        text = clean(written).replace(" ", "")
        for candidate in (text, f"{text}{suffix}"):
            found = [read.value for read in read_tail(candidate, Part.COMPOUND).parts]
            kinds = [read.part for read in read_tail(candidate, Part.COMPOUND).parts]
            if kinds == [part] and found[0]:
                return found[0]
        return text

    return uniform


UNIFORM: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(["street", "community", "road", "compound"], uniform_name),
    "road_number": uniform_number,
    "building": _deep(Part.BUILDING, "幢"),
    "unit": _deep(Part.UNIT, "单元"),
    "room": _deep(Part.ROOM, "室"),
}


def collect(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `resolve_reference` of `resolve_input`: one row a reference record, its parts in canonical form."""
    tables = [_uniform_values(connection, column, uniform) for column, uniform in UNIFORM.items()]
    connection.register("resolve_part_values", pa.concat_tables(tables))
    statements.run(connection, "reference", "misplaced")
    connection.unregister("resolve_part_values")


def _uniform_values(connection: duckdb.DuckDBPyConnection, column: str, uniform: Callable[[str], str]) -> pa.Table:
    rows = connection.execute(f"SELECT DISTINCT {column} FROM resolve_input WHERE {column} IS NOT NULL").fetchall()
    raw = [row[0] for row in rows]
    values = [column] * len(raw), raw, [uniform(value) for value in raw]
    return pa.table([pa.array(one, pa.string()) for one in values], names=["part", "raw", "value"])


def learn(connection: duckdb.DuckDBPyConnection) -> Gazetteer:
    """Makes of `resolve_reference` `resolve_other_name` and `resolve_name`, and of them the gazetteer."""
    _tell_hamlets(connection)
    statements.run(connection, "other_name")
    names = list(_names(connection))
    _keep_names(connection, names)
    return Gazetteer(((name, entry) for name, entry, _ in names), home_districts(_home_codes(connection)))


def _tell_hamlets(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts natural villages that stand in the columns of compounds and roads where they belong."""
    written = (name for (name,) in statements.rows(connection, "village/maybe_hamlet"))
    names = [name for name in written if _LANE.fullmatch(name) or read_head(f"{_SOME_VILLAGE}{name}").is_hamlet]
    connection.register("resolve_hamlet_like", pa.table({"name": pa.array(names, pa.string())}))
    statements.run(connection, "village/written_hamlet")
    connection.unregister("resolve_hamlet_like")


def _keep_names(connection: duckdb.DuckDBPyConnection, names: list[Named]) -> None:
    rows = [(str(entry.part), name, *entry[1:], kind) for name, entry, kind in names]
    columns = zip(*rows, strict=True) if rows else ([] for _ in NAME_SCHEMA)
    arrays = [pa.array(column, pa.string()) for column in columns]
    connection.register("resolve_names", pa.table(arrays, schema=NAME_SCHEMA))
    statements.run(connection, "name")
    connection.unregister("resolve_names")


def _home_codes(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Codes of the reference records, those of a stray few left out."""
    query = (
        "SELECT division_code FROM resolve_reference WHERE division_code IS NOT NULL "
        "GROUP BY division_code QUALIFY count(*) >= 0.02 * sum(count(*)) OVER ()"
    )
    return sorted(code for (code,) in connection.execute(query).fetchall())


def home(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The district (code, name) that the reference lies in; of several, that with the lowest code."""
    code = next(iter(_home_codes(connection)), None)
    generations = divisions().get(code or "", ())
    name = generations[-1].name if generations else None
    return pa.table({"code": pa.array([code], pa.string()), "name": pa.array([name], pa.string())})


def settled(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> Gazetteer:
    """The gazetteer with a home: where no reference tells it, the county that most texts name."""
    if gazetteer.districts:
        return gazetteer
    named: Counter[str] = Counter()
    for head, count in statements.rows(connection, "head_count"):
        found = read_divisions(head)
        if len(found.codes) == 1 and not found.codes[0].endswith("00"):
            named[found.codes[0]] += int(count)
    most = max(named.values(), default=0)
    return gazetteer.at_home_in(home_districts(sorted(code for code, count in named.items() if count == most)[:1]))


def home_districts(codes: Iterable[str]) -> set[str]:
    """Names of the divisions with these codes, of those that they came from and went into, and of what they lie in.

    余杭区 (330110) is also 余杭县, 余杭市, and since 2021 in part 临平区.
    """
    home = set(codes)
    while older := {code for code in divisions() if code not in home and _heirs(code) & home}:
        home |= older
    home |= {heir for code in home for heir in _heirs(code)}
    known = [generation for code in home for generation in divisions().get(code, ())]
    return {name for one in known for name in (one.name, one.prefecture, one.province) if name}


def _heirs(code: str) -> set[str]:
    """The divisions of the same prefecture that took its ground over."""
    generations = divisions().get(code, ())
    heirs = {heir.partition("@")[0] for generation in generations for heir in generation.successors}
    return {heir for heir in heirs if heir[:4] == code[:4]}


def _names(connection: duckdb.DuckDBPyConnection) -> Iterator[Named]:
    for part in (Part.STREET, Part.COMMUNITY, Part.HAMLET, Part.ROAD, Part.COMPOUND):
        community = "''" if part is Part.STREET else "coalesce(community, '')"
        columns = f"{part}, coalesce(street, ''), {community}"
        query = f"SELECT DISTINCT {columns} FROM resolve_reference WHERE length({part}) >= 2"
        entries = [Entry(part, *row) for row in connection.execute(query).fetchall()]
        official = {entry.name for entry in entries}
        yield from (Named(entry.name, entry, "official") for entry in entries)
        others = [*_registered(connection, part), *_varied(Named(entry.name, entry, "") for entry in entries)]
        yield from (other for other in others if other.name not in official)


def _registered(connection: duckdb.DuckDBPyConnection, part: Part) -> Iterator[Named]:
    """Other names that the register of place names has, and their own variants."""
    query = "SELECT DISTINCT name, official, street, community, kind FROM resolve_other_name WHERE part = $part"
    for written, official, street, community, kind in connection.execute(query, {"part": str(part)}).fetchall():
        named = Named(uniform_name(written), Entry(part, official, street, community), kind)
        if len(named.name) > 1:
            yield named
            yield from _varied([named])


def _varied(names: Iterable[Named]) -> Iterator[Named]:
    for name, entry, _ in names:
        yield from (Named(other, entry, "variant") for other in _variants(entry._replace(name=name)))


def _variants(entry: Entry) -> Iterator[str]:
    """Other ways to write an official name: 乔司镇 for 乔司街道, 五星社区 for 五星村, 永和苑 for 永和苑小区."""
    name = entry.name
    stem = _TOWN.sub("", name)
    if entry.part is Part.STREET and stem != name:
        yield from (stem + town for town in _TOWNS if stem + town != name)
    elif entry.part is Part.COMMUNITY:
        if name.endswith("村"):
            yield from (f"{name[:-1]}社区", f"{name}村") if not name.endswith("新村") else ()
        elif name.endswith("社区"):
            yield f"{name[:-2]}村"
    elif entry.part is Part.COMPOUND:
        if name.endswith("小区") and len(name) > 4:
            yield name[:-2]
        yield _HAN_PHASE.sub(lambda match: HAN[int(match[0]) - 1], name)
