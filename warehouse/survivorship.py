"""Whose word counts, field by field: the rules by which one claim wins a field of the golden record.

The declarations themselves are SQL that reads like one: `sql/person_choice.sql`, `enterprise_choice.sql` and
`address_choice.sql` name for each field the value, the order of the claims and the rule's name.  The order is a
HUGEINT that holds trust of the system, recency and record id, so that no two claims are ever equal and the same input
in any order gives the same winner; its last 63 bits are the winner's record id.
"""

import duckdb

from schema.linkage import Kind
from warehouse import statements

MACROS = ("trust_first", "recency_first", "preferring", "winner", "chosen")
"""The words of the declarations, each in `sql/macro_<word>.sql`."""


def choose(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Make the temporary table `<kind>_choice`: one row an entity; each field is a struct of value, score, rule and
    candidates.
    """
    for macro in MACROS:
        statements.run(connection, f"macro_{macro}")
    statements.run(connection, "claim", kind=kind.value)
    statements.run(connection, f"{kind}_choice")
