"""What reading addresses taught: the gazetteer; and what the register of names teaches it."""

import duckdb
import pyarrow as pa

from warehouse import statements
from warehouse.exchange import handed_over, transaction


def place_names(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """address_record_id, former_place_names, place_aliases: what the register of names says of its places."""
    statements.run(connection, "place_name_input")
    return connection.table("place_name_input")


def keep(connection: duckdb.DuckDBPyConnection, names: pa.Table) -> None:
    """Replaces the gazetteer; `names` has part, name, official, street, community, kind, systems."""
    with handed_over(connection, {"read_names": names}), transaction(connection):
        statements.run(connection, "forget_all", table="gazetteer")
        statements.run(connection, "insert_gazetteer")
