"""A model file in the words of GoldenMatch, as far as they go, and what they do not say.

A probabilistic matchkey of GoldenMatch (https://docs.bensevern.dev/docs/goldenmatch) has fields: one column, one
scorer, levels by the similarity that it gives.  Its edits are Levenshtein's, where a swap of neighbours is two, and a
share of the longer text.  A comparison of several columns, one of edits and Jaro-Winkler side by side, and a blocking
rule on a list have no words there.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from matching.model_file.words import CompareWord, LevelWord, ModelFile

Settings = dict[str, Any]
_PERSON = "person_goldenmatch.toml"
_CLOSE = 1e-6
"""Under a threshold by so much is still at it: similarities are quotients."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Evidence in bits by field and level, from the weakest, and the bits from which a pair is a link."""

    bits: Mapping[str, list[float]]
    link: float

    @property
    def share(self) -> float:
        """The link as GoldenMatch has it: between the least and the most that all fields together can say."""
        least, most = (sum(of(bits) for bits in self.bits.values()) for of in (min, max))
        return (self.link - least) / (most - least)


@dataclass(frozen=True, slots=True)
class Translation:
    """Fields of a matchkey and passes of blocking; `unsaid`: what of the file has no words."""

    fields: list[Settings]
    passes: list[Settings]
    unsaid: tuple[str, ...]
    weights: Weights | None = None
    """None: to be estimated."""


def of_persons(file: ModelFile) -> Translation:
    """The blocking rules of the file with fields and bits written for GoldenMatch."""
    content = tomllib.loads(resources.files("pipelines.bench").joinpath(_PERSON).read_text(encoding="utf-8"))
    words = content["field"]
    fields = [
        _field(word["column"], word["scorer"], word.get("from", [1.0]), is_frequency=word.get("frequency", False))
        for word in words
    ]
    weights = Weights({word["column"]: word["bits"] for word in words}, content["link"])
    unsaid = ("that telephone and dwelling agree from one cause", "names beside the first")
    return Translation(fields, _passes(file), unsaid, weights)


def of_file(file: ModelFile, lengths: Mapping[str, float], lists: frozenset[str]) -> Translation:
    """A model file; `lengths`: the mean length of a column's texts, by which edits become shares."""
    fields: dict[str, Settings] = {}
    unsaid = ["links only between the files"] * file.between_files
    for word in file.compare:
        for column in dict.fromkeys(name for level in word.levels for name in level.columns):
            fields.setdefault(column, _of_column(word, column, lengths))
        unsaid += (f"{word.name}: {what}" for what in _unsaid(word, lists))
    unsaid += (
        f"block on {' and '.join(word.on)}: values of a list beside the first"
        for word in file.block
        if lists & {*word.on}
    )
    return Translation(list(fields.values()), _passes(file), tuple(unsaid))


def _passes(file: ModelFile) -> list[Settings]:
    # additive: else a column of a blocking rule would not be compared by learned weights
    return [{"fields": list(word.on), "additive": True} for word in file.block]


def _of_column(word: CompareWord, column: str, lengths: Mapping[str, float]) -> Settings:
    levels = [level for level in word.levels if level.columns == (column,)]
    scorer = _scorer(levels)
    thresholds = {_similarity(level, column, scorer, lengths) for level in levels} | {1.0}
    is_frequency = any(level.frequency == column for level in levels)
    return _field(column, scorer, sorted(thresholds - {0.0}, reverse=True), is_frequency=is_frequency)


def _scorer(levels: list[LevelWord]) -> str:
    if any(level.jaro_winkler for level in levels):
        return "jaro_winkler"
    return "levenshtein" if any(level.edits for level in levels) else "exact"


def _similarity(level: LevelWord, column: str, scorer: str, lengths: Mapping[str, float]) -> float:
    """The similarity that a level asks for; 0 where the scorer cannot tell."""
    if level.same:
        return 1.0
    if column in level.jaro_winkler:
        return level.jaro_winkler[column]
    if scorer != "levenshtein":
        return 0.0
    return max(0.0, 1 - level.edits[column] / lengths[column] - _CLOSE)


def _field(column: str, scorer: str, thresholds: list[float], *, is_frequency: bool) -> Settings:
    field: Settings = {"field": column, "scorer": scorer, "levels": len(thresholds) + 1}
    if scorer != "exact":
        field["level_thresholds"] = thresholds
    return field | ({"tf_adjustment": True} if is_frequency else {})


def _unsaid(word: CompareWord, lists: frozenset[str]) -> Iterator[str]:
    is_alike = _scorer([*word.levels]) == "jaro_winkler"
    for level in word.levels:
        if len(level.columns) > 1:
            yield f"level '{level.name}' as one: its columns are fields of their own"
        elif is_alike and level.edits:
            yield f"level '{level.name}' beside Jaro-Winkler"
    if lists.intersection(name for level in word.levels for name in level.columns):
        yield "values of a list beside the first"
