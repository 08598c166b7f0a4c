"""Pairs of records that the model leaves open."""

from dataclasses import dataclass
from importlib import resources

from pipelines.settings import Settings
from pipelines.stores import looking
from schema.linkage import Kind


@dataclass(frozen=True)
class Doubtful:
    """A pair that is neither linked nor told apart."""

    match_weight: float
    rule: str
    """The blocking rule that brought it."""
    a: str
    """SYSTEM:TABLE:KEY:FIELD, as `hub explain` takes it."""
    b: str
    left_id: int
    right_id: int


def doubtful(settings: Settings, kind: Kind, limit: int) -> list[Doubtful]:
    """The pairs nearest to a link, first."""
    sql = resources.files("pipelines").joinpath("sql", "doubtful.sql").read_text(encoding="utf-8")
    with looking(settings) as connection:
        values = {"kind": kind.value, "limit": limit}
        return [Doubtful(*row) for row in connection.execute(sql.replace("{kind}", kind.value), values).fetchall()]
