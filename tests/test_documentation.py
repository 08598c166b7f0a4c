"""README under test: its commands exist, its code runs, every declared system and table is named, no link is dead."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from connectors.catalogue import SYSTEMS
from connectors.source import System
from pipelines.cli import app
from pipelines.settings import load
from schema.published_tables import PUBLISHED

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def blocks(language: str) -> list[str]:
    """The code blocks of README in one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def hub_commands(text: str) -> Iterator[list[str]]:
    """Every `hub …` in a text, as words."""
    for line in re.findall(r"(?:\.venv/bin/|`)hub ([^`\n#]*)", text):
        yield line.split()


def known_commands() -> dict[str, set[str]]:
    """Command → its subcommands."""
    commands: dict[str, object] = getattr(typer.main.get_command(app), "commands", {})
    return {name: set(getattr(command, "commands", {})) for name, command in commands.items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    known = known_commands()
    for words in hub_commands(page.read_text(encoding="utf-8")):
        name = next((word for word in words if not word.startswith("-")), None)
        if name is not None and name != "COMMAND":
            assert name in known, f"{page.name} names `hub {name}`"


def test_readme_names_every_command() -> None:
    named = {words[0] for words in hub_commands(README) if words}
    assert set(known_commands()) - named == set()


def test_every_declared_system_and_its_title_is_in_readme() -> None:
    missing = [system.id for system in SYSTEMS.values() if f"`{system.id}` | {system.title}" not in README]
    assert missing == []


def test_every_published_table_is_in_readme() -> None:
    assert [name for name in PUBLISHED.tables if f"`{name}`" not in README] == []


def test_the_configuration_in_readme_is_one_that_the_hub_takes(tmp_path: Path) -> None:
    (text,) = blocks("toml")
    (tmp_path / "hub.toml").write_text(text, encoding="utf-8")
    settings = load(tmp_path / "hub.toml", SYSTEMS)
    assert set(settings.systems) == set(tomllib.loads(text)["systems"])


def test_the_code_in_readme_runs(demo_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "demo").symlink_to(demo_folder)
    monkeypatch.chdir(tmp_path)
    declared, opened = None, 0
    for block in blocks("python"):
        names: dict[str, object] = {}
        exec(compile(block, "README.md", "exec"), names)
        declared = declared or next((value for value in names.values() if isinstance(value, System)), None)
        opened += "warehouse" in names
    assert declared is not None
    assert declared.tables
    assert opened


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_is_dead(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_paths_that_readme_names_exist() -> None:
    named = re.findall(r"`((?:connectors|matching|warehouse|schema|pipelines|docs|tests|\.ci)/[\w./]*)`", README)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
