"""Homes of one's own, and the `hub` command called on a home."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines import cli
from pipelines.settings import Settings
from tests.pipelines import homes
from tests.pipelines.calling import Answer, Hub


@pytest.fixture
def own(demo_folder: Path, tmp_path: Path) -> Settings:
    """A copy of the demo home, to be changed."""
    return homes.opened(homes.copy_of(demo_folder, tmp_path / "demo"))


@pytest.fixture
def hub_of(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Path], Hub]:
    """`hub_of(file)(*words)` calls `hub …` with this configuration, in this process."""

    def of(file: Path) -> Hub:
        def call(*words: object) -> Answer:
            monkeypatch.setenv("HUB_CONFIG", str(file))
            monkeypatch.setattr(sys, "argv", ["hub", *map(str, words)])
            code = 0
            try:
                cli.main()
            except SystemExit as end:
                code = int(end.code or 0)
            shown = capsys.readouterr()
            return code, shown.out, shown.err

        return call

    return of
