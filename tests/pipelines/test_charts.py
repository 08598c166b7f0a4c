"""Drawings are whole XML, stay within their frame, and say what they show."""

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.charts.frame import HEIGHT, WIDTH, Axis, Frame, Key, Mark
from pipelines.charts.plots import Column, Line, columns, lines, mirrored
from pipelines.charts.svg import Scale

KEYS = Key("found & true", "#123456"), Key("b", "#654321")
numbers = st.floats(-1e6, 1e6, allow_nan=False)


def _drawing(html: str) -> ET.Element:
    return ET.fromstring(html[html.index("<svg") :])


def _frame(low: float, high: float, *, is_log: bool = False) -> Frame:
    return Frame(Axis(low, high, "x <"), Axis(0, high, "y", is_log=is_log))


@given(st.lists(st.tuples(st.integers(-5, 20), st.floats(0, 1)), min_size=1, unique_by=lambda point: point[0]))
def test_lines_stay_in_their_frame(points: list[tuple[float, float]]) -> None:
    frame = Frame(Axis(-5, 20, "bits"), Axis(0, 1, "share"))
    drawing = _drawing(lines("a & b", frame, [Line("p", "#000", sorted(points))], [Mark(2, "linked")]))
    for circle in drawing.iter("circle"):
        assert 0 <= float(circle.get("cx", "-1")) <= WIDTH
        assert 0 <= float(circle.get("cy", "-1")) <= HEIGHT
    assert drawing.findtext("title") == "a & b"


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=30))
def test_columns_grow_with_their_values(values: list[tuple[int, int]]) -> None:
    found = [Column(number, str(number), pair) for number, pair in enumerate(values)]
    high = float(max(map(max, values)))
    drawing = _drawing(columns("c", _frame(0, high, is_log=True), found, KEYS))
    heights = [float(rect.get("height", "-1")) for rect in drawing.iter("rect")]
    assert len(heights) == 2 * len(values)
    flat = [value for pair in values for value in pair]
    ordered = sorted(zip(flat, heights, strict=True))
    assert all(a[1] <= b[1] + 0.02 for a, b in pairwise(ordered))


def test_mirrored_columns_leave_out_what_is_nothing() -> None:
    found = [Column(0, "0", (5, 0)), Column(1, "1", (0, 7))]
    drawing = _drawing(mirrored("m", _frame(0, 10), found, KEYS, [Mark(1, "asked")]))
    assert len(list(drawing.iter("rect"))) == 2


@pytest.mark.parametrize(("low", "high"), [(0.9, 1.0), (-4.0, 12.0), (0, 1_234_567)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    for is_log in (False, True):
        ticks = Scale(low, high, 0, 100, is_log).ticks()
        assert all((1 if is_log else low) - 1e-9 <= tick <= max(high, 1) + 1e-9 for tick in ticks)
        assert 1 <= len(ticks) <= 7
