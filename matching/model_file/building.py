"""A model file as a `LinkageModel`: what the file leaves unsaid is filled in, and every column is looked for."""

from collections.abc import Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from matching.blocking import BlockingRule
from matching.columns import Column, encode
from matching.comparison import Comparison, Level
from matching.conditions import Condition, Known, Near, Same
from matching.decoding import arrow_of
from matching.features import Feature, derived, gathered, over_values
from matching.model import Dependence, Exclusion, LinkageModel, Thresholds
from matching.model_file.words import CompareWord, FeatureWord, LevelWord, ModelFile
from matching.similarity import EDITS, JARO_WINKLER
from schema.linkage import Kind

FILE = "file"
"""Input column of models that link between files: which file a record is from."""

_STRONGEST_M, _ELSE_M = 0.9, 0.02
_LEVEL_U, _LEAST_FREQUENCY = 0.01, 1e-6


def linkage_model(file: ModelFile) -> LinkageModel:
    """The declared model; ModelError if a rule or level looks at a column that the file does not have."""
    return LinkageModel(
        name=file.name,
        version=file.version,
        kind=Kind.PERSON,
        inputs=(*file.columns, *((FILE,) if file.between_files else ())),
        features=tuple(_feature(name, word) for name, word in file.features.items()),
        rules=tuple(
            BlockingRule(" and ".join(word.on), word.on, cap=word.cap, narrower=word.narrower) for word in file.block
        ),
        comparisons=tuple(_comparison(word) for word in file.compare),
        thresholds=Thresholds(file.link, min(file.unsure, file.link)),
        records_per_entity=file.records_per_entity,
        exclusions=(Exclusion("same file", Same(FILE)),) if file.between_files else (),
        dependences=tuple(Dependence(word.name, word.comparisons, word.further) for word in file.dependence),
    )


def _comparison(word: CompareWord) -> Comparison:
    levels = tuple(_level(each, place, len(word.levels)) for place, each in enumerate(word.levels))
    else_u = max(1 - sum(level.u for level in levels), _LEVEL_U)
    else_m, else_u = word.else_m or _ELSE_M, word.else_u or else_u
    return Comparison(word.name, levels, else_m, else_u, present=_all([Known(name) for name in word.columns]))


def _level(word: LevelWord, place: int, count: int) -> Level:
    """The file's m and u, or where it says none: nine matches in ten agree best, the others are shared out."""
    m = _STRONGEST_M if place == 0 else (1 - _STRONGEST_M - _ELSE_M) / max(count - 1, 1)
    u = _LEAST_FREQUENCY if word.frequency else _LEVEL_U
    return Level(word.name, condition_of(word), word.m or m, word.u or u, word.frequency)


def condition_of(word: LevelWord) -> Condition:
    """All that a level asks."""
    same = [Same(name) for name in word.same]
    edits = [Near(name, EDITS, -count) for name, count in word.edits.items()]
    alike = [Near(name, JARO_WINKLER, share) for name, share in word.jaro_winkler.items()]
    return _all([*same, *edits, *alike])


def _all(conditions: Sequence[Condition]) -> Condition:
    return reduce(Condition.__and__, conditions)


def _feature(name: str, word: FeatureWord) -> Feature:
    if word.gather:
        return gathered(name, *word.gather)
    if word.of is None:
        return Feature(name, word.sources, _sorted if word.sorted else _joined)
    if word.words:
        return derived(name, word.of, over_values(lambda text: sorted(set(text.split())), pa.list_(pa.string())))
    if word.start:
        return derived(name, word.of, lambda texts: pc.utf8_slice_codeunits(texts, 0, word.start))
    return derived(name, word.of, lambda texts: pc.utf8_slice_codeunits(texts, -(word.end or 0)))


def _joined(columns: Sequence[Column]) -> Column:
    return encode(pc.binary_join_element_wise(*map(arrow_of, columns), " "))


def _sorted(columns: Sequence[Column]) -> Column:
    one, other = map(arrow_of, columns)
    low, high = pc.min_element_wise(one, other, skip_nulls=False), pc.max_element_wise(one, other, skip_nulls=False)
    return encode(pc.binary_join_element_wise(low, high, " "))
