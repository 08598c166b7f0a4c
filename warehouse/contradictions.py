"""Decisions that cannot all hold: two records linked, directly or through others, and told apart."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schema.errors import HubError
from schema.linkage import Decision, Judgement

Row = Mapping[Any, Any]
"""A row of the decision table."""


class Contradiction(HubError):
    """A decision says the opposite of what standing decisions say together; one of them has to go first."""

    exit_code = 2


@dataclass(frozen=True)
class Conflict:
    """A decision that keeps two records apart, and the decisions that link them."""

    apart: Row
    links: tuple[Row, ...]


def conflicts(standing: Sequence[Row]) -> list[Conflict]:
    """Every standing no-link decision whose two records standing link decisions hold together."""
    links = [row for row in standing if row["judgement"] == Judgement.LINK.value]
    found = []
    for row in standing:
        if row["judgement"] == Judgement.NO_LINK.value:
            way = _way(links, row["left_id"], row["right_id"])
            if way:
                found.append(Conflict(row, way))
    return found


def check(standing: Sequence[Row], new: Decision) -> None:
    """Contradiction if the new decision and those that stand on other pairs cannot all hold.

    An earlier decision on the same pair is no obstacle: the new one takes its place.
    """
    pair = tuple(sorted((new.left_id, new.right_id)))
    others = [row for row in standing if (row["left_id"], row["right_id"]) != pair]
    links = [row for row in others if row["judgement"] == Judgement.LINK.value]
    if new.judgement is Judgement.NO_LINK:
        way = _way(links, *pair)
        if way:
            raise _refusal("these two are linked", way)
    if new.judgement is Judgement.LINK:
        imagined = {"left_id": pair[0], "right_id": pair[1], "id": None}
        for row in others:
            way = _way([*links, imagined], row["left_id"], row["right_id"]) if _is_apart(row) else ()
            if any(each["id"] is None for each in way):
                raise _refusal("linking these two would join records that are told apart", [row, *_real(way)])


def sentence(row: Row) -> str:
    """'7 (wang, 2026-11-24): link' of a decision."""
    return f"{row['id']} ({row['author']}, {row['decided_at']:%Y-%m-%d}): {row['judgement']}"


def _is_apart(row: Row) -> bool:
    return bool(row["judgement"] == Judgement.NO_LINK.value)


def _real(way: Iterable[Row]) -> list[Row]:
    return [row for row in way if row["id"] is not None]


def _refusal(what: str, way: Sequence[Row]) -> Contradiction:
    return Contradiction(
        f"{what} by decision {'; '.join(sentence(row) for row in way)}",
        where="decisions",
        next_step="if one of them is wrong, take it back first: "
        + " or ".join(f"`hub review undo {row['id']}`" for row in way),
    )


def _way(links: Sequence[Row], start: int, end: int) -> tuple[Row, ...]:
    """The fewest links that lead from one record to another; empty if none do."""
    neighbours: defaultdict[int, list[tuple[int, Row]]] = defaultdict(list)
    for row in links:
        neighbours[row["left_id"]].append((row["right_id"], row))
        neighbours[row["right_id"]].append((row["left_id"], row))
    ways: dict[int, tuple[Row, ...]] = {start: ()}
    waiting = deque((start,))
    while waiting and end not in ways:
        here = waiting.popleft()
        for there, row in neighbours[here]:
            if there not in ways:
                ways[there] = (*ways[here], row)
                waiting.append(there)
    return ways.get(end, ())
