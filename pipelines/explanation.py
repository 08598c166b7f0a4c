"""Two records compared by the model of their kind, as the run compared them."""

from collections.abc import Callable

import duckdb

from matching.explain import Explanation, explain
from matching.model import LinkageModel
from matching.models.enterprise import ENTERPRISE
from matching.models.person import PERSON
from schema.linkage import Kind
from warehouse import evidence

_MODELS: dict[Kind, tuple[LinkageModel, Callable[[duckdb.DuckDBPyConnection], duckdb.DuckDBPyRelation]]] = {
    Kind.ENTERPRISE: (ENTERPRISE, evidence.enterprise_input),
    Kind.PERSON: (PERSON, evidence.person_input),
}


def of(connection: duckdb.DuckDBPyConnection, kind: Kind, left_id: int, right_id: int) -> Explanation:
    """Why two records of the workshop are, or are not, one."""
    model, records = _MODELS[kind]
    return explain(connection, records(connection), model, left_id, right_id)
