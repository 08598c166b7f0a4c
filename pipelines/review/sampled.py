"""Pairs of the random sample that nobody has judged yet, in the order in which they were drawn."""

from pathlib import Path

import duckdb
from sqlalchemy import Engine

from pipelines.evaluation import samples
from pipelines.record_names import name_of
from pipelines.review.about import About
from pipelines.review.questions import Question
from schema.errors import NotFound
from schema.linkage import Kind
from warehouse import decisions


def open_pairs(connection: duckdb.DuckDBPyConnection, control: Engine, home: Path, kind: Kind) -> list[Question]:
    """As questions that are worth one pair each; NotFound if no sample was drawn."""
    sample = samples.newest(home, kind)
    if sample is None:
        raise NotFound("no sample was drawn", where=kind.value, next_step=f"`hub review sample {kind} 200` draws one")
    judged = {(row["left_id"], row["right_id"]) for row in decisions.standing_rows(control, kind)}
    query = f"SELECT record_id, entity_id FROM {kind}_membership WHERE record_id IN (SELECT unnest(?))"
    ends = sorted({record for each in sample.pairs for record in (each.left_id, each.right_id)})
    entity = dict(connection.execute(query, [ends]).fetchall())
    return [
        _question(connection, kind, each.left_id, each.right_id, entity)
        for each in sample.pairs
        if (each.left_id, each.right_id) not in judged and each.left_id in entity and each.right_id in entity
    ]


def _question(
    connection: duckdb.DuckDBPyConnection, kind: Kind, left_id: int, right_id: int, entity: dict[int, str]
) -> Question:
    a, b = name_of(connection, kind, left_id), name_of(connection, kind, right_id)
    ends = entity[left_id], entity[right_id]
    return Question(About.SAMPLE, 1.0, None, "for an estimate of quality", a, b, left_id, right_id, *ends, 1, 1)
