"""Weights are trained, looked at, adopted and given back; a release says which made it."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from matching.models.person import PERSON
from matching.weights import digest, weights_of
from pipelines import model_store, resolution, steps
from pipelines.settings import Settings
from schema.linkage import Kind
from tests.pipelines.calling import Hub, answer
from warehouse.membership import model_used


@pytest.fixture
def hub(hub_of: Callable[[Path], Hub], own: Settings) -> Hub:
    return hub_of(own.file)


def used(own: Settings) -> str:
    """The version that compared the persons of the workshop."""
    with duckdb.connect(str(own.home / "workshop.duckdb"), read_only=True) as workshop:
        found = model_used(workshop, Kind.PERSON)
    assert found is not None
    return found.version


def test_weights_are_used_only_after_they_are_adopted_and_until_they_are_given_back(hub: Hub, own: Settings) -> None:
    truth = own.file.parent / "city" / "truth" / "person.parquet"
    preview = answer(hub("model", "train", "person", "--truth", truth, "--json"))
    version = preview["version"]
    assert preview["weights"]
    assert preview["entities"][0] > 0
    assert len(preview["on_labels"]) == 2
    assert not steps.has_new_model(own)
    assert answer(hub("model", "show", "person", "--json"))["trained"] == [version]

    assert hub("model", "adopt", "person", version, "--reason", "more telephones")[0] == 0
    assert steps.has_new_model(own)
    resolution.resolve_persons(own)
    assert used(own) == version
    assert not steps.has_new_model(own)

    assert hub("model", "adopt", "person", "--previous", "--reason", "too many households")[0] == 0
    assert model_store.current(own.home, Kind.PERSON) == PERSON
    shown = answer(hub("model", "show", "person", "--json"))
    assert [each["version"] for each in shown["adoptions"]] == [version, None]
    assert steps.has_new_model(own)


def test_a_release_says_which_model_made_it(demo_folder: Path) -> None:
    with duckdb.connect(str(demo_folder / "var" / "warehouse.duckdb"), read_only=True) as warehouse:
        found = dict(warehouse.execute("SELECT kind, weights_digest FROM matching_model").fetchall())
    assert set(found) == {"person", "enterprise"}
    assert found["person"] == digest(weights_of(PERSON))


def test_what_cannot_be_adopted_is_said(hub: Hub, own: Settings) -> None:
    code, _, error = hub("model", "adopt", "person", "2020-01-01.1", "--reason", "-")
    assert (code, "there are no weights" in error) == (7, True)
    code, _, error = hub("model", "adopt", "person", "--previous", "--reason", "-")
    assert (code, "nothing was adopted yet" in error) == (7, True)
    code, _, error = hub("model", "adopt", "person", "--reason", "-")
    assert (code, "say a version, --previous or --declared" in error) == (2, True)
    folder = own.home / "models" / "person"
    folder.mkdir(parents=True)
    (folder / "old.json").write_text('{"model": "person", "version": "old", "levels": {}}', encoding="utf-8")
    code, _, error = hub("model", "adopt", "person", "old", "--reason", "-")
    assert (code, "hub model train person" in error) == (2, True)
