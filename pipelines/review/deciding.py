"""A person's answer, kept: checked against what others decided, with a digest of what there was to see."""

import getpass
from dataclasses import dataclass

import duckdb
from sqlalchemy import Engine

from pipelines import models
from pipelines.review.digests import digests
from schema.linkage import Decision, Judgement, Kind
from warehouse import contradictions, decisions
from warehouse.clock import now


@dataclass(frozen=True)
class Answer:
    """What a person says of two records."""

    judgement: Judgement
    reason: str
    author: str | None = None
    """None: the user of this machine."""


@dataclass(frozen=True)
class Kept:
    """A decision as it was kept."""

    number: int
    kind: Kind
    judgement: Judgement
    left_id: int
    right_id: int
    replaces: int | None
    """The decision on the same two records that stood before."""


def keep(
    connection: duckdb.DuckDBPyConnection, control: Engine, kind: Kind, pair: tuple[int, int], told: Answer
) -> Kept:
    """Keep an answer, which the next run applies; Contradiction if it and standing decisions cannot all hold."""
    models.declared(kind)
    low, high = sorted(pair)
    decision = Decision(kind, low, high, told.judgement, told.author or getpass.getuser(), told.reason, now())
    standing = decisions.standing_rows(control, kind)
    contradictions.check(standing, decision)
    digest = digests(connection, kind, [(low, high)])[low, high]
    before = next((row["id"] for row in standing if (row["left_id"], row["right_id"]) == (low, high)), None)
    return Kept(decisions.decide(control, decision, digest), kind, told.judgement, low, high, before)
