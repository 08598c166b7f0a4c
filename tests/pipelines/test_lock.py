"""One run at a time in one home."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.lock import holder, only_run
from schema.errors import AlreadyRunning

_HOLD = """
import sys, time
from pathlib import Path
from pipelines.lock import only_run
with only_run(Path(sys.argv[1]), "hub sync (nightly)"):
    print("held", flush=True)
    time.sleep(600)
"""


def test_a_second_run_is_told_who_holds_the_home(tmp_path: Path) -> None:
    with only_run(tmp_path, "hub sync"), pytest.raises(AlreadyRunning) as caught, only_run(tmp_path, "other"):
        pass
    assert f"hub sync, process {os.getpid()}" in caught.value.what
    assert "since 2" in caught.value.what
    assert caught.value.exit_code == 6


def test_the_home_is_free_after_the_run_and_after_a_failed_one(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="broken"), only_run(tmp_path, "first"):
        raise ValueError("broken")
    assert holder(tmp_path) is None
    with only_run(tmp_path, "second"):
        assert "second" in (holder(tmp_path) or "")


def test_a_killed_run_leaves_the_home_free(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        assert f"process {child.pid}" in (holder(tmp_path) or "")
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert holder(tmp_path) is None
    with only_run(tmp_path, "next"):
        pass


def test_homes_do_not_disturb_each_other(tmp_path: Path) -> None:
    with only_run(tmp_path / "a", "one"), only_run(tmp_path / "b", "two"):
        assert "one" in (holder(tmp_path / "a") or "")
