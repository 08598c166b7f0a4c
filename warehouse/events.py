"""Links, events and references of a draft: the ends that their rows name are resolved to entities, and placed.

A link whose other end is not there, because no system delivered it yet, stays with null, so that no row is lost.
"""

from collections.abc import Mapping

import duckdb

from schema.linkage import Kind
from schema.records import (
    EVENTS,
    LINKS,
    REFERENCES,
    Employment,
    Event,
    Link,
    Mention,
    Ownership,
    Premises,
    Representation,
    Residence,
)
from schema.relations import attributes, relation_name
from warehouse import statements

_LINK_STATEMENTS: Mapping[type[Link], str] = {
    Residence: "link_person_address",
    Employment: "link_person_enterprise",
    Representation: "link_person_enterprise",
    Premises: "link_enterprise_address",
    Ownership: "link_ownership",
}


def resolve(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the tables of links, events and references in `draft`, whose addresses are there already."""
    for record in (*LINKS, *REFERENCES, *EVENTS):
        if record is EVENTS[0]:
            statements.run(connection, "grid_place", release="draft")
        _resolve(connection, record, "all_mentions")


def renew(connection: duckdb.DuckDBPyConnection) -> None:
    """The same in a draft that has the rows of the release before: those that may differ are resolved anew.

    A row changes if its mention does, if a record at one of its ends does, or if it happened at a touched address or
    in a grid that lies elsewhere now, whose street and community it shows.
    """
    for record in (*LINKS, *REFERENCES, *EVENTS):
        if record is EVENTS[0]:
            statements.run(connection, "grid_place", release="previous")
            statements.run(connection, "grid_place", release="draft")
        relation, ends = relation_name(record), {attribute.name for attribute in attributes(record)}
        statements.run(connection, "changed_mention", relation=relation)
        for kind in Kind:
            if f"{kind}_record_id" in ends:
                statements.run(connection, "changed_end", relation=relation, kind=kind.value)
        if issubclass(record, Event):
            statements.run(connection, "changed_where", relation=relation)
        if _statement(record) == "event_of_grid":
            statements.run(connection, "changed_grid", relation=relation)
        statements.run(connection, "forget_mentions", relation=relation)
        _resolve(connection, record, "changed_mentions")


def _resolve(connection: duckdb.DuckDBPyConnection, record: type[Mention], scope: str) -> None:
    relation = relation_name(record)
    statements.run(connection, scope, relation=relation)
    statements.run(connection, _statement(record), relation=relation)


def _statement(record: type[Mention]) -> str:
    if issubclass(record, Link):
        return _LINK_STATEMENTS[record]
    if not issubclass(record, Event):
        return "reference"
    names_its_grid = any(attribute.name == "grid_code" for attribute in attributes(record))
    return "event_of_grid" if names_its_grid else "event"
