"""Killed at any point and run again: the same warehouse as if nothing had happened."""

import multiprocessing
import os
import shutil
import signal
from pathlib import Path

import duckdb
import pytest

from schema.faults import VARIABLE
from tests.warehouse.city import content, deliver, home_of, resident, sync
from warehouse import patch, releases
from warehouse.workshop import FILE, open_workshop

POINTS = (
    "load.commit",
    "membership.address",
    "membership.person.committed",
    "golden.entities",
    "golden.filled",
    "publish.checked",
    "publish.named",
    "publish.manifest",
    "publish.pointer",
)


_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.warehouse.city"])


def second_night(home: Path, dying_at: str = "") -> None:
    """A person moves, one is new, one is gone."""
    os.environ[VARIABLE] = dying_at
    folder = home / "mapped" / "police_hukou" / "t" / "000002"
    shutil.rmtree(folder, ignore_errors=True)
    moved, new = resident("1", name="张三"), resident("3", name="王五")
    batch = deliver(home, "police_hukou", 2, [moved, *home_of(moved, "a/b/2/1"), new], deleted=["2"])
    with open_workshop(home) as connection, pytest.MonkeyPatch.context() as size:
        # as in a home of full size, the release is patched from the one before
        for name, value in (("SMALLEST", 0), ("LARGEST_SHARE", 2.0), ("MOST_GROWTH", 9.0)):
            size.setattr(patch, name, value)
        sync(connection, home, batch)


@pytest.fixture(scope="module")
def first_night(tmp_path_factory: pytest.TempPathFactory, prototype: Path) -> Path:
    home = tmp_path_factory.mktemp("first")
    shutil.copy(prototype, home / FILE)
    zhang, li = resident("1", name="张三"), resident("2", name="李四")
    with open_workshop(home) as connection:
        sync(connection, home, deliver(home, "police_hukou", 1, [zhang, *home_of(zhang, "a/b/1/1"), li]))
    return home


@pytest.fixture(scope="module")
def expected(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    home = tmp_path_factory.mktemp("undisturbed") / "home"
    shutil.copytree(first_night, home, symlinks=True)
    second_night(home)
    assert releases.newest(home).patches == 1
    return content(home / "releases" / "000002.duckdb")


@pytest.mark.parametrize("point", POINTS)
def test_killed_and_run_again_gives_the_same_warehouse(
    first_night: Path, expected: dict[str, list[tuple[object, ...]]], tmp_path: Path, point: str
) -> None:
    home = tmp_path / "home"
    shutil.copytree(first_night, home, symlinks=True)
    killed = _PROCESSES.Process(target=second_night, args=(home,), kwargs={"dying_at": point})
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    # a reader in between finds a whole release, the old one or the new one
    with duckdb.connect(str((home / "warehouse.duckdb").resolve()), read_only=True) as reader:
        assert reader.execute("SELECT max(release_number) FROM release").fetchall() in ([(1,)], [(2,)])
    second_night(home)
    assert releases.newest(home).number == 2
    assert (home / "warehouse.duckdb").resolve() == home / "releases" / "000002.duckdb"
    assert content(home / "releases" / "000002.duckdb") == expected
    assert not list((home / "releases").glob("*draft*"))
