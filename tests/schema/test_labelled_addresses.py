"""The labelled spans of an address, against texts that a person marked."""

from pathlib import Path

import pytest
from hypothesis import given, settings

from schema.normalize.address import parse
from schema.normalize.address.labels import LABELS, labels
from schema.normalize.address.marking import Label
from schema.normalize.address.span_scores import ALL, Labelled, read_conll, score
from tests.schema.habits import table
from tests.schema.test_addresses import anything

SAMPLE = Path(__file__).parent / "data" / "labelled_addresses.txt"


def marked(line: str) -> Labelled:
    """'road:文三路 roadno:478号' as a text with its spans; '␣' is a blank."""
    text, spans = "", []
    for piece in line.split(" "):
        label, _, written = piece.partition(":")
        end = len(text) + len(written)
        if label != "O":
            spans.append(Label(label, len(text), end))
        text += written.replace("␣", " ")
    return Labelled(text, tuple(spans))


def sample() -> list[Labelled]:
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    return [marked(line) for line in lines if not line.startswith("#")]


def shown(text: str) -> str:
    return " ".join(f"{label.label}:{text[label.start : label.end]}" for label in labels(parse(text)))


def test_most_spans_are_where_people_mark_them() -> None:
    scores = score(sample())
    assert scores[ALL].f1 >= 0.93
    for label in ("district", "town", "road", "roadno"):
        assert scores[label].f1 >= 0.96, label


@pytest.mark.parametrize(("text", "spans"), table("text as people label it", "spans"))
def test_convention(text: str, spans: str) -> None:
    assert shown(text) == spans


@given(anything)
@settings(max_examples=300, deadline=None)
def test_spans_stand_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for label in labels(parse(text)):
        assert end <= label.start < label.end <= len(text)
        end = label.end


def test_spans_count_characters_of_the_text_as_written() -> None:
    assert shown("余杭区，世紀大道８８號３棟") == (
        "district:余杭区 redundant:， road:世紀大道 roadno:８８號 houseno:３棟"
    )


def test_every_label_is_in_the_documented_table() -> None:
    documented = {part: label for part, label in table("part", "label in corpora (CCKS 2021)") if label != "–"}
    assert documented == {str(part): label for part, label in LABELS.items()}


@pytest.mark.parametrize(
    "rows",
    [
        "文 B-road\n三 I-road\n路 I-road\n1 B-roadno\n号 I-roadno\n和 O\n旁 B-assist\n",
        "文 B-road\r\n三 I-road\r\n路 E-road\r\n1 B-roadno\r\n号 E-roadno\r\n和 O\r\n旁 S-assist\r\n",
        "文\tI-road\n三\tI-road\n路\tI-road\n1\tI-roadno\n号\tI-roadno\n和\tB-others\n旁\tI-assist",
    ],
)
def test_tags_are_read_as_spans(rows: str) -> None:
    (found, other) = read_conll((rows + "\n\n杭 S-city\n").splitlines(keepends=True))
    assert found == marked("road:文三路 roadno:1号 O:和 assist:旁")
    assert other == marked("city:杭")


def test_neighbours_of_one_label_are_two_spans() -> None:
    (found,) = read_conll("东 B-road\n路 E-road\n西 I-road\n路 E-road\n".splitlines())
    assert found == marked("road:东路 road:西路")


def test_a_score_counts_whole_spans_only() -> None:
    scores = score([marked("road:文三路 roadno:478 O:号"), marked("poi:小邮局")])
    assert scores["road"] == (1, 1, 1)
    assert scores["roadno"] == (1, 1, 0)
    assert (scores[ALL].precision, scores[ALL].recall) == (2 / 3, 2 / 3)
    assert score([])[ALL].f1 == 0.0
