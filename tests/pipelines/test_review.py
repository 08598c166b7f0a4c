"""Persons' decisions from question to release: asked by value, kept, applied, carried over, asked again."""

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import resolution
from pipelines.settings import Settings
from tests.pipelines import homes
from tests.pipelines.calling import Hub, answer
from warehouse import access_log
from warehouse.control import open_control


@pytest.fixture
def hub(hub_of: Callable[[Path], Hub], own: Settings) -> Hub:
    return hub_of(own.file)


def are_one(own: Settings, left: int, right: int) -> bool:
    """Whether the workshop has two records in one person."""
    with duckdb.connect(str(own.home / "workshop.duckdb"), read_only=True) as workshop:
        found = dict(workshop.execute("SELECT record_id, entity_id FROM person_membership").fetchall())
    return bool(found[left] == found[right])


def deliver(own: Settings, key: str, change: str) -> None:
    """The police send one row again, with a change, and the hub takes it in."""
    with homes.database(own, "police_hukou") as city:
        (last,) = city.execute("SELECT max(gxsj) FROM t_czrk").fetchone()
        later = f"{int(last[:4]) + 1}{last[4:]}"
        city.execute(f"UPDATE t_czrk SET gxsj = ?, {change} WHERE rybh = ?", [later, key])
    homes.run(own, "police_hukou")


def pair_of_one_person(own: Settings) -> tuple[int, int, str]:
    """A record of the police and one of the insurance that speak of one person, and the former's key."""
    with duckdb.connect(str(own.home / "warehouse.duckdb"), read_only=True) as warehouse:
        row = warehouse.execute(
            """
            SELECT a.record_id, b.record_id, a.source_key
            FROM person_source AS a JOIN person_source AS b USING (person_id)
            WHERE a.system = 'police_hukou' AND b.system = 'hr_insurance' ORDER BY ALL LIMIT 1
            """
        ).fetchone()
    assert row is not None
    return row


def test_questions_come_by_value_and_can_be_answered(hub: Hub, own: Settings) -> None:
    found = answer(hub("review", "list", "person", "--json"))
    assert found
    assert [each["value"] for each in found] == sorted((each["value"] for each in found), reverse=True)
    first = answer(hub("review", "next", "person", "--json"))
    assert first["question"] == found[0]
    assert {side: first["case"][side]["record"] for side in ("left", "right")} == {
        "left": found[0]["a"],
        "right": found[0]["b"],
    }
    system = found[-1]["a"].partition(":")[0]
    chosen = answer(hub("review", "list", "person", "--system", system, "--json"))
    assert all(system in (each["a"].partition(":")[0], each["b"].partition(":")[0]) for each in chosen)
    assert answer(
        hub("review", "decide", "person", found[0]["a"], found[0]["b"], "--unsure", "--reason", "-", "--json")
    )
    assert found[0] not in answer(hub("review", "list", "person", "--json"))


def test_a_decision_outlives_runs_and_comes_back_only_when_a_value_changes(hub: Hub, own: Settings) -> None:
    left, right, key = pair_of_one_person(own)
    assert are_one(own, left, right)
    hub("review", "decide", "person", left, right, "--no-link", "--reason", "father and son")
    deliver(own, key, "lxdh = lxdh")
    assert not are_one(own, left, right)
    assert answer(hub("review", "list", "person", "--about", "changed", "--json")) == []

    deliver(own, key, "lxdh = '13911112222'")
    assert not are_one(own, left, right)
    (again,) = answer(hub("review", "list", "person", "--about", "changed", "--json"))
    assert {again["left_id"], again["right_id"]} == {left, right}


def test_a_link_joins_two_persons_until_it_is_taken_back(hub: Hub, own: Settings) -> None:
    asked = answer(hub("review", "list", "person", "--about", "doubt", "--json"))[0]
    left, right = asked["left_id"], asked["right_id"]
    hub("review", "decide", "person", left, right, "--link", "--reason", "asked him", "--author", "wang")
    (made,) = answer(hub("review", "decisions", "person", "--json"))
    assert (made["author"], made["judgement"]) == ("wang", "link")
    resolution.resolve_persons(own)
    assert are_one(own, left, right)
    assert hub("review", "undo", made["id"])[0] == 0
    resolution.resolve_persons(own)
    assert not are_one(own, left, right)


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


def test_a_person_answers_on_a_terminal(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = answer(hub("review", "list", "person", "--json"))
    monkeypatch.setattr(sys, "stdin", Terminal("s\nx\nn\ntwo brothers\nq\n"))
    code, shown, error = hub("review", "next", "person")
    assert code == 0, error
    assert all(questions[number][side] in shown for number in (0, 1) for side in "ab")
    (made,) = answer(hub("review", "decisions", "person", "--json"))
    assert (made["left_id"], made["right_id"]) == (questions[1]["left_id"], questions[1]["right_id"])
    assert (made["judgement"], made["reason"]) == ("no_link", "two brothers")


def test_what_cannot_be_decided_is_said(hub: Hub, own: Settings) -> None:
    left, right, _ = pair_of_one_person(own)
    code, _, error = hub("review", "decide", "person", left, right, "--link", "--unsure", "--reason", "-")
    assert (code, "one of --link, --no-link" in error) == (2, True)
    code, _, error = hub("review", "next", "address")
    assert (code, "read one by one" in error) == (7, True)
    code, _, error = hub("review", "undo", 99)
    assert (code, "does not exist" in error) == (7, True)


def test_every_look_is_written_down(hub: Hub, own: Settings) -> None:
    engine, key = open_control(own.control_url), access_log.access_key(own.home)
    before = access_log.verify(own.home, key, engine)
    asked = answer(hub("review", "list", "person", "--json"))[0]
    hub("review", "show", "person", asked["a"], asked["b"])
    hub("review", "decisions", "person")
    hub("review", "next", "person")
    assert access_log.verify(own.home, key, engine) == before + 4
    assert f"{asked['left_id']} {asked['right_id']}" in (own.home / access_log.FILE).read_text(encoding="utf-8")


def state(own: Settings) -> tuple[set[Any], set[Any]]:
    """Who is in which person, and the ledger of persons, age of entities included."""
    with duckdb.connect(str(own.home / "workshop.duckdb"), read_only=True) as workshop:
        members = set(workshop.execute("SELECT record_id, entity_id FROM person_membership").fetchall())
        ledger = set(workshop.execute("SELECT * FROM ledger WHERE kind = 'person'").fetchall())
    return members, ledger


def changes(own: Settings) -> list[tuple[str, str, str | None]]:
    with duckdb.connect(str(own.home / "workshop.duckdb"), read_only=True) as workshop:
        return workshop.execute(
            "SELECT change, entity_id, other_id FROM entity_change WHERE kind = 'person' AND change <> 'created'"
        ).fetchall()


def test_unmerging_restores_exactly_what_was(hub: Hub, own: Settings) -> None:
    left, right, _ = pair_of_one_person(own)
    made = answer(hub("review", "decide", "person", left, right, "--no-link", "--reason", "-", "--json"))
    resolution.resolve_persons(own)
    apart = state(own)
    hub("review", "undo", made["number"])
    resolution.resolve_persons(own)
    merged = state(own)
    _, (change, gone, stayed) = changes(own)
    assert change == "merged"
    led = answer(hub("explain", "person", gone, "--json"))
    assert led["entity_id"] == stayed
    assert {each["change"] for each in led["past"]} >= {"merged", "split"}
    assert len(led["members"]) == sum(entity == stayed for _, entity in merged[0])

    taken = answer(hub("review", "unmerge", gone, "--reason", "father and son", "--json"))
    resolution.resolve_persons(own)
    assert state(own) == apart
    assert changes(own)[-1] == ("split", gone, stayed)
    resolution.resolve_persons(own)
    assert len(changes(own)) == 3

    assert hub("review", "undo", taken["number"])[0] == 0
    resolution.resolve_persons(own)
    assert state(own)[0] == merged[0]
    code, _, error = hub("review", "unmerge", "P0000000000000000", "--reason", "-")
    assert (code, "part of no merge" in error) == (7, True)


def test_a_random_sample_gives_precision_and_recall(hub: Hub, own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = answer(hub("review", "sample", "person", "6", "--json"))
    assert len(sample["pairs"]) >= 6
    monkeypatch.setattr(sys, "stdin", Terminal("l\nsame file\n" * len(sample["pairs"])))
    code, shown, error = hub("review", "next", "person", "--sample")
    assert code == 0, error
    assert "the model says" not in shown
    (found,) = answer(hub("evaluate", "person", "--json"))
    judged, drawn = found["sample"]["judged"], len(sample["pairs"])
    # answers that contradict others are refused
    assert 0 < judged <= drawn
    assert found["sample"]["precision"]["share"] == 1.0
    assert found["sample"]["precision"]["low"] < 1.0
    assert all(each["decisions"] >= 10 for each in found["agreement"] if "决定" not in each["grouping"])
