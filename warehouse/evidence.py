"""What each model compares: the records of a kind, with what the kinds resolved before it say of them.

Addresses are resolved first, then enterprises, then persons.  Each relation has one row a record and belongs to the
connection; what is aggregated for it is made anew by every call.
"""

import duckdb

from schema.linkage import Kind
from warehouse import statements


def address_input(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The columns of `Address`; version and position as in `person_input`."""
    return _relation(connection, "address_input")


def enterprise_input(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The columns of `Enterprise`; address_ids and building_ids (places of its premises), former_names (by alterations
    of the register), legal_representative_ids (valid resident ids of its representatives), each VARCHAR[] or null;
    register_entry, the row of a register that the record is.
    """
    _entries(connection, Kind.ENTERPRISE)
    return _relation(connection, "macro_tidy", "place_building", "enterprise_input")


def person_input(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The columns of `Person`; address_ids and building_ids (where the record says the person lives), enterprise_ids
    (where he works or whom he represents), each VARCHAR[] or null; register_entry, the row of a register that it is;
    version, another number as soon as anything of this is another, and position, by which DuckDB finds a row without
    a scan.

    A place counts as an address from the house number down: a street or a whole compound is no evidence.
    """
    _entries(connection, Kind.PERSON)
    return _relation(connection, "macro_tidy", "place_building", "person_home", "person_work", "person_input")


def _entries(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    statements.run(connection, "register_entry", kind=kind.value)


def _relation(connection: duckdb.DuckDBPyConnection, *steps: str) -> duckdb.DuckDBPyRelation:
    for step in steps:
        statements.run(connection, step)
    return connection.table(steps[-1])
