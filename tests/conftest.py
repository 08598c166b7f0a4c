"""What every test shares: examples are not timed and always the same; a demo home that was run once."""

import fcntl
from pathlib import Path

import pytest
from hypothesis import settings

from tests.pipelines import homes

settings.register_profile("hub", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("hub")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A demo folder after one run: hub.toml, city, var.  Made once for all workers; copy it to change it."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "var" / "warehouse.json").exists():
            homes.run(homes.make_city(folder))
    return folder
