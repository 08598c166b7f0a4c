"""Training finds the probabilities that the data were made with, and a file keeps them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from matching.blocking import BlockingRule
from matching.comparison import Comparison, Level
from matching.conditions import Known, Same
from matching.loading import table_of
from matching.model import LinkageModel, ModelError, Thresholds
from matching.training import train
from matching.weights import adopted, changes, read_weights, weights_of, write_weights
from schema.linkage import Kind

FIELDS = ("colour", "size", "shape")
AGREES = {"colour": 0.95, "size": 0.8, "shape": 0.6}
"""How often two records of one thing agree."""
VALUES = {"colour": 50, "size": 20, "shape": 5}


def field(name: str) -> Comparison:
    return Comparison(name, (Level("same", Same(name), 0.9, 0.2),), 0.1, 0.8, present=Known(name))


MODEL = LinkageModel(
    name="things",
    version="declared",
    kind=Kind.PERSON,
    inputs=("crate", "shelf", *FIELDS),
    features=(),
    rules=(BlockingRule("crate", ("crate",)), BlockingRule("shelf", ("shelf",))),
    comparisons=tuple(field(name) for name in FIELDS),
    thresholds=Thresholds(2.0, -2.0),
    records_per_entity=2.0,
)


def things(count: int = 4_000) -> pa.Table:
    """Two records of each of `count` things; crates hold two or three things, and both records name the crate."""
    random = np.random.default_rng(5)
    columns: dict[str, object] = {
        "record_id": np.arange(2 * count),
        "crate": [f"c{number // 2}" for number in range(count)] * 2,
        "shelf": [f"s{number // 3}" for number in random.permutation(count)] * 2,
    }
    for name, values in VALUES.items():
        first = random.integers(0, values, count)
        other = np.where(
            random.random(count) < AGREES[name], first, (first + random.integers(1, values, count)) % values
        )
        columns[name] = [f"{name}{number}" for number in np.concatenate((first, other))]
    return pa.table(columns)


def test_the_probabilities_of_the_data_are_found() -> None:
    trained = train(MODEL, table_of(things(), MODEL), version="1").levels

    for name in FIELDS:
        m, u = trained[name]["same"]
        assert m == pytest.approx(AGREES[name], abs=0.03)
        assert u == pytest.approx(1 / VALUES[name], rel=0.1)
        assert trained[name]["else"] == (pytest.approx(1 - m), pytest.approx(1 - u))


def test_the_same_records_give_the_same_weights() -> None:
    table = table_of(things(500), MODEL)

    assert train(MODEL, table, version="1", seed=3) == train(MODEL, table, version="1", seed=3)


def test_without_data_the_declaration_stands() -> None:
    trained = train(MODEL, table_of(things(3), MODEL), version="1").levels

    assert trained["colour"]["same"][0] == pytest.approx(0.9)


def test_weights_survive_their_file(tmp_path: Path) -> None:
    weights = train(MODEL, table_of(things(500), MODEL), version="2026-11")

    write_weights(weights, tmp_path / "things.json")

    assert read_weights(tmp_path / "things.json") == weights


def test_an_adopted_model_has_the_weights_and_their_version() -> None:
    weights = train(MODEL, table_of(things(500), MODEL), version="2026-11")

    model = adopted(MODEL, weights)

    assert model.version == "2026-11"
    assert weights_of(model) == weights


def test_what_would_change_is_told_largest_first() -> None:
    before = weights_of(MODEL)
    after = replace(before, levels=before.levels | {"size": {"same": (0.9, 0.1), "else": (0.1, 0.9)}})

    found = changes(before, after)

    assert [(each.comparison, each.level) for each in found] == [("size", "same"), ("size", "else")]
    assert found[0].after - found[0].before == pytest.approx(1.0)


def test_weights_of_another_form_are_refused() -> None:
    weights = weights_of(MODEL)

    with pytest.raises(ModelError, match="another model"):
        adopted(MODEL, replace(weights, levels={"colour": weights.levels["colour"]}))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"model": "x", "version": "1", "levels": {"a": 3}}'])
def test_a_file_that_holds_no_weights_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text)

    with pytest.raises(ModelError, match="no file of weights"):
        read_weights(path)
