"""GoldenMatch as a peer of `hub bench match`: the model in its words, and a real run where it is installed."""

import json
from pathlib import Path

import pytest
from pyarrow import parquet

from matching.evaluation import evaluate
from matching.model_file.reading import parse
from pipelines.bench import engines, goldenmatch_engine, match, models, preparation
from pipelines.bench.engines import GOLDENMATCH, carried_out
from pipelines.bench.goldenmatch_settings import Weights, of_file, of_persons
from pipelines.bench.job import Job, read_answer

MODEL = """
name = "boats"
records_per_entity = 2
between_files = true

[columns]
boat = { clean = ["letters"] }
mark = {}
built = {}

[features]
names = { gather = ["boat", "mark"] }

[[block]]
on = "mark"
[[block]]
on = ["built", "names"]

[[compare]]
name = "boat name"
levels = [{ same = "boat", frequency = "boat" }, { edits = { boat = 1 } }, { jaro_winkler = { boat = 0.85 } }]
[[compare]]
name = "mark"
levels = [{ same = ["mark", "names"] }, { same = "mark" }]
[[compare]]
name = "built"
levels = [{ same = "built" }, { edits = { built = 2 } }]
"""


def test_a_model_file_in_the_words_of_goldenmatch() -> None:
    words = of_file(parse(MODEL, "boats.toml"), {"built": 8.0}, frozenset({"names"}))

    assert words.passes == [
        {"fields": ["mark"], "additive": True},
        {"fields": ["built", "names"], "additive": True},
    ]
    assert words.fields == [
        {
            "field": "boat",
            "scorer": "jaro_winkler",
            "levels": 3,
            "level_thresholds": [1.0, 0.85],
            "tf_adjustment": True,
        },
        {"field": "mark", "scorer": "exact", "levels": 2},
        {"field": "names", "scorer": "exact", "levels": 2},
        {
            "field": "built",
            "scorer": "levenshtein",
            "levels": 3,
            "level_thresholds": [1.0, pytest.approx(0.75, abs=1e-5)],
        },
    ]
    assert words.weights is None


def test_what_has_no_words_is_said() -> None:
    words = of_file(parse(MODEL, "boats.toml"), {"built": 8.0}, frozenset({"names"}))

    assert words.unsaid == (
        "links only between the files",
        "boat name: level 'boat within 1 edit' beside Jaro-Winkler",
        "mark: level 'same mark and names' as one: its columns are fields of their own",
        "mark: values of a list beside the first",
        "block on built and names: values of a list beside the first",
    )


def test_persons_have_the_same_blocking_rules_and_only_columns_that_all_peers_are_given() -> None:
    plain = models.plain(models.OWN)
    words = of_persons(plain)

    assert [set(one["fields"]) for one in words.passes] == [set(word.on) for word in plain.block]
    assert {field["field"] for field in words.fields} <= set(models.ours(models.OWN).columns)
    assert words.weights is not None
    for field in words.fields:
        assert len(words.weights.bits[field["field"]]) == field["levels"]


def test_a_link_lies_between_the_least_and_the_most_that_the_fields_say() -> None:
    assert Weights({"a": [-5.0, 0.0, 10.0], "b": [5.0, -5.0]}, link=0.0).share == pytest.approx(0.4)


@pytest.mark.parametrize("event", ["socket.connect", "socket.getaddrinfo"])
def test_the_network_is_refused(event: str) -> None:
    with pytest.raises(PermissionError):
        goldenmatch_engine._refuse_network(event, ())

    goldenmatch_engine._refuse_network("open", ())


@pytest.fixture(scope="module")
def persons(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("persons")
    preparation.write_persons(1_000, 11, folder)
    return folder


def test_it_links_persons_with_the_bits_written_for_it(persons: Path, tmp_path: Path) -> None:
    job = Job(GOLDENMATCH, str(persons / preparation.PEERS), str(tmp_path), models.OWN, False, engines.THREADS)

    carried_out(job)

    timed = read_answer(job)
    found = evaluate(parquet.read_table(job.memberships), parquet.read_table(persons / preparation.TRUTH))
    assert found.precision > 0.99
    assert found.recall > 0.97
    assert timed.training == 0
    assert timed.unsaid
    assert json.loads(job.fitted.read_text(encoding="utf-8"))["match_weights"]["sex"] == [-5.6, 1.0]


def test_it_finds_parameters_itself_where_they_are_to_be_found(persons: Path, tmp_path: Path) -> None:
    job = Job(GOLDENMATCH, str(persons / preparation.PEERS), str(tmp_path), models.OWN, True, engines.THREADS)

    carried_out(job)

    timed = read_answer(job)
    found = evaluate(parquet.read_table(job.memberships), parquet.read_table(persons / preparation.TRUTH))
    assert found.precision > 0.99
    assert timed.training > 0
    assert json.loads(job.fitted.read_text(encoding="utf-8"))["match_weights"]["sex"] != [-5.6, 1.0]


def test_a_peer_that_fails_is_left_out_with_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "find_spec", lambda _name: True)
    monkeypatch.setitem(engines._MODULES, GOLDENMATCH, "pipelines.bench.no_such_engine")
    request = match.Request((), models.OWN, 1_000, 11, fit=False, keep=tmp_path, peers=(GOLDENMATCH,))

    found = match.compare(request)

    assert [result.engine for result in found.results] == ["ours"]
    assert "no_such_engine" in found.remarks[0]
