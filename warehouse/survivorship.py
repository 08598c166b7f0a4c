"""Whose word counts, field by field: the rules by which one claim wins a field of the golden record.

The declarations themselves are SQL that reads like one: `sql/person_choice.sql`, `enterprise_choice.sql` and
`address_choice.sql` name for each field the value, the order of the claims and the rule.  Each claim has two places
among those on its entity, `trusted` and `recent`, and no two share one, so that the same input in any order gives the
same winner.
"""

import duckdb

from schema.linkage import Kind
from warehouse import statements

_WORDS = ("type_rule", "macro_preferring", "macro_chosen")
"""What the declarations are written in."""


def choose(connection: duckdb.DuckDBPyConnection, kind: Kind, members: str = "all_members") -> None:
    """Make the temporary tables `<kind>_choice` and `<kind>_count`, one row an entity.

    `members` is the statement that says which memberships count: `all_members` or `touched_members`.

    In the first, each field is a struct of value, record_id, rule and candidates; the second has record_count and
    system_count.
    """
    for word in _WORDS:
        statements.run(connection, word)
    for step in (members, "standing", "claim", "entity_count", f"{kind}_choice", "drop_standing"):
        statements.run(connection, step, kind=kind.value)
