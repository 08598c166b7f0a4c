"""What must hold of a table's declaration; checked the moment a department's file is imported."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from connectors.declaring import Declared, did_you_mean
from connectors.elements import Each
from connectors.elsewhere import Other
from connectors.links import LinkMap, resolve_end
from connectors.maps import EventMap, RecordMap
from connectors.readers.delimited import Delimited
from connectors.readers.fixed_width import FixedWidth

if TYPE_CHECKING:
    from connectors.source import Table


def check_table(table: "Table") -> None:
    """Raise DeclarationError for the first thing that does not fit."""
    _check_key(table)
    _check_roles(table)
    _check_reader_columns(table)
    _check_maps(table.records, f"table '{table.name}'")
    _check_links(table.links, table.records, f"table '{table.name}'")
    for each in table.each:
        _check_each(each)


def check_other_ends(table: "Table", tables: Mapping[str, "Table"]) -> None:
    """Raise DeclarationError unless every `Other` of links and events names a record of another table."""
    words: list[LinkMap | EventMap] = [*table.links, *(one for one in table.records if isinstance(one, EventMap))]
    for word in words:
        for end, other in word.ends.items():
            if isinstance(other, Other):
                _check_other(word, end, other, tables)


def _check_key(table: "Table") -> None:
    if not table.key or isinstance(table.key, str):
        raise table.fail(f"'{table.name}' has no key", "say key=('column',), the columns that make a row unique")
    for column in table.key:
        if column in (*table.ignore, *table.refuse, *table.undecided):
            raise table.fail(
                f"key column '{column}' of '{table.name}' is not read", "take it out of ignore, refuse and undecided"
            )


def _check_roles(table: "Table") -> None:
    """A column is mapped, ignored or refused, and only one of them."""
    if not (table.records or table.links or table.each):
        raise table.fail(f"'{table.name}' yields nothing", "say records= or links=")
    mapped = {*table.mapped, *((table.cursor,) if table.cursor else ())}
    for column in (*table.ignore, *table.refuse, *table.undecided):
        if column in mapped:
            raise table.fail(f"column '{column}' of '{table.name}' is mapped and also ignored, refused or undecided")
    for column in set(table.ignore) & set(table.refuse):
        raise table.fail(f"column '{column}' of '{table.name}' is ignored and refused", "refused is enough")
    for column in table.expect.filled:
        if column not in (*mapped, *table.key):
            raise table.expect.fail(f"'{column}' is not read", did_you_mean(column, (*mapped, *table.key)))


def _check_reader_columns(table: "Table") -> None:
    """A format without header lists its columns: they are all of the table's columns."""
    if not isinstance(table.reader, Delimited | FixedWidth):
        return
    listed = table.reader.columns
    named = (*table.key, *table.mapped, *table.ignore, *table.refuse, *table.undecided)
    for column in named:
        if column not in listed:
            raise table.fail(f"the file of '{table.name}' has no column '{column}'", did_you_mean(column, listed))


def _check_maps(maps: tuple[RecordMap, ...], where: str) -> None:
    seen: dict[tuple[object, str], RecordMap] = {}
    for one in maps:
        identity = (one.record, one.field)
        if identity in seen and (one.when is None or seen[identity].when is None):
            raise one.fail(f"{where} maps column '{one.field}' to a {one.record.__name__} twice", "say when= in both")
        seen[identity] = one
        if isinstance(one, EventMap):
            for end, given in one.ends.items():
                if not isinstance(given, Other):
                    resolve_end(one, maps, end, given, where)


def _check_links(links: Iterable[LinkMap], maps: tuple[RecordMap, ...], where: str) -> None:
    seen: set[tuple[object, str]] = set()
    for link in links:
        fields = {end: _end_field(link, maps, end, where) for end in link.ends}
        for group in link.needs:
            if not any(fields[end] for end in group):
                raise link.fail(f"{where} maps no {' or '.join(group)}", f"map one, or say {group[0]}=Other(…)")
        identity = (link.record, fields[link.named_by] or "")
        if identity in seen:
            raise link.fail(f"{where} links '{identity[1]}' twice in the same way", "leave one out")
        seen.add(identity)


def _end_field(link: LinkMap, maps: tuple[RecordMap, ...], end: str, where: str) -> str | None:
    given = link.ends[end]
    return given.key[0] if isinstance(given, Other) else resolve_end(link, maps, end, given, where)


def _check_each(each: Each) -> None:
    where = f"an element of '{each.column}'"
    kinds = [(one.record, one.when) for one in each.records]
    for one in each.records:
        if kinds.count((one.record, one.when)) > 1:
            raise one.fail(f"{where} is a {one.record.__name__} twice", "say when= in both")
    _check_links(each.links, each.records, where)


def _check_other(word: Declared, end: str, other: Other, tables: Mapping[str, "Table"]) -> None:
    table = tables.get(other.table)
    if table is None:
        raise other.fail(f"there is no table '{other.table}'", did_you_mean(other.table, tables))
    if len(other.key) != len(table.key):
        raise other.fail(f"'{other.table}' has {len(table.key)} key columns, not {len(other.key)}")
    if resolve_end(word, table.records, end, other.field, f"table '{other.table}'") is None:
        raise word.fail(f"table '{other.table}' maps no {end}")
