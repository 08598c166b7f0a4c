"""What a linkage model is: features, blocking rules, comparisons, and how their evidence adds up to a judgement."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import chain

from matching.blocking import BlockingRule
from matching.comparison import Comparison
from matching.conditions import Condition
from matching.features import Feature
from matching.similarity import Scorer
from schema.errors import HubError
from schema.linkage import Kind


class ModelError(HubError):
    """A model names a column it does not have, or its numbers cannot be probabilities; raised when it is declared."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A condition under which two records are never linked by weight, whatever else agrees."""

    reason: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Uniqueness:
    """An entity has at most one value of the column: values that do not agree are never in one cluster.

    Unlike an exclusion this holds for all records of a cluster, also for those that no chain of links compares.
    With a scorer, different values that are alike by at least `at_least` agree too, such as a masked number and the
    number itself.
    """

    reason: str
    column: str
    scorer: Scorer | None = None
    at_least: float = 0.0

    def agree(self, left: object, right: object) -> bool:
        """Whether two values, plainly, may stand for one."""
        return left == right or (self.scorer is not None and self.scorer.one(left, right) >= self.at_least)


@dataclass(frozen=True, slots=True)
class Dependence:
    """Comparisons whose agreement may come from one fact, such as a household: the strongest counts in full.

    Of the others' positive weights only the share `further` is added; negative weights always count in full.
    """

    name: str
    comparisons: tuple[str, ...]
    further: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Posterior log2 odds from which a pair is a link, and from which it is doubtful."""

    link: float
    unsure: float


@dataclass(frozen=True)
class LinkageModel:
    """A declared model; it is checked where it is made.

    The match weight of a pair is the sum of its comparisons' weights after `dependences`.  The prior odds are those of
    a random pair: (records_per_entity - 1) to the number of records.
    """

    name: str
    version: str
    kind: Kind
    inputs: tuple[str, ...]
    """Columns of the input relation, besides record_id."""
    features: tuple[Feature, ...]
    rules: tuple[BlockingRule, ...]
    comparisons: tuple[Comparison, ...]
    thresholds: Thresholds
    records_per_entity: float
    exclusions: tuple[Exclusion, ...] = ()
    uniqueness: tuple[Uniqueness, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    frequency_of: dict[str, str] = field(default_factory=dict)
    """For a column used as a frequency: the column whose distinct values are counted instead of records."""

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ModelError(problem, where=f"model {self.name}", next_step="correct the model's declaration")

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns the model knows: inputs, then features."""
        return (*self.inputs, *(feature.name for feature in self.features))

    @property
    def frequencies(self) -> frozenset[str]:
        """Columns whose values' frequencies are needed."""
        levels = chain.from_iterable(comparison.levels for comparison in self.comparisons)
        return frozenset(level.frequency for level in levels if level.frequency)

    def sources_of(self, columns: Collection[str]) -> tuple[tuple[str, ...], tuple[Feature, ...]]:
        """The inputs and features that these columns are made of."""
        wanted = set(columns)
        for feature in reversed(self.features):
            if feature.name in wanted:
                wanted |= set(feature.sources)
        inputs = tuple(name for name in self.inputs if name in wanted)
        return inputs, tuple(feature for feature in self.features if feature.name in wanted)


def _problems(model: LinkageModel) -> Iterator[str]:
    yield from _unknown_columns(model)
    yield from _impossible_numbers(model)
    names = [comparison.name for comparison in model.comparisons]
    for dependence in model.dependences:
        for missing in sorted(set(dependence.comparisons) - set(names)):
            yield f"dependence {dependence.name!r} names no comparison {missing!r}"
    for repeated in sorted({name for name in names if names.count(name) > 1}):
        yield f"two comparisons are called {repeated!r}"


def _unknown_columns(model: LinkageModel) -> Iterator[str]:
    known = set(model.inputs)
    for feature in model.features:
        for source in feature.sources:
            if source not in known:
                yield f"feature {feature.name!r} reads {source!r}, which no input or earlier feature gives"
        known.add(feature.name)
    for user, used in _users(model):
        for column in sorted(used - known):
            yield f"{user} looks at {column!r}, which no input or feature gives"


def _users(model: LinkageModel) -> Iterator[tuple[str, frozenset[str]]]:
    for rule in model.rules:
        yield f"blocking rule {rule.name!r}", frozenset(rule.columns + rule.narrower)
    for comparison in model.comparisons:
        yield f"comparison {comparison.name!r}", comparison.columns
    for exclusion in model.exclusions:
        yield f"exclusion {exclusion.reason!r}", exclusion.condition.columns
    for unique in model.uniqueness:
        yield f"uniqueness {unique.reason!r}", frozenset((unique.column,))
    yield "frequency_of", frozenset(model.frequency_of) | frozenset(model.frequency_of.values())


def _impossible_numbers(model: LinkageModel) -> Iterator[str]:
    for comparison in model.comparisons:
        numbers = [(level.label, level.m, level.u) for level in comparison.levels]
        for label, m, u in (*numbers, ("else", comparison.else_m, comparison.else_u)):
            if not (0 < m < 1 and 0 < u < 1):
                yield f"comparison {comparison.name!r}, level {label!r}: m and u lie between 0 and 1, both excluded"
    if model.thresholds.unsure > model.thresholds.link:
        yield "the threshold of doubt lies above that of a link"
    if model.records_per_entity <= 1:
        yield "records_per_entity is more than 1, or there is nothing to link"
