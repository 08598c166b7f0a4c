"""The control store, on SQLite and on a real PostgreSQL: its shape, and decisions that last."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, select, text

from schema.control_tables import CONTROL, DECISION
from schema.errors import NotFound, StoreError
from schema.linkage import Decision, Judgement, Kind
from warehouse import decisions, migrate
from warehouse.clock import now
from warehouse.control import open_control, revision


def test_migrating_gives_the_tables_that_schema_declares(control: Engine, control_url: str) -> None:
    with control.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, CONTROL) == []
    assert revision(control_url) == migrate.head("control")


def test_opening_again_changes_nothing(control: Engine, control_url: str) -> None:
    decisions.decide(control, _decision(1, 2))
    again = open_control(control_url)
    assert decisions.standing(again, Kind.PERSON).num_rows == 1
    again.dispose()


def test_a_newer_store_is_refused(control: Engine, control_url: str) -> None:
    with control.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="9999"):
        open_control(control_url)


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://hub:s3cret-word@127.0.0.1:1/none", "sqlite:////proc/none/control.db"]
)
def test_a_store_that_does_not_answer_is_named_without_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_control(url)
    assert "s3cret-word" not in str(caught.value)


@pytest.mark.parametrize("url", ["nonsense", "nosuchdb://host/name"])
def test_a_url_that_is_none_is_said_so(url: str) -> None:
    with pytest.raises(StoreError, match=r"hub\.toml"):
        open_control(url)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    open_control(f"sqlite:///{tmp_path}/deep/down/control.db").dispose()
    assert (tmp_path / "deep/down/control.db").exists()


def test_the_latest_decision_holds_and_undoing_it_brings_back_the_one_before(control: Engine) -> None:
    decisions.decide(control, _decision(7, 3, Judgement.LINK))
    second = decisions.decide(control, _decision(3, 7, Judgement.NO_LINK))
    assert _standing(control) == [(3, 7, "no_link")]
    decisions.undo(control, second, "wang")
    assert _standing(control) == [(3, 7, "link")]
    with pytest.raises(NotFound):
        decisions.undo(control, second, "wang")


def test_decisions_of_other_kinds_are_kept_apart(control: Engine) -> None:
    decisions.decide(control, _decision(1, 2, kind=Kind.ADDRESS))
    assert _standing(control) == []
    assert decisions.standing(control, Kind.ADDRESS).num_rows == 1


def test_record_ids_of_63_bits_come_back_whole(control: Engine) -> None:
    largest = (1 << 63) - 1
    decisions.decide(control, _decision(largest, 1), "digest")
    with control.connect() as connection:
        row = connection.execute(select(DECISION)).mappings().one()
    assert (row["left_id"], row["right_id"], row["evidence_digest"]) == (1, largest, "digest")


def _decision(left: int, right: int, judgement: Judgement = Judgement.LINK, kind: Kind = Kind.PERSON) -> Decision:
    return Decision(kind, left, right, judgement, "li", "same photograph", now())


def _standing(control: Engine) -> list[tuple[int, int, str]]:
    rows = decisions.standing(control, Kind.PERSON).to_pylist()
    return [(row["left_id"], row["right_id"], row["judgement"]) for row in rows]
