"""`hub bench address` and `hub bench labels`: what they measure is right, and a program can read it."""

from pathlib import Path

from pipelines.bench.addresses import measure
from tests.pipelines.test_command import Hub, answer, hub

__all__ = ["hub"]


def test_invented_mentions_are_resolved_to_their_dwellings() -> None:
    found = measure(3_000, seed=5, cores=1)
    assert found.right_rooms > 0.99
    assert 1_000 < found.texts < 3_000


def test_a_program_reads_the_seconds(hub: Hub) -> None:
    found = answer(hub("bench", "address", "--mentions", "500", "--json"))
    assert found["mentions"] == 500
    assert {"baseline_seconds", "first_seconds", "again_seconds", "texts_a_second", "peak_bytes"} <= found.keys()


def test_a_corpus_is_scored_by_label(hub: Hub, tmp_path: Path) -> None:
    corpus = tmp_path / "dev.conll"
    corpus.write_text(
        "文 B-road\n三 I-road\n路 E-road\n9 B-roadno\n号 E-roadno\n\n西 B-poi\n湖 E-poi\n", encoding="utf-8"
    )
    found = answer(hub("bench", "labels", str(corpus), "--json"))
    assert (found["road"]["f1"], found["roadno"]["f1"]) == (1.0, 1.0)
    assert found["all"]["marked"] == 3
    code, shown, _ = hub("bench", "labels", str(corpus))
    assert code == 0
    assert "2 texts, exact spans" in shown
