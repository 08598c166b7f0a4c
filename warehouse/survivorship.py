"""Whose word counts, field by field: the rules by which one claim wins a field of the golden record.

The declarations themselves are SQL that reads like one: `sql/person_choice.sql`, `enterprise_choice.sql` and
`address_choice.sql` name for each field the value, the order of the claims and the rule.  Each claim has two places
among those on its entity, `trusted` and `recent`, and no two share one, so that the same input in any order gives the
same winner.
"""

import duckdb

from schema.linkage import Kind
from warehouse import statements

MACROS = ("preferring", "chosen")
"""The words of the declarations, each in `sql/macro_<word>.sql`."""


def choose(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """Make the temporary table `<kind>_choice`: one row an entity; each field is a struct of value, record_id, rule and
    candidates.
    """
    for macro in MACROS:
        statements.run(connection, f"macro_{macro}")
    statements.run(connection, "standing", kind=kind.value)
    statements.run(connection, "claim", kind=kind.value)
    statements.run(connection, f"{kind}_choice")
    statements.run(connection, "drop_standing", kind=kind.value)
