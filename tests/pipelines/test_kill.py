"""Killed at every point where work is committed, and started again each time: the same warehouse."""

import multiprocessing
import os
import re
import signal
from pathlib import Path

from sqlalchemy import select

from schema.control_tables import RELEASE
from schema.faults import VARIABLE
from schema.linkage import Kind
from tests.pipelines import homes
from warehouse.control import open_control

IN_ORDER = (
    "load.commit",
    "load.committed",
    "membership.address",
    "membership.address.committed",
    "membership.enterprise",
    "membership.enterprise.committed",
    "index.files",
    "index.manifest",
    "membership.person",
    "membership.person.committed",
    "golden.entities",
    "golden.filled",
    "publish.checked",
    "publish.named",
    "publish.manifest",
)
"""The points in the order in which a run passes them."""
AT_THE_END = ("publish.pointer", "publish.linked")
"""After either of them the release is there, and the next run has nothing to do but to finish it."""
SYSTEMS = ("police_address", "police_hukou", "hr_insurance", "hr_inspection", "fire_supervision")
"""Enough to have every kind of entity, link and event in a few seconds."""
PACKAGES = ("connectors", "matching", "warehouse", "pipelines")
ROOT = Path(__file__).parents[2]


def fault_points() -> set[str]:
    """Every point that the code names, with the kinds put in."""
    named = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            named |= set(re.findall(r"(?<!\w)fault\(f?\"([^\"]+)\"\)", path.read_text(encoding="utf-8")))
    return {re.sub(r"\{[^}]*kind\}", kind, name) for name in named for kind in Kind}


def run_and_die_at(folder: Path, point: str) -> None:
    """In a process of its own: one run that is killed at this point."""
    os.environ[VARIABLE] = point
    homes.run(homes.opened(folder))


def ending(folder: Path, point: str) -> int | None:
    """How a run that dies at this point ended; the fork server has everything imported already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.pipelines.homes"])
    process = context.Process(target=run_and_die_at, args=(folder, point))
    process.start()
    process.join()
    return process.exitcode


def releases_written_down(folder: Path) -> list[int]:
    """Numbers of the releases that the control store knows."""
    with open_control(homes.opened(folder).control_url).connect() as connection:
        return list(connection.execute(select(RELEASE.c.number)).scalars())


def test_every_point_of_the_code_is_tried() -> None:
    assert fault_points() == {*IN_ORDER, *AT_THE_END}


def test_a_run_killed_at_every_point_in_turn_ends_with_the_same_warehouse(tmp_path: Path) -> None:
    undisturbed, given = (homes.make_city(tmp_path / name, systems=SYSTEMS) for name in ("undisturbed", "killed"))
    homes.run(undisturbed)
    # each run goes on where the one before was killed, so that one chain passes all points
    endings = {point: ending(given.file.parent, point) for point in IN_ORDER}
    for point in AT_THE_END:
        folder = homes.copy_of(given.file.parent, tmp_path / point)
        endings[point] = ending(folder, point)
        homes.run(homes.opened(folder))
        assert homes.contents(folder / "var") == homes.contents(undisturbed.home)
        assert (folder / "var" / "warehouse.duckdb").resolve().name == "000001.duckdb"
        assert releases_written_down(folder) == [1]
    assert endings == dict.fromkeys((*IN_ORDER, *AT_THE_END), -signal.SIGKILL)
