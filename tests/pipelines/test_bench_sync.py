"""`hub bench sync`: every step of a run is measured, and the bare copy copies every row."""

import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from pyarrow import parquet

from connectors.catalogue import SYSTEMS
from connectors.demo import city as cities
from pipelines import settings as configuration
from pipelines.bench import sync
from pipelines.bench.bare_copy import copy_bare
from pipelines.bench.memory import own_peak, watched
from pipelines.bench.sync import COPY, LAND, MAP, Night, Spent, SyncBench
from pipelines.bench.sync_view import as_json, show
from tests.pipelines import homes

FEW = ("postal_delivery", "justice_mediation")


def test_every_step_of_a_run_is_measured(demo_folder: Path, tmp_path: Path) -> None:
    folder = homes.copy_of(demo_folder, tmp_path / "demo")
    shutil.rmtree(folder / "var")
    city = homes.make_city(folder, systems=FEW)

    found = sync.run(city, Night(1))

    assert set(found.systems) == set(FEW)
    for spent in found.systems.values():
        assert set(spent) == {COPY, LAND, MAP}
        assert all(step.seconds > 0 and step.peak_bytes > 10_000_000 for step in spent.values())
        assert spent[LAND].rows == spent[MAP].rows > 0
    assert list(found.stages) == ["load", "address", "enterprise", "person", "release"]
    assert found.total(LAND).rows == sum(spent[LAND].rows for spent in found.systems.values())


@pytest.mark.parametrize("system", [name for name in SYSTEMS if SYSTEMS[name].delivery.reach != "rest"])
def test_the_bare_copy_has_every_row(system: str, demo_folder: Path, tmp_path: Path) -> None:
    settings = configuration.load(demo_folder / "hub.toml", SYSTEMS)

    copy_bare(SYSTEMS[system], settings.location(system), tmp_path)

    counts = cities.opened(demo_folder / "city").counts[system].values()
    for number, rows in enumerate(counts):
        files = tmp_path.glob(f"{number}[._]*")
        assert sum(parquet.read_metadata(file).num_rows for file in files) >= rows


def test_what_a_child_holds_counts_as_memory() -> None:
    with watched() as before:
        pass
    holds = "held = b'x' * 200_000_000; sum(range(3_000_000)); print(flush=True); input()"
    with watched() as peak, subprocess.Popen([sys.executable, "-c", holds], stdin=PIPE, stdout=PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        peak.look()
        child.communicate(b"\n")
    assert peak.peak_bytes > before.peak_bytes
    assert peak.cpu_seconds > 0
    assert own_peak() >= before.peak_bytes // 2 > 0


BENCH = SyncBench(
    0.1,
    7,
    (
        Night(
            1,
            {
                "water": {COPY: Spent(0.5, 0), LAND: Spent(1.0, 1 << 20, 2_000), MAP: Spent(4.0, 5 << 20, 2_000)},
                "gas": {COPY: Spent(0.5, 0), LAND: Spent(4.0, 2 << 20, 8_000), MAP: Spent(6.0, 3 << 20, 8_000, 3.0)},
            },
            {"load": Spent(2.0, 9 << 20)},
        ),
        Night(
            2, {"water": {LAND: Spent(0.5, 1 << 20, 20), MAP: Spent(1.0, 1 << 20, 20, 0.75)}}, {"load": Spent(0.5, 0)}
        ),
    ),
)


def test_a_later_night_stands_beside_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    show(BENCH)

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["gas", "8.0", "0.50", "4.00", "2.0", "6.00", "1.3", "20.0", "3"] in lines
    assert ["all", "10.0", "1.00", "5.00", "2.0", "10.0", "1.0", "15.0", "5"] in lines
    assert ["mapping", "映射", "10.00", "3.00", "5", "1.00", "0.10"] in lines
    assert ["loading", "入库", "2.00", "0.00", "9", "0.50", "0.25"] in lines


def test_landing_and_mapping_of_all_systems_are_summed_up(capsys: pytest.CaptureFixture[str]) -> None:
    show(BENCH)

    last = capsys.readouterr().out.split("demanded")[1]
    assert ["night", "2", "0.0", "1.50", "0.75", "1", "0.10", "0.25"] in [line.split() for line in last.splitlines()]
    first, second = as_json(BENCH)["taking_in"]
    assert (first["seconds"], first["cpu_seconds"], first["rows"], first["peak_bytes"]) == (15.0, 3.0, 10_000, 5 << 20)
    assert (second["share"], second["cpu_share"]) == (0.1, 0.25)
