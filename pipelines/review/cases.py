"""All that a person needs to judge two records: both side by side, the weights, and what else is in their entities."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
from sqlalchemy import Engine, RowMapping

from matching.explain import Explainer, Explanation
from matching.loading import load
from pipelines import matching_index, model_store, models
from pipelines.record_names import name_of
from pipelines.review.differences import Difference, difference
from schema.linkage import Judgement, Kind
from warehouse import decisions

_COLUMNS = {
    Kind.PERSON: {"name": "name", "number": "resident_id"},
    Kind.ENTERPRISE: {"name": "enterprise_name", "number": "credit_code"},
}


@dataclass(frozen=True)
class Neighbour:
    """Another record of the same entity."""

    record: str
    system: str
    name: str | None
    number: str | None
    match_weight: float | None
    match_rule: str


@dataclass(frozen=True)
class Side:
    """One of the two records, and the entity it is in now."""

    record_id: int
    record: str
    """SYSTEM:TABLE:KEY:FIELD."""
    entity_id: str
    systems: Mapping[str, int]
    """Other records of the entity, by system."""
    others: list[Neighbour]


@dataclass(frozen=True)
class Earlier:
    """A decision on these two that stands."""

    number: int
    judgement: Judgement
    author: str
    reason: str
    decided_at: str


@dataclass(frozen=True)
class Case:
    """Two records to judge."""

    kind: Kind
    left: Side
    right: Side
    differences: list[Difference]
    explanation: Explanation
    earlier: Earlier | None
    two_numbers: bool
    """Both entities have valid numbers and share none: a link would give one entity two."""


@dataclass(frozen=True)
class Desk:
    """A kind's records, read once for all cases of a session; the connection is the workshop's."""

    connection: duckdb.DuckDBPyConnection
    control: Engine
    home: Path
    kind: Kind

    @cached_property
    def _explainer(self) -> Explainer:
        model = model_store.current(self.home, self.kind)
        table = load(models.compared(self.connection, self.kind), model)
        return Explainer.of(model, table, matching_index.yardstick(self.home, model))

    def case(self, left_id: int, right_id: int) -> Case:
        """Everything about two records; NotFound if one of them is not there."""
        explanation = self._explainer.explain(left_id, right_id)
        sides = {"left_id": explanation.left_id, "right_id": explanation.right_id}
        left, right = (self._side(record, sides) for record in sides.values())
        return Case(
            self.kind,
            left,
            right,
            self._differences(sides),
            explanation,
            self._earlier(sides),
            _two_numbers(left, right) and left.entity_id != right.entity_id,
        )

    def _differences(self, sides: Mapping[str, int]) -> list[Difference]:
        rows = {row["record_id"]: row for row in self._rows(f"review_{self.kind}", sides)}
        left, right = rows[sides["left_id"]], rows[sides["right_id"]]
        found = (difference(name, left[name], right[name]) for name in left if name != "record_id")
        return [each for each in found if each is not None]

    def _side(self, record: int, sides: Mapping[str, int]) -> Side:
        query = f"SELECT entity_id FROM {self.kind}_membership WHERE record_id = ?"
        row = self.connection.execute(query, [record]).fetchone()
        entity = str(row[0]) if row else ""
        found = self._rows("review_context", {"entity_id": entity, **sides})
        others = [Neighbour(**each) for each in found]
        name = name_of(self.connection, self.kind, record)
        return Side(record, name, entity, dict(Counter(each.system for each in others)), others)

    def _rows(self, name: str, values: Mapping[str, object]) -> list[dict[str, Any]]:
        sql = resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
        for word, column in {"kind": self.kind.value, **_COLUMNS[self.kind]}.items():
            sql = sql.replace(f"{{{word}}}", column)
        rows: list[dict[str, Any]] = self.connection.execute(sql, dict(values)).to_arrow_table().to_pylist()
        return rows

    def _earlier(self, sides: Mapping[str, int]) -> Earlier | None:
        for row in decisions.standing_rows(self.control, self.kind):
            if (row["left_id"], row["right_id"]) == (sides["left_id"], sides["right_id"]):
                return earlier(row)
        return None


def earlier(row: RowMapping) -> Earlier:
    """A row of the decision table as a reader wants it."""
    when = f"{row['decided_at']:%Y-%m-%d %H:%M}"
    return Earlier(row["id"], Judgement(row["judgement"]), row["author"], row["reason"], when)


def _two_numbers(left: Side, right: Side) -> bool:
    one, other = ({each.number for each in side.others if each.number} for side in (left, right))
    return bool(one and other and not one & other)
