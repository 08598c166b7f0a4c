"""hub.toml: what it may say, what it must not hold, and what a wrong one is told."""

from pathlib import Path

import pytest

from pipelines.settings import Settings, load
from schema.errors import SettingsError

KNOWN = ("police_hukou", "police_address", "court_cases")
WHOLE = """
[hub]
home = "var"
control = "postgresql+psycopg://hub@db/control"
password = { env = "CONTROL_PASSWORD" }

[systems.police_hukou]
location = "postgresql+psycopg://reader@host:5432/db"
password = { file = "secrets/hukou" }

[systems.police_address]
location = "drops/police_address"

[systems.court_cases]
location = "http://127.0.0.1:8901/court"
token = { env = "HUB_COURT_TOKEN" }

[night]
cron = "30 2 * * *"
"""


def settings_from(folder: Path, text: str) -> Settings:
    file = folder / "hub.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, KNOWN)


def test_paths_are_relative_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_from(tmp_path, WHOLE)
    monkeypatch.chdir("/")
    assert settings.home == tmp_path / "var"
    assert settings.location("police_address").folder == tmp_path / "drops" / "police_address"


def test_sqlite_databases_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, '[systems.police_hukou]\nlocation = "sqlite:///city/hukou.db"\n')
    assert settings.location("police_hukou").url == f"sqlite:///{tmp_path}/city/hukou.db"
    assert settings.control_url == f"sqlite:///{tmp_path}/var/control.db"


def test_secrets_come_from_environment_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTROL_PASSWORD", "p@ss/word")
    monkeypatch.setenv("HUB_COURT_TOKEN", "court-token")
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "hukou").write_text("hukou-secret\n", encoding="utf-8")
    settings = settings_from(tmp_path, WHOLE)
    assert settings.control_url == "postgresql+psycopg://hub:p%40ss%2Fword@db/control"
    assert settings.location("police_hukou").url == "postgresql+psycopg://reader:hukou-secret@host:5432/db"
    assert settings.location("court_cases").token == "court-token"


def test_a_missing_secret_stops_only_the_system_that_needs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HUB_COURT_TOKEN", raising=False)
    settings = settings_from(tmp_path, WHOLE)
    assert settings.location("police_address").token is None
    with pytest.raises(SettingsError, match="HUB_COURT_TOKEN"):
        settings.location("court_cases")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[hub]\ncontrl = "x"\n', "did you mean 'control'"),
        ('[hb]\nhome = "x"\n', "did you mean 'hub'"),
        ('[systems.police_huko]\nlocation = "x"\n', "did you mean 'police_hukou'"),
        ('[systems.police_hukou]\nlocatoin = "x"\n', "did you mean 'location'"),
        ('[systems.court_cases]\nlocation = "x"\ntoken = { evn = "A" }\n', "did you mean 'env'"),
        ("[systems.police_hukou]\n", "systems.police_hukou.location"),
        ('[systems.police_hukou]\nlocation = "x"\n[night]\ncron = "at one"\n', "cron line"),
        ('[systems.police_hukou]\nlocation = "x"\n[night]\ntimezone = "Asia/Hangzhou"\n', "time zone"),
        ('[hub]\nhome = "x"\n', "no system has a section"),
        ('[systems.police_hukou]\nlocation = "x\n', "is not TOML"),
    ],
)
def test_a_wrong_file_is_told_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from(tmp_path, text)
    assert says in str(caught.value)
    assert "hub.toml" in caught.value.where


@pytest.mark.parametrize(
    "text",
    [
        '[systems.court_cases]\nlocation = "http://h"\ntoken = "geheim"\n',
        '[systems.court_cases]\nlocation = "http://h"\ntoken = { env = "geheim", file = "geheim" }\n',
        '[systems.police_hukou]\nlocation = "postgresql+psycopg://user:geheim@host/db"\n',
        '[systems.police_hukou]\nlocation = "mysql+pymysql://user@host/db?password=geheim"\n',
        '[systems.court_cases]\nlocation = "https://host/court?token=geheim"\n',
        '[hub]\ncontrol = "postgresql://u:geheim@h/d"\n[systems.court_cases]\nlocation = "x"\n',
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_from(tmp_path, text)
    assert "env" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no such file"):
        load(tmp_path / "hub.toml", KNOWN)


def test_chosen_systems_keep_the_order_of_the_file(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, WHOLE)
    assert settings.chosen(()) == ("police_hukou", "police_address", "court_cases")
    assert settings.chosen(["court_cases", "police_hukou"]) == ("police_hukou", "court_cases")
    with pytest.raises(SettingsError, match="did you mean 'court_cases'"):
        settings.chosen(["court_case"])


def test_nothing_of_a_location_shows_in_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_COURT_TOKEN", "court-token")
    settings = settings_from(tmp_path, WHOLE)
    assert "court-token" not in repr(settings.location("court_cases"))
