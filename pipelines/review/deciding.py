"""A person's answer, kept: checked against what others decided, with a digest of what there was to see."""

import getpass
from dataclasses import dataclass

import duckdb
from sqlalchemy import Engine

from pipelines import models
from pipelines.review.digests import digests
from schema.errors import NotFound
from schema.linkage import Decision, Judgement, Kind
from warehouse import contradictions, decisions, unmerges
from warehouse.clock import now


@dataclass(frozen=True)
class Answer:
    """What a person says of two records."""

    judgement: Judgement
    reason: str
    author: str | None = None
    """None: the user of this machine."""


LARGEST = 100_000
"""Pairs that one unmerge may keep apart."""


@dataclass(frozen=True)
class TakenApart:
    """A merge that was taken back: its first decision's number, which undoes it, and what is to be there again."""

    number: int
    into: str
    release_number: int
    records: dict[str, int]
    """Entity → its records before the merge."""


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


def take_apart(
    connection: duckdb.DuckDBPyConnection, control: Engine, kind: Kind, entity_id: str, told: Answer
) -> TakenApart:
    """Take back the newest merge of an entity; with the next run its records and ids are as they were before.

    Contradiction if a standing decision links records across it.
    """
    models.declared(kind)
    merge = unmerges.last_merge(connection, kind, entity_id)
    pairs = merge.pairs()
    if len(pairs) > LARGEST:
        raise NotFound(
            f"the merge joined {len(pairs):,} pairs of records, too many to take back at once",
            where=entity_id,
            next_step="tell pairs of records apart with `hub review decide`",
        )
    links = [row for row in decisions.standing_rows(control, kind) if row["judgement"] == Judgement.LINK.value]
    if links:
        for a, b in pairs:
            author = told.author or getpass.getuser()
            contradictions.check(links, Decision(kind, a, b, Judgement.NO_LINK, author, told.reason, now()))
    seen = digests(connection, kind, pairs)
    number = unmerges.record(control, merge, told.author or getpass.getuser(), told.reason, seen)
    sizes = {entity: len(records) for entity, records in merge.parts.items()}
    return TakenApart(number, merge.into, merge.release_number, sizes)
