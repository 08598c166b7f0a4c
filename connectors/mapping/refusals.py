"""Refused values and rows beside what was delivered, for the department that has to mend them."""

from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow as pa

from connectors.mapping.arrivals import Arrivals
from connectors.mapping.frames import delivered
from connectors.mapping.statements import statement
from connectors.source import System
from schema.provenance import Batch

PROBLEM = pa.schema(
    [("row_number", pa.int64()), ("source_key", pa.string()), ("column", pa.string()), ("reason", pa.string())]
)
"""A row kept apart has its number in the batch; a refused value has the key of its row, and its column."""


def refused_rows(system: System, batch: Batch, home: Path, problems: pa.Table) -> pa.Table:
    """`column`, `reason`, `row_number`, `source_key`, then the declared columns of the row as they were delivered.

    `problems` are those of this batch, of the form PROBLEM.  The rows hold persons' values.
    """
    table = system.table(batch.table_name)
    columns = system.wanted(table).columns
    with closing(duckdb.connect()) as connection:
        rows = Arrivals(connection, system, table, home).rows(batch).table
        connection.register("delivered", rows.drop_columns(["row", "observed_at"]))
        connection.register("problem", problems.cast(PROBLEM))
        found = connection.execute(statement("refused_rows")).to_arrow_table()
    told = found.select(["column", "reason", "row_number", "source_key"])
    for name in columns:
        told = told.append_column(delivered(name), found.column(delivered(name)))
    return told
