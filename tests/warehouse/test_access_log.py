"""Looks at persons are written down first, and a change of what was written is found."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, text

from schema.control_tables import ACCESS_LOG
from schema.errors import StoreError
from warehouse.access_log import FILE, KEY_VARIABLE, Look, access_key, record, verify

KEY = b"a key that is kept elsewhere"
LOOK = Look("wang", "trace", "P01ab23cd45ef6789", "complaint 17")


def test_looks_are_numbered_and_verified(control: Engine, tmp_path: Path) -> None:
    assert [record(tmp_path, KEY, control, LOOK) for _ in range(3)] == [1, 2, 3]
    assert verify(tmp_path, KEY, control) == 3
    entry = json.loads((tmp_path / FILE).read_text().splitlines()[1])
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0
    assert (entry["actor"], entry["subject"], entry["sequence"]) == ("wang", "P01ab23cd45ef6789", 2)


def test_an_empty_log_is_whole(control: Engine, tmp_path: Path) -> None:
    assert verify(tmp_path, KEY, control) == 0


def test_a_changed_entry_is_found(control: Engine, tmp_path: Path) -> None:
    _looks(control, tmp_path, 3)
    _edit(tmp_path, lambda lines: [lines[0], lines[1].replace("wang", "li"), lines[2]])
    with pytest.raises(StoreError, match="entry 2"):
        verify(tmp_path, KEY, control)


def test_a_removed_entry_is_found(control: Engine, tmp_path: Path) -> None:
    _looks(control, tmp_path, 3)
    _edit(tmp_path, lambda lines: [lines[0], lines[2]])
    with pytest.raises(StoreError, match="entry 2"):
        verify(tmp_path, KEY, control)


def test_a_shortened_log_is_found_by_its_anchor(control: Engine, tmp_path: Path) -> None:
    _looks(control, tmp_path, 3)
    _edit(tmp_path, lambda lines: lines[:2])
    with pytest.raises(StoreError, match="entry 3"):
        verify(tmp_path, KEY, control)
    (tmp_path / FILE).unlink()
    with pytest.raises(StoreError, match="missing"):
        verify(tmp_path, KEY, control)


def test_a_log_forged_with_another_key_is_found(control: Engine, tmp_path: Path) -> None:
    _looks(control, tmp_path, 2)
    with pytest.raises(StoreError, match="entry 1"):
        verify(tmp_path, b"another key", control)


def test_nobody_looks_when_the_look_cannot_be_anchored(control: Engine, tmp_path: Path) -> None:
    record(tmp_path, KEY, control, LOOK)
    with control.begin() as connection:
        connection.execute(text("ALTER TABLE access_log RENAME TO elsewhere"))
    with pytest.raises(StoreError, match="nothing was shown"):
        record(tmp_path, KEY, control, LOOK)


def test_an_entry_cut_off_by_a_crash_was_granted_to_nobody_and_goes(control: Engine, tmp_path: Path) -> None:
    _looks(control, tmp_path, 2)
    with (tmp_path / FILE).open("a") as file:
        file.write('{"sequence": 3, "actor": "wa')
    assert record(tmp_path, KEY, control, LOOK) == 3
    assert verify(tmp_path, KEY, control) == 3


def test_an_entry_that_was_not_anchored_is_no_gap(control: Engine, tmp_path: Path) -> None:
    _looks(control, tmp_path, 2)
    with control.begin() as connection:
        connection.execute(delete(ACCESS_LOG).where(ACCESS_LOG.c.sequence == 2))
    assert record(tmp_path, KEY, control, LOOK) == 3
    assert verify(tmp_path, KEY, control) == 3


def test_the_key_comes_from_the_environment_or_a_file_of_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = access_key(tmp_path)
    assert access_key(tmp_path) == made
    assert (tmp_path / "access.key").stat().st_mode & 0o077 == 0
    monkeypatch.setenv(KEY_VARIABLE, "from the environment")
    assert access_key(tmp_path) == b"from the environment"


def _looks(control: Engine, home: Path, count: int) -> None:
    for _ in range(count):
        record(home, KEY, control, LOOK)


def _edit(home: Path, change: object) -> None:
    lines = (home / FILE).read_text().splitlines(keepends=True)
    (home / FILE).write_text("".join(change(lines)))
