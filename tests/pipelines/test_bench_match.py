"""`hub bench match`: three engines, one model, the same records."""

import json
from pathlib import Path

import pytest

from matching.model_file.building import linkage_model
from matching.model_file.reading import parse
from pipelines.bench import match, match_view, models
from pipelines.bench.child import Limits
from pipelines.bench.splink_settings import columns_of, link_probability, splink_settings
from pipelines.commands import bench

ROOT = Path(__file__).parents[2]
MODEL = """
name = "boats"
records_per_entity = 2
link = 1.0

[columns]
boat = { clean = ["letters"] }
mark = {}

[features]
names = { gather = ["boat", "mark"] }

[[block]]
on = "mark"
[[block]]
on = ["boat", "names"]

[[compare]]
name = "boat name"
levels = [{ same = "boat", frequency = "boat", m = 0.9, u = 0.001 }, { edits = { boat = 1 }, m = 0.08, u = 0.01 }]
else_m = 0.02
else_u = 0.9
[[compare]]
name = "mark"
present = "names"
levels = [{ same = ["mark", "names"], jaro_winkler = { boat = 0.9 }, m = 0.9, u = 0.001 }]
else_m = 0.1
else_u = 0.9
"""


def test_a_model_file_is_the_same_model_in_the_words_of_splink() -> None:
    settings = splink_settings(parse(MODEL, "boats.toml"), frozenset({"names"}), records=100)

    assert settings == {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record_id",
        "probability_two_random_records_match": 0.01,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": 'l."mark" = r."mark"', "sql_dialect": "duckdb"},
            {
                "blocking_rule": 'l."boat" = r."boat" AND l."names" = r."names"',
                "sql_dialect": "duckdb",
                "arrays_to_explode": ["names"],
            },
        ],
        "comparisons": [
            {
                "output_column_name": "boat_name",
                "comparison_levels": [
                    {
                        "sql_condition": '"boat_l" = "boat_r"',
                        "label_for_charts": "same boat",
                        "m_probability": 0.9,
                        "u_probability": 0.001,
                        "tf_adjustment_column": "boat",
                    },
                    {
                        "sql_condition": 'damerau_levenshtein("boat_l", "boat_r") <= 1',
                        "label_for_charts": "boat within 1 edit",
                        "m_probability": 0.08,
                        "u_probability": 0.01,
                    },
                    {
                        "sql_condition": '"boat_l" IS NULL OR "boat_r" IS NULL',
                        "label_for_charts": "absent",
                        "is_null_level": True,
                    },
                    {"sql_condition": "ELSE", "label_for_charts": "else", "m_probability": 0.02, "u_probability": 0.9},
                ],
            },
            {
                "output_column_name": "mark",
                "comparison_levels": [
                    {
                        "sql_condition": '"mark_l" = "mark_r" AND '
                        'array_length(list_intersect("names_l", "names_r")) >= 1 AND '
                        'jaro_winkler_similarity("boat_l", "boat_r") >= 0.9',
                        "label_for_charts": "same mark and names, boat alike by 0.9",
                        "m_probability": 0.9,
                        "u_probability": 0.001,
                    },
                    {
                        "sql_condition": 'coalesce(len("names_l"), 0) = 0 OR coalesce(len("names_r"), 0) = 0',
                        "label_for_charts": "absent",
                        "is_null_level": True,
                    },
                    {"sql_condition": "ELSE", "label_for_charts": "else", "m_probability": 0.1, "u_probability": 0.9},
                ],
            },
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def test_a_link_needs_the_same_odds_of_our_engine_and_of_splink() -> None:
    assert link_probability(parse(MODEL, "boats.toml")) == pytest.approx(2 / 3)


def test_what_another_engine_is_given_of_a_person_is_what_our_model_makes() -> None:
    assert set(columns_of(models.plain(models.OWN))) <= set(models.ours(models.OWN).columns)
    assert models.is_declared(models.OWN)


@pytest.fixture
def boats(tmp_path: Path) -> tuple[Path, Path]:
    rows = [f"{number},{'Sea-wolf' if number % 2 else 'Zora'} {'xyz'[number % 3]},{number}" for number in range(60)]
    file, model = tmp_path / "boats.csv", tmp_path / "boats.toml"
    file.write_text("\n".join(("cluster,boat,mark", *rows, *rows)) + "\n", encoding="utf-8")
    model.write_text(MODEL, encoding="utf-8")
    return file, model


def test_all_engines_find_the_same_in_the_same_records(
    boats: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, model = boats

    bench.match([file], str(model), json=True)

    found = json.loads(capsys.readouterr().out)
    assert (found["records"], found["entities"], found["remarks"]) == (120, 60, [])
    assert {name: (engine["f1"], engine["exact"]) for name, engine in found["engines"].items()} == {
        "ours": (1.0, 1.0),
        "splink": (1.0, 1.0),
        "goldenmatch": (1.0, 1.0),
    }
    for engine in found["engines"].values():
        assert engine["process_seconds"] > engine["seconds"] > 0
        assert engine["peak_bytes"] > 10_000_000


def test_without_peers_our_engine_runs_alone_and_says_what_to_install(
    boats: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(match, "find_spec", lambda _name: None)
    file, model = boats

    found = match.compare(match.Request((file,), str(model), records=0, seed=0, fit=True, keep=tmp_path / "kept"))
    match_view.show(found)

    shown = capsys.readouterr().out
    assert [result.engine for result in found.results] == ["ours"]
    assert "registry-hub[splink]" in shown
    assert "registry-hub[goldenmatch]" in shown
    assert (tmp_path / "kept" / "ours" / "fitted.json").exists()


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(seconds=0.05, peak_bytes=1e12), "it was ended: more than"),
        (Limits(seconds=600, peak_bytes=1e6), "GiB of memory"),
    ],
)
def test_a_peer_that_takes_too_much_is_ended_and_the_others_are_shown(
    boats: tuple[Path, Path], limits: Limits, says: str
) -> None:
    file, model = boats
    request = match.Request((file,), str(model), 0, 0, fit=False, keep=None, peers=("splink",), limits=limits)

    found = match.compare(request)

    assert [result.engine for result in found.results] == ["ours"]
    (remark,) = found.remarks
    assert remark.startswith("splink: ")
    assert says in remark


def test_the_model_file_of_the_documentation_is_one() -> None:
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    text = page.partition("```toml\n")[2].partition("```")[0]

    assert linkage_model(parse(text, "benchmarks.md")).name == "boats"
