"""A plain engine, record by record and pair by pair: what `matching.engine` must agree with on small data.

It takes the feature columns as they are and shares no code with the fast path behind them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import singledispatch
from itertools import combinations, product
from math import floor, inf, log2

from matching import conditions as c
from matching.blocking import BlockingRule
from matching.columns import Table
from matching.comparison import Comparison, Level
from matching.model import LinkageModel
from matching.term_frequency import UNSEEN

Record = Mapping[str, tuple[object, ...]]
"""Column → its values: none, one or several."""
Pair = tuple[int, int]


def records_of(table: Table) -> list[Record]:
    """The table's rows in order."""
    return [{name: _values(table, name, row) for name in table.columns} for row in range(len(table))]


def _values(table: Table, name: str, row: int) -> tuple[object, ...]:
    column = table[name]
    codes = [column.codes[row]] if column.offsets is None else column.codes[slice(*column.offsets[row : row + 2])]
    return tuple(column.values[int(code)].as_py() for code in codes if code >= 0)


@singledispatch
def holds(condition: c.Condition, a: Record, b: Record) -> bool:
    raise TypeError(type(condition))


@holds.register
def _(condition: c.Known, a: Record, b: Record) -> bool:
    return bool(a[condition.column]) and bool(b[condition.column])


@holds.register
def _(condition: c.OneKnown, a: Record, b: Record) -> bool:
    return bool(a[condition.column]) or bool(b[condition.column])


@holds.register
def _(condition: c.Same, a: Record, b: Record) -> bool:
    return bool(set(a[condition.column]) & set(b[condition.column]))


@holds.register
def _(condition: c.Near, a: Record, b: Record) -> bool:
    if not (a[condition.column] and b[condition.column]):
        return False
    (left,), (right,) = a[condition.column], b[condition.column]
    return left == right or condition.scorer.one(left, right) >= condition.at_least


@holds.register
def _(condition: c.Both, a: Record, b: Record) -> bool:
    return holds(condition.first, a, b) and holds(condition.second, a, b)


@holds.register
def _(condition: c.Either, a: Record, b: Record) -> bool:
    return holds(condition.first, a, b) or holds(condition.second, a, b)


@holds.register
def _(condition: c.Not, a: Record, b: Record) -> bool:
    return not holds(condition.inner, a, b)


def candidates(model: LinkageModel, records: list[Record]) -> dict[Pair, str]:
    """Each pair with the first rule that brings it."""
    found: dict[Pair, str] = {}
    stood_for: set[Pair] = set()
    for rule in model.rules:
        for block in _blocks(rule, records):
            for pair in combinations(sorted(block), 2):
                if pair in stood_for or not _asked(rule, records, pair):
                    continue
                if not rule.chain or pair[0] == min(block):
                    found.setdefault(pair, rule.name)
        stood_for |= {
            pair
            for block in _blocks(rule, records)
            for pair in combinations(sorted(block), 2)
            if _asked(rule, records, pair)
        }
    return found


def _asked(rule: BlockingRule, records: list[Record], pair: Pair) -> bool:
    return rule.either is None or any(records[row][rule.either] for row in pair)


def _blocks(rule: BlockingRule, records: list[Record]) -> Iterator[set[int]]:
    groups = {((),): set(range(len(records)))}
    groups = _split(groups, rule.columns, records)
    for column in (*rule.narrower, None):
        groups = {key: rows for key, rows in groups.items() if _worth(rule, records, rows)}
        yield from (rows for rows in groups.values() if rule.chain or len(rows) <= rule.cap)
        groups = {key: rows for key, rows in groups.items() if not rule.chain and len(rows) > rule.cap}
        if column is not None:
            groups = _split(groups, (column,), records)


def _worth(rule: BlockingRule, records: list[Record], rows: set[int]) -> bool:
    return len(rows) > 1 and (rule.either is None or any(records[row][rule.either] for row in rows))


def _split(
    groups: dict[tuple[object, ...], set[int]], columns: tuple[str, ...], records: list[Record]
) -> dict[tuple[object, ...], set[int]]:
    result: dict[tuple[object, ...], set[int]] = {}
    for key, rows in groups.items():
        for row in rows:
            for values in product(*(records[row][column] for column in columns)):
                result.setdefault((*key, *values), set()).add(row)
    return result


def level_of(comparison: Comparison, a: Record, b: Record) -> int:
    for position, level in enumerate(comparison.levels):
        if holds(level.condition, a, b):
            return len(comparison.levels) - position
    return 0 if holds(comparison.present, a, b) else -1


@dataclass
class Weigher:
    """Match weights of pairs of records."""

    model: LinkageModel
    records: list[Record]

    def weight(self, a: Record, b: Record) -> float:
        parts = {comparison.name: self._bits(comparison, a, b) for comparison in self.model.comparisons}
        for dependence in self.model.dependences:
            positive = [(parts[name], name) for name in dependence.comparisons if parts[name] > 0]
            for _, name in sorted(positive, key=lambda part: -part[0])[1:]:
                parts[name] = _rounded(parts[name] * dependence.further)
        return sum(parts.values())

    def _bits(self, comparison: Comparison, a: Record, b: Record) -> float:
        number = level_of(comparison, a, b)
        if number < 0:
            return 0.0
        if number == 0:
            return _rounded(log2(comparison.else_m / comparison.else_u))
        level = comparison.levels[len(comparison.levels) - number]
        return _rounded(log2(level.m / self._u(level, a, b)))

    def _u(self, level: Level, a: Record, b: Record) -> float:
        shared = set(a[level.frequency]) & set(b[level.frequency]) if level.frequency else set()
        return max([level.u, min((self.share(level.frequency, value) for value in shared), default=level.u)])

    def share(self, column: str, value: object) -> float:
        counted = self.model.frequency_of.get(column)
        if counted is None:
            holders = sum(value in record[column] for record in self.records)
            return step(holders) / population(sum(bool(record[column]) for record in self.records))
        # Good's correction needs a hundred values seen once: more than these small tables have
        beside = {other for record in self.records if value in record[column] for other in record[counted]}
        return step(len(beside)) / population(len({other for record in self.records for other in record[counted]}))


def step(count: int) -> float:
    """The middle of a count's class: half a bit wide from four on."""
    if count < 4:
        return max(count, 1)
    low = floor(2 * log2(count) + 1e-9)
    inside = [other for other in range(count // 2, 2 * count) if other and floor(2 * log2(other) + 1e-9) == low]
    return sum(inside) / len(inside)


def population(count: int) -> float:
    """Rounded to a bit: from 0.84 times a power of two to 1.68 times."""
    power = next(power for power in range(64) if 2 ** (power + 0.75) > count + UNSEEN)
    return float(2 ** (power + 0.25))


def _rounded(bits: float) -> float:
    return round(bits * 1024) / 1024


def judge(model: LinkageModel, records: list[Record], weight: float) -> str:
    odds = weight + log2((model.records_per_entity - 1) / population(len(records)))
    return "link" if odds >= model.thresholds.link else "unsure" if odds >= model.thresholds.unsure else "no_link"


def link(model: LinkageModel, records: list[Record], decisions: Mapping[Pair, str]) -> tuple[set[Pair], list[int]]:
    """The pairs that link, and for each record the first record of its cluster."""
    weigher = Weigher(model, records)
    weights: dict[Pair, float] = {}
    links: set[Pair] = set()
    for pair in candidates(model, records):
        a, b = (records[row] for row in pair)
        excluded = any(holds(exclusion.condition, a, b) for exclusion in model.exclusions)
        weights[pair] = -inf if excluded else weigher.weight(a, b)
        if decisions.get(pair, judge(model, records, weights[pair])) == "link":
            links.add(pair)
    decided = {pair for pair, judgement in decisions.items() if judgement == "link"}
    weights |= dict.fromkeys(decided, inf)
    apart = {pair for pair, judgement in decisions.items() if judgement == "no_link"}
    return links, clusters(model, records, weights, links | decided, apart)


def clusters(
    model: LinkageModel, records: list[Record], weights: Mapping[Pair, float], links: set[Pair], apart: set[Pair]
) -> list[int]:
    """Greedy: the strongest link first, unless it brings together what must be apart."""
    group = [{row} for row in range(len(records))]
    for low, high in sorted(links, key=lambda pair: (-weights[pair], pair)):
        one, other = group[low], group[high]
        if one is other:
            continue
        against = _conflict(model, records, one, other, apart) or _together(weights, one, other) < 0
        if against and weights[low, high] < inf:
            continue
        one |= other
        for row in other:
            group[row] = one
    return [min(rows) for rows in group]


def _together(weights: Mapping[Pair, float], one: set[int], other: set[int]) -> float:
    """What all comparisons between two groups say."""
    pairs = ((min(a, b), max(a, b)) for a, b in product(one, other))
    return sum(min(max(weights.get(pair, 0.0), -6.0), 10.0) for pair in pairs)


def _conflict(model: LinkageModel, records: list[Record], one: set[int], other: set[int], apart: set[Pair]) -> bool:
    for a, b in product(one, other):
        if (min(a, b), max(a, b)) in apart:
            return True
        for unique in model.uniqueness:
            for x, y in product(records[a][unique.column], records[b][unique.column]):
                if x != y and not (unique.scorer and unique.scorer.one(x, y) >= unique.at_least):
                    return True
    return False
