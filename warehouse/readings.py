"""What reading addresses taught and need not be done again: texts as cut, and the gazetteer."""

import duckdb
import pyarrow as pa

from warehouse import statements
from warehouse.exchange import handed_over, transaction


def parses(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Every text that an earlier run has cut: text, head, tail, open, is_address, is_beside, grammar."""
    statements.run(connection, "address_parses")
    return connection.table("address_parses")


def place_names(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """address_record_id, former_place_names, place_aliases: what the register of names says of its places."""
    statements.run(connection, "place_name_input")
    return connection.table("place_name_input")


def keep(connection: duckdb.DuckDBPyConnection, new_parses: pa.Table, names: pa.Table) -> None:
    """Adds the texts that this run has cut, and replaces the gazetteer; texts that no record has any more go.

    `names` has part, name, official, street, community, kind, systems.
    """
    given = {"read_parses": new_parses, "read_names": names}
    with handed_over(connection, given), transaction(connection):
        statements.run(connection, "forget_parse")
        statements.run(connection, "insert_parse")
        statements.run(connection, "forget_all", table="gazetteer")
        statements.run(connection, "insert_gazetteer")
