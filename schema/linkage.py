"""What matching says: pairs, judgements, decisions and clusters."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The three kinds of thing that records speak of."""

    ADDRESS = "address"
    ENTERPRISE = "enterprise"
    PERSON = "person"

    @property
    def id_column(self) -> str:
        return f"{self.value}_id"


class Judgement(StrEnum):
    """Whether two records speak of the same thing.

    `a + b` is what two independent judgements say together: agreement stays, doubt yields to certainty, and
    certainties that contradict each other leave doubt.
    """

    LINK = "link"
    NO_LINK = "no_link"
    UNSURE = "unsure"

    def __add__(self, other: object) -> "Judgement":
        if not isinstance(other, Judgement):
            return NotImplemented
        if self is other or other is Judgement.UNSURE:
            return self
        return other if self is Judgement.UNSURE else Judgement.UNSURE


@dataclass(frozen=True, slots=True)
class CandidatePair:
    """Two records that share a blocking key; `left_id < right_id` always."""

    left_id: int
    right_id: int
    rule: str
    """Name of the first blocking rule that brought the pair."""


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A candidate pair with its evidence; `levels[i]` is the level of the model's i-th comparison, 0 is 'else'."""

    left_id: int
    right_id: int
    rule: str
    match_weight: float
    """log2 of the Bayes factor of all comparisons together."""
    levels: tuple[int, ...]
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement on two records: it outranks any weight and survives every re-run."""

    kind: Kind
    left_id: int
    right_id: int
    judgement: Judgement
    author: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Membership:
    """One record in one entity: the strongest evidence that holds it there."""

    record_id: int
    cluster_id: int
    """The smallest record id of the cluster."""
    match_weight: float | None
    """None where the record stands alone."""
    match_rule: str
    """The blocking rule of that evidence; 'alone' or 'decision' otherwise."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that speak of one entity."""

    cluster_id: int
    record_ids: tuple[int, ...]


class Change(StrEnum):
    """What a run did to an entity."""

    CREATED = "created"
    MERGED = "merged"
    SPLIT = "split"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class EntityChange:
    """A merge forwards `entity_id` to `other_id`; a split says that `entity_id` came out of `other_id`."""

    kind: Kind
    change: Change
    entity_id: str
    other_id: str | None
