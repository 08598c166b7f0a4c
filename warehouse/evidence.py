"""What each model compares: the records of a kind, with what the kinds resolved before it say of them.

Addresses are resolved first, then enterprises, then persons.  Each relation is a temporary table of the connection,
made anew by every call, with one row a record.
"""

import duckdb

from warehouse import statements


def address_input(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The columns of `Address`."""
    statements.run(connection, "address_input")
    return connection.table("address_input")


def enterprise_input(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The columns of `Enterprise`; address_ids and building_ids (places of its premises), former_names,
    legal_representative_ids (valid resident ids of its representatives), each VARCHAR[] or null.
    """
    statements.run(connection, "place_building")
    statements.run(connection, "enterprise_input")
    return connection.table("enterprise_input")


def person_input(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """The columns of `Person`; address_ids and building_ids (where the record says the person lives), enterprise_ids
    (where he works or whom he represents), each VARCHAR[] or null.

    A place counts as an address from the house number down: a street or a whole compound is no evidence.
    """
    statements.run(connection, "place_building")
    statements.run(connection, "person_input")
    return connection.table("person_input")
