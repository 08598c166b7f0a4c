"""Links, events and references of a draft: the ends that their rows name are resolved to entities, and placed.

A link whose other end is not there, because no system delivered it yet, stays with null, so that no row is lost.
"""

from collections.abc import Mapping

import duckdb

from schema.records import (
    EVENTS,
    LINKS,
    REFERENCES,
    Employment,
    Event,
    Link,
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
    for link in LINKS:
        statements.run(connection, _LINK_STATEMENTS[link], link=relation_name(link))
    for event in EVENTS:
        statements.run(connection, _event_statement(event), event=relation_name(event))
    for reference in REFERENCES:
        statements.run(connection, "reference", reference=relation_name(reference))


def _event_statement(event: type[Event]) -> str:
    names_its_grid = any(attribute.name == "grid_code" for attribute in attributes(event))
    return "event_of_grid" if names_its_grid else "event"
