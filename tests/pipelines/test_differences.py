"""Two values side by side: what differs is marked, and said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.review.differences import difference, pieces


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("张建国", "张建国", "same"),
        ("张建國", "张建国", "old and new form"),
        ("张建国", "张健国", "sounds the same"),
        ("张未", "张末", "looks alike"),
        ("张*国", "张建国", "masked"),
        ("13912345678", "13912345687", "swapped"),
        ("13912345678", "13912345679", "one character"),
        ("恒筑春洲里", "恒筑", "shortened"),
        ("张建国", "李小红", "differs"),
        (None, "李小红", "only B"),
        (["1", "2"], ["3", "2"], "shared"),
        (["1", "2"], ["2", "1"], "same"),
        (["1", "2"], ["3"], "differs"),
    ],
)
def test_the_verdict_says_how_they_relate(left: object, right: object, verdict: str) -> None:
    found = difference("name", left, right)
    assert found is not None
    assert found.verdict == verdict


def test_nothing_on_either_side_is_no_row() -> None:
    assert difference("phones", None, []) is None


@given(st.text("甲乙丙丁1", max_size=8), st.text("甲乙丙丁1", max_size=8))
def test_pieces_are_the_texts_and_what_is_unmarked_is_equal(left: str, right: str) -> None:
    one, other = pieces(left, right)
    assert "".join(text for text, _ in one) == left
    assert "".join(text for text, _ in other) == right
    assert [text for text, is_other in one if not is_other] == [text for text, is_other in other if not is_other]
