"""Decisions that cannot all hold are named with who made them; on one pair the later one holds."""

import pytest
from sqlalchemy import Engine

from schema.linkage import Decision, Judgement, Kind
from warehouse import contradictions, decisions
from warehouse.clock import now
from warehouse.contradictions import Contradiction


def _decision(left: int, right: int, judgement: Judgement, author: str = "li") -> Decision:
    return Decision(Kind.PERSON, left, right, judgement, author, "seen the file", now())


def _standing(control: Engine) -> list[object]:
    return list(decisions.standing_rows(control, Kind.PERSON))


@pytest.mark.parametrize("third", [(1, 3, Judgement.NO_LINK), (2, 9, Judgement.LINK)])
def test_what_contradicts_is_refused_with_names_and_numbers(control: Engine, third: tuple[int, int, Judgement]) -> None:
    decisions.decide(control, _decision(1, 2, Judgement.LINK, "wang"))
    decisions.decide(control, _decision(3, 2, Judgement.LINK, "zhao"))
    decisions.decide(control, _decision(9, 3, Judgement.NO_LINK, "qian"))
    with pytest.raises(Contradiction) as caught:
        contradictions.check(_standing(control), _decision(*third))
    said = str(caught.value)
    assert "2 (zhao" in said
    assert "hub review undo 2" in said
    assert ("1 (wang" in said) == (third[2] is Judgement.NO_LINK)
    assert ("3 (qian" in said) == (third[2] is Judgement.LINK)
    assert "seen the file" not in said


def test_what_agrees_and_what_replaces_is_let_through(control: Engine) -> None:
    decisions.decide(control, _decision(1, 2, Judgement.LINK))
    for decision in (
        _decision(1, 2, Judgement.NO_LINK),
        _decision(2, 3, Judgement.LINK),
        _decision(2, 3, Judgement.NO_LINK),
        _decision(1, 3, Judgement.UNSURE),
    ):
        contradictions.check(_standing(control), decision)


def test_conflicts_that_stand_already_are_found(control: Engine) -> None:
    for decision in (
        _decision(1, 2, Judgement.LINK),
        _decision(2, 3, Judgement.LINK),
        _decision(1, 3, Judgement.NO_LINK),
        _decision(4, 5, Judgement.NO_LINK),
    ):
        number = decisions.decide(control, decision)
    (found,) = contradictions.conflicts(_standing(control))
    assert [row["id"] for row in (found.apart, *found.links)] == [number - 1, number - 3, number - 2]
