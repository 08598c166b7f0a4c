"""A proposed declaration as the text of a department's file."""

from collections.abc import Iterable, Sequence

from connectors.drafting.sample import SystemSample, TableSample
from connectors.drafting.tables import MapDraft, TableDraft, draft
from connectors.drafting.text import Item, called, literal, tupled
from schema.errors import NotFound

_FILLED = 0.7
"""Columns that hold something in fewer rows are no measure of a good delivery."""
_SLACK = 0.1
_MEASURES = 3
_LINE = 120
_HEAD = '''"""{department}: {name}.

Proposed by `hub systems new`: behind each `#` stands why, to be deleted when it is decided.  `hub systems check` tries
it; nothing is landed while a column is undecided.
"""
'''


def declaration(name: str, department: str, sample: SystemSample) -> str:
    """The file; raises NotFound where no table holds anything that the hub merges."""
    drafts = [draft(table) for table in sample.tables if table.columns]
    chosen = [each for each in drafts if each.maps]
    if not chosen:
        raise NotFound(
            "no column looks like a person, an address or an enterprise",
            where=", ".join(each.sample.name for each in drafts) or "the sample",
            next_step="declare it by hand where it holds events or links: README, Add a department",
        )
    left_out = [each.sample for each in drafts if not each.maps]
    system = called("System", _system(name, department, sample, chosen, left_out), 0, f"{name.upper()} = ")
    head = _HEAD.format(department=department, name=name)
    return f"{head}\n{_imports(system)}\n\n{name.upper()} = {system}\n"


def _imports(system: str) -> str:
    """Only the words that are used."""
    words = [word for word in _WORDS if f"{word}(" in system or f"={word})" in system]
    line = f"from connectors.source import {', '.join(words)}"
    if len(line) <= _LINE:
        return line
    return "\n".join(["from connectors.source import (", *(f"    {word}," for word in words), ")"])


def _system(
    name: str, department: str, sample: SystemSample, drafts: Sequence[TableDraft], left_out: Sequence[TableSample]
) -> list[Item]:
    tables = [Item(_table(each)) for each in drafts]
    others = ", ".join(table.name for table in left_out)
    return [
        Item(f"id={literal(name)}"),
        Item(f"department={literal(department)}"),
        Item(f"title={literal(name)}", "its name in Chinese"),
        Item('purpose="what the hub needs it for"', "one line; analysts read it"),
        Item(f"delivery={sample.delivery}"),
        Item("trust=50", "0 to 100: whose word counts; registers that act on proof stand highest"),
        Item(f"tables={tupled(tables, 1)}", f"left out, nothing to merge: {others}" if others else ""),
    ]


def _table(each: TableDraft) -> str:
    keys = tupled([Item(literal(column)) for column in each.key], 3, "key=")
    items = [Item(literal(each.sample.name)), Item(f"key={keys}", each.key_reason)]
    if each.cursor is not None:
        items.append(Item(f"cursor={literal(each.cursor.name)}", "is it when a row was changed last?"))
    if each.sample.reader is not None:
        items.append(Item(f"reader={each.sample.reader}"))
    happened = f"events? say when in CityEventMap(…) or a sister: {', '.join(each.times[:3])}" if each.times else ""
    items.append(Item(f"records={_listed('records', [_map(one) for one in each.maps])}", happened))
    links = [called(link.word, _options(link.options.items()), 4) for link in each.links]
    items += [Item(f"links={_listed('links', links)}")] if links else []
    items += _columns("refuse", ((one.name, one.reason) for one in each.refuse))
    items += _columns("undecided", each.undecided)
    items += _expected(each)
    return called("Table", items, 2)


def _listed(name: str, words: Sequence[str]) -> str:
    return tupled([Item(word) for word in words], 3, f"{name}=")


def _options(options: Iterable[tuple[str, str]]) -> list[Item]:
    return [Item(f"{name}={value}") for name, value in options]


def _map(one: MapDraft) -> str:
    items = [Item(f"{claim}={literal(each.name)}", each.reason) for claim, each in one.claims.items()]
    return called(one.word, [*items, *([Item(f"when={one.when}")] if one.when else [])], 4)


def _columns(name: str, columns: Iterable[tuple[str, str]]) -> list[Item]:
    items = [Item(literal(column), reason) for column, reason in columns]
    return [Item(f"{name}={tupled(items, 3)}")] if items else []


def _expected(each: TableDraft) -> list[Item]:
    """Columns that are nearly always filled, a little less than in the sample."""
    shares = {guess.name: guess.column.filled for one in each.maps for guess in one.claims.values()}
    kept = [f"{literal(name)}: {share - _SLACK:.1f}" for name, share in shares.items() if share >= _FILLED][:_MEASURES]
    words = called("Expect", [Item(f"filled={{{', '.join(kept)}}}")], 3, "expect=")
    return [Item(f"expect={words}")] if kept else []


_WORDS: Sequence[str] = (
    "AddressMap", "Csv", "CursorSql", "Delimited", "EmploymentLink", "EnterpriseMap", "Excel", "Expect", "FullDrop",
    "FullSql", "JsonDocument", "JsonLines", "Parquet", "PersonMap", "PremisesLink", "RepresentationLink",
    "ResidenceLink", "System", "Table", "Unless", "When", "Xml", "looks_like_enterprise",
)  # fmt: skip
