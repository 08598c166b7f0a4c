"""How a person names a record: by its number, or by where it stands in the departments' world."""

import re

import duckdb

from schema.errors import NotFound
from schema.linkage import Kind
from schema.provenance import record_id

_ENTITY = re.compile("[PEA][0-9a-f]{16}")
_KINDS = {"P": Kind.PERSON, "E": Kind.ENTERPRISE, "A": Kind.ADDRESS}


def record_of(connection: duckdb.DuckDBPyConnection, kind: Kind, name: str) -> int:
    """The record id of `SYSTEM:TABLE:KEY`, `SYSTEM:TABLE:KEY:FIELD` or of a number; NotFound if there is none.

    The connection is the workshop's.  Without a field the row must yield only one record of the kind.
    """
    if name.lstrip("-").isdigit():
        return _known(connection, kind, int(name))
    parts = name.split(":", 2)
    if len(parts) != 3:
        raise NotFound(
            "this names no record",
            where=kind.value,
            next_step="write SYSTEM:TABLE:KEY, SYSTEM:TABLE:KEY:FIELD or a record id",
        )
    system, table, rest = parts
    fields = _fields(connection, kind, system, table, rest)
    if len(fields) == 1:
        return record_id(system, table, rest, fields[0])
    if fields:
        raise NotFound(
            f"the row yields {len(fields)} {kind} records",
            where=f"{system}:{table}",
            next_step=f"add the field: {', '.join(f':{field}' for field in fields)}",
        )
    key, _, field = rest.rpartition(":")
    return _known(connection, kind, record_id(system, table, key, field))


def is_entity(name: str) -> bool:
    """Whether this has the form of an entity's id: a letter and 16 hex digits."""
    return _ENTITY.fullmatch(name) is not None


def kind_of(entity_id: str) -> Kind:
    """The kind that an entity's id tells; NotFound if it has not its form."""
    if not is_entity(entity_id):
        raise NotFound(
            "this is no entity's id", next_step="write P, E or A and 16 hex digits, as `hub trace` shows them"
        )
    return _KINDS[entity_id[0]]


def name_of(connection: duckdb.DuckDBPyConnection, kind: Kind, record: int) -> str:
    """`SYSTEM:TABLE:KEY:FIELD` of a record, as `record_of` takes it; NotFound if there is none."""
    query = f"SELECT concat_ws(':', system, table_name, source_key, field) FROM {kind}_record WHERE record_id = ?"
    row = connection.execute(query, [_known(connection, kind, record)]).fetchone()
    return str(row[0]) if row else ""


def _fields(connection: duckdb.DuckDBPyConnection, kind: Kind, system: str, table: str, key: str) -> list[str]:
    query = f"SELECT field FROM {kind}_record WHERE system = ? AND table_name = ? AND source_key = ? ORDER BY field"
    return [field for (field,) in connection.execute(query, [system, table, key]).fetchall()]


def _known(connection: duckdb.DuckDBPyConnection, kind: Kind, number: int) -> int:
    if not connection.execute(f"SELECT 1 FROM {kind}_record WHERE record_id = ?", [number]).fetchall():
        raise NotFound(
            f"there is no such {kind} record",
            where="workshop",
            next_step="`hub trace SYSTEM TABLE KEY` shows the records of a row",
        )
    return number
