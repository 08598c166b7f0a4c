"""When the yardstick of a whole run no longer fits the records."""

import pytest

from matching.term_frequency import Scale, Yardstick

CLASSES = [2.0 ** (step / 2) for step in range(-10, 3)]


def _yardstick(once: float, twice: float = 2.0) -> Yardstick:
    return Yardstick({"word": Scale(once, twice, 1e6)}, -20.0, {})


@pytest.mark.parametrize("step", range(len(CLASSES) - 2))
def test_rare_values_may_move_one_class_but_not_two(step: int) -> None:
    """Also where half a bit and half a bit in floating point is a little more than one bit."""
    here, beside, beyond = CLASSES[step : step + 3]
    assert _yardstick(here).outworn_by(_yardstick(beside)) == []
    assert _yardstick(2.0, beside).outworn_by(_yardstick(2.0, here)) == []
    assert _yardstick(here).outworn_by(_yardstick(beyond)) == [
        "what a word counts as that was seen once or twice moved"
    ]
