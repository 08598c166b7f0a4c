"""What several commands take: the configuration, the home it names, and whether a program reads the answer."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from connectors.catalogue import SYSTEMS
from pipelines import settings as configuration
from pipelines.settings import Settings
from warehouse import access_log
from warehouse.access_log import Look
from warehouse.control import open_control

DEMO = Path("demo")

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        envvar="HUB_CONFIG",
        show_default="hub.toml, else demo/hub.toml",
        help="The configuration file.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document for programs instead of tables.")]


def settings_of(config: Path | None) -> Settings:
    """The configuration named, or hub.toml of this folder, or that of the demo city; SettingsError if it is wrong."""
    default, demo = Path(configuration.FILE), DEMO / configuration.FILE
    return configuration.load(config or (demo if demo.exists() and not default.exists() else default), SYSTEMS)


def has_settings(config: Path | None) -> bool:
    """Whether a configuration is named or lies here."""
    return config is not None or Path(configuration.FILE).exists() or (DEMO / configuration.FILE).exists()


def log_look(settings: Settings, action: str, subject: str) -> None:
    """Write down who looks at what before it is shown; StoreError if that fails, and then nothing is shown."""
    home = settings.home
    engine = open_control(settings.control_url)
    access_log.record(home, access_log.access_key(home), engine, Look(getpass.getuser(), action, subject))
    engine.dispose()
