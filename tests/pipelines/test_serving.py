"""`hub serve`: a server with its page, a night that really comes, and a clean end."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from sqlalchemy import select

from schema.control_tables import RUN
from tests.pipelines import homes
from warehouse.control import open_control

PATIENCE_SECONDS = 150


def nights(folder: Path) -> list[str]:
    """How the nightly runs of this home ended."""
    engine = open_control(homes.opened(folder).control_url)
    with engine.connect() as connection:
        found = connection.execute(select(RUN.c.state).where(RUN.c.trigger == "nightly", RUN.c.state != "running"))
        return [state for (state,) in found]


@pytest.mark.xdist_group("serving")
def test_a_scheduled_night_comes_and_the_server_ends_cleanly(demo_folder: Path, tmp_path: Path) -> None:
    folder = homes.copy_of(demo_folder, tmp_path / "demo")
    with (folder / "hub.toml").open("a", encoding="utf-8") as file:
        # the sixth field is of seconds
        file.write('\n[night]\ncron = "* * * * * */15"\nport = 0\n')
    command = [str(Path(sys.executable).with_name("hub")), "serve", "--config", str(folder / "hub.toml")]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as server:
        assert server.stdout is not None
        page = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert page is not None
        with urllib.request.urlopen(page.group(), timeout=30) as answer:
            assert b"<html" in answer.read().lower()
        end = time.monotonic() + PATIENCE_SECONDS
        while not nights(folder) and server.poll() is None and time.monotonic() < end:
            time.sleep(0.5)
        server.send_signal(signal.SIGTERM)
        _, error = server.communicate(timeout=60)
    assert nights(folder)[0] == "done"
    assert server.returncode == 0, error
    assert "Traceback" not in error
    assert not (folder / "var" / "prefect" / "serving.json").exists()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(page.group(), timeout=5)
