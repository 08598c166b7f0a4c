"""What is worth asking a person: doubtful pairs and doubtful clusters, those first whose answer changes most.

    doubt     two records whose weight lies between the thresholds, in two entities
    cut       a link that clustering gave up because of a conflict
    chain     an entity that one weak link holds together
    large     an entity with more than twice the records that all but one in a thousand have, asked at its weakest link
    changed   a decision of a person whose compared values have changed since

The value of a question is the number of pairs of records that the other answer would bring together or take apart (the
records on its one side times those on its other) times the chance of that answer: of a doubtful pair the posterior
probability of a match, of a chain the rest to one, a half where the evidence itself disagrees; a tenth of that where
the two entities have valid numbers and share none.  Two entities are asked about once, by the pair that is worth most,
and no more once a person has judged any pair of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Engine

from matching.fellegi_sunter import prior_odds
from matching.joints import joints
from pipelines import matching_index, model_store
from pipelines.review.about import About
from pipelines.review.digests import digests
from schema.linkage import Kind
from warehouse import decisions

WEAK = 5.6
"""Posterior bits below which a link is wrong in one of fifty or more cases."""
_LARGE_SHARE, _LARGE_TIMES = 0.999, 2
_NUMBER = {Kind.PERSON: "resident_id", Kind.ENTERPRISE: "credit_code"}
"""The number of which an entity has one."""


@dataclass(frozen=True)
class Question:
    """Two records of which a person could say whether they are one."""

    about: About
    value: float
    """Pairs of records that the other answer is expected to change."""
    match_weight: float | None
    why: str
    a: str
    """SYSTEM:TABLE:KEY:FIELD, as `hub explain` and `hub review decide` take it."""
    b: str
    left_id: int
    right_id: int
    left_entity: str
    right_entity: str
    left_count: int
    """Records that would stay with A if B were told apart from it; or those of A's entity."""
    right_count: int


@dataclass(frozen=True)
class Wanted:
    """Which questions."""

    kind: Kind
    about: About | None = None
    system: str | None = None
    """One of the two records is of this system."""
    limit: int = 20


def questions(connection: duckdb.DuckDBPyConnection, control: Engine, home: Path, wanted: Wanted) -> list[Question]:
    """The questions worth most, first; the connection is the workshop's."""
    kind = wanted.kind
    prior = _prior(connection, home, kind)
    given: Mapping[str, pa.Table] = {
        "joint": _joints(connection, kind, prior),
        "decided": _decided(connection, control, kind),
    }
    for name, table in given.items():
        connection.register(name, table)
    values = {
        "kind": kind.value,
        "prior": prior,
        "about": wanted.about and wanted.about.value,
        "system": wanted.system,
        "limit": wanted.limit,
    }
    sql = resources.files("pipelines").joinpath("sql", "review_questions.sql").read_text(encoding="utf-8")
    named = sql.replace("{kind}", kind.value).replace("{number}", _NUMBER[kind])
    rows = connection.execute(named, values).fetchall()
    for name in given:
        connection.unregister(name)
    return [Question(About(about), *rest) for about, *rest in rows]


def _prior(connection: duckdb.DuckDBPyConnection, home: Path, kind: Kind) -> float:
    """The log2 odds of a random pair by which the last run judged; without its index, those of as many records."""
    model = model_store.current(home, kind)
    kept = matching_index.yardstick(home, model)
    return prior_odds(model, _count(connection, kind)) if kept is None else kept.prior


def _count(connection: duckdb.DuckDBPyConnection, kind: Kind) -> int:
    row = connection.execute(f"SELECT count(*) FROM {kind}_record").fetchone()
    return int(row[0]) if row else 0


def _joints(connection: duckdb.DuckDBPyConnection, kind: Kind, prior: float) -> pa.Table:
    """Weak joints of chains and of large entities."""
    members = connection.execute(f"SELECT record_id, cluster_id FROM {kind}_membership").to_arrow_table()
    links = connection.execute(
        "SELECT left_id, right_id, match_weight FROM pair WHERE kind = ? AND judgement = 'link'", [kind.value]
    ).to_arrow_table()
    found = joints(members, links)
    size = pc.add(found["left_count"], found["right_count"])
    large = pc.greater(size, large_from(members))
    weak = pc.and_(pc.equal(found["links"], 1), pc.less(found["match_weight"], WEAK - prior))
    about = pc.if_else(large, About.LARGE.value, About.CHAIN.value)
    why = pc.if_else(large, "more records than others", "held by one weak link")
    return found.append_column("about", about).append_column("why", why).filter(pc.or_(large, weak))


def large_from(members: pa.Table) -> int:
    """The number of records above which an entity is large."""
    _, sizes = np.unique(members["cluster_id"].to_numpy(), return_counts=True)
    usual = np.quantile(sizes[sizes > 1], _LARGE_SHARE) if (sizes > 1).any() else 1
    return int(_LARGE_TIMES * usual)


def _decided(connection: duckdb.DuckDBPyConnection, control: Engine, kind: Kind) -> pa.Table:
    """Standing decisions, and whether the records still say what the person saw."""
    standing = decisions.standing(control, kind)
    pairs = list(zip(standing["left_id"].to_pylist(), standing["right_id"].to_pylist(), strict=True))
    now = digests(connection, kind, pairs)
    seen = standing["evidence_digest"].to_pylist()
    changed = [
        digest is not None and pair in now and digest != now[pair] for pair, digest in zip(pairs, seen, strict=True)
    ]
    return standing.append_column("is_changed", pa.array(changed, pa.bool_()))
