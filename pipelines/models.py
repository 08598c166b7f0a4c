"""Which model compares the records of a kind, and what it compares.

Addresses have none: each is read by itself, and two that read alike are one place.
"""

from collections.abc import Callable, Mapping

import duckdb

from matching.model import LinkageModel
from matching.models.enterprise import ENTERPRISE
from matching.models.person import PERSON
from matching.nights.changes import Records
from schema.errors import NotFound
from schema.linkage import Kind
from warehouse import evidence

Input = Callable[[duckdb.DuckDBPyConnection], duckdb.DuckDBPyRelation]

DECLARED: Mapping[Kind, LinkageModel] = {Kind.ENTERPRISE: ENTERPRISE, Kind.PERSON: PERSON}
_INPUTS: Mapping[Kind, Input] = {Kind.ENTERPRISE: evidence.enterprise_input, Kind.PERSON: evidence.person_input}


def declared(kind: Kind) -> LinkageModel:
    """The model as this version of the hub declares it; NotFound for addresses."""
    if kind not in DECLARED:
        raise NotFound(
            "addresses are read one by one and never compared in pairs",
            where=kind.value,
            next_step="`hub explain address A B` shows how two were read",
        )
    return DECLARED[kind]


def versioned(connection: duckdb.DuckDBPyConnection, kind: Kind) -> Records:
    """The same for matching, with what tells a night which records changed."""
    relation = compared(connection, kind)
    known = {name: name for name in ("version", "position") if name in relation.columns}
    return Records(connection, relation, **known)


def compared(connection: duckdb.DuckDBPyConnection, kind: Kind) -> duckdb.DuckDBPyRelation:
    """What the model of this kind compares, one row a record; the connection is the workshop's."""
    declared(kind)
    return _INPUTS[kind](connection)
