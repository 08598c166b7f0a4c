"""`hub serve`: a server with its page, runs of the home that use it, a night that really comes, and a clean end."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest
from sqlalchemy import select

from connectors.damage import DamagedFile
from pipelines import prefect_server, steps
from schema.control_tables import RUN
from schema.errors import SourceUnreachable
from tests.pipelines import homes
from warehouse.control import open_control

PATIENCE_SECONDS = 150


@dataclass(frozen=True, slots=True)
class Served:
    """A demo home that `hub serve` serves."""

    folder: Path
    url: str
    """Of the page."""
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def served(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = homes.copy_of(demo_folder, tmp_path_factory.mktemp("serving") / "demo")
    with (folder / "hub.toml").open("a", encoding="utf-8") as file:
        # the sixth field is of seconds
        file.write('\n[night]\ncron = "* * * * * */15"\nport = 0\n')
    command = [str(Path(sys.executable).with_name("hub")), "serve", "--config", str(folder / "hub.toml")]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        page = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert page is not None
        yield Served(folder, page.group(), process)
        # with pytest's own word where a test failed before it came to the end
        process.terminate()


def nights(folder: Path) -> list[str]:
    """How the nightly runs of this home ended."""
    engine = open_control(homes.opened(folder).control_url)
    with engine.connect() as connection:
        found = connection.execute(select(RUN.c.state).where(RUN.c.trigger == "nightly", RUN.c.state != "running"))
        return [state for (state,) in found]


def test_the_page_is_there(served: Served) -> None:
    with urllib.request.urlopen(served.url, timeout=30) as answer:
        assert b"<html" in answer.read().lower()


def test_runs_of_the_home_use_its_server_and_only_the_network_is_tried_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = dict(os.environ)
    with prefect_server.prefect_server(served.folder / "var") as server:
        assert (server.url, server.process) == (f"{served.url}/api", None)
        server.wait()
        # Prefect reads its settings when it is imported
        prefect, flows = import_module("prefect"), import_module("pipelines.flows")
        caller, attempts = flows.PrefectCaller(), []

        def land(error: Exception) -> str:
            attempts.append(type(error))
            if attempts.count(SourceUnreachable) > 1:
                return "landed"
            raise error

        monkeypatch.setattr(steps, "land", land)

        @prefect.flow
        def night() -> str:
            with pytest.raises(DamagedFile):
                caller.now(steps.land, DamagedFile("cut short"))
            return str(caller.now(steps.land, SourceUnreachable("no answer")))

        assert night() == "landed"
    assert attempts == [DamagedFile, SourceUnreachable, SourceUnreachable]
    assert os.environ.get("PREFECT_API_URL") == before.get("PREFECT_API_URL")


def test_a_scheduled_night_comes_and_the_server_ends_cleanly(served: Served) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not nights(served.folder) and served.process.poll() is None and time.monotonic() < end:
        time.sleep(0.5)
    served.process.send_signal(signal.SIGTERM)
    _, error = served.process.communicate(timeout=60)
    assert nights(served.folder)[0] == "done"
    assert served.process.returncode == 0, error
    assert "Traceback" not in error
    assert not (served.folder / "var" / "prefect" / "serving.json").exists()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(served.url, timeout=5)
