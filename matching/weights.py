"""Evidence weights as a small file with a version: a model is declared once, and trained weights are loaded into it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from math import log2
from pathlib import Path

from matching.comparison import Comparison
from matching.model import LinkageModel, ModelError

ELSE = "else"
"""The label of a comparison's else level."""

Probabilities = tuple[float, float]
"""m and u of one level."""


@dataclass(frozen=True, slots=True)
class Weights:
    """m and u by comparison and level label, for the model of that name."""

    model: str
    version: str
    levels: Mapping[str, Mapping[str, Probabilities]]


@dataclass(frozen=True, slots=True)
class WeightChange:
    """What new weights would change: bits of one level before and after."""

    comparison: str
    level: str
    before: float
    after: float


def weights_of(model: LinkageModel) -> Weights:
    """The weights a model has now."""
    return Weights(model.name, model.version, {each.name: _levels(each) for each in model.comparisons})


def adopted(model: LinkageModel, weights: Weights) -> LinkageModel:
    """The model with these weights; ModelError unless they name its comparisons and levels, no more and no fewer."""
    if _labels(weights) != _labels(weights_of(model)) or weights.model != model.name:
        raise ModelError(
            f"the weights are of another model or of an older form: {weights.model} {weights.version}",
            where=f"model {model.name}",
            next_step="train the model again, or take the declared weights",
        )
    comparisons = tuple(_with_levels(each, weights.levels[each.name]) for each in model.comparisons)
    return replace(model, version=weights.version, comparisons=comparisons)


def changes(before: Weights, after: Weights) -> list[WeightChange]:
    """Every level whose weight changes, the largest change first."""
    found = [
        WeightChange(comparison, label, log2(m / u), log2(after.levels[comparison][label][0] / new_u))
        for comparison, levels in before.levels.items()
        for label, (m, u) in levels.items()
        for new_u in (after.levels[comparison][label][1],)
        if (m, u) != after.levels[comparison][label]
    ]
    return sorted(found, key=lambda change: -abs(change.after - change.before))


def write_weights(weights: Weights, path: Path) -> None:
    """As JSON, the same bytes for the same weights."""
    body = {"model": weights.model, "version": weights.version, "levels": weights.levels}
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def digest(weights: Weights) -> str:
    """SHA-256 of m and u of all levels: equal for equal weights, whatever their version is called."""
    body = json.dumps({"model": weights.model, "levels": weights.levels}, ensure_ascii=False, sort_keys=True)
    return sha256(body.encode()).hexdigest()


def read_weights(path: Path) -> Weights:
    """ModelError if the file is no weights file."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
        levels = {
            comparison: {label: (float(m), float(u)) for label, (m, u) in of.items()}
            for comparison, of in body["levels"].items()
        }
        return Weights(str(body["model"]), str(body["version"]), levels)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("this is no file of weights", where=path.name, next_step="train the model again") from error


def _levels(comparison: Comparison) -> dict[str, Probabilities]:
    levels = {level.label: (level.m, level.u) for level in comparison.levels}
    return levels | {ELSE: (comparison.else_m, comparison.else_u)}


def _labels(weights: Weights) -> dict[str, frozenset[str]]:
    return {comparison: frozenset(levels) for comparison, levels in weights.levels.items()}


def _with_levels(comparison: Comparison, levels: Mapping[str, Probabilities]) -> Comparison:
    changed = tuple(replace(level, m=levels[level.label][0], u=levels[level.label][1]) for level in comparison.levels)
    else_m, else_u = levels[ELSE]
    return replace(comparison, levels=changed, else_m=else_m, else_u=else_u)
