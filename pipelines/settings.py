"""The one configuration file, hub.toml: what it may say, and where its paths and secrets lead.

Paths are relative to the file.  A secret is named, never written: `{ env = "NAME" }` or `{ file = "path" }`.  A system
without a section is left out.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from connectors.reading import Location
from pipelines.locations import refuse_inline_secret, resolved, with_password
from pipelines.schedule import checked_cron, checked_timezone
from pipelines.secret import Secret
from pipelines.settings_errors import explained, unknown_name
from schema.errors import SettingsError
from warehouse.workshop import Limits

FILE = "hub.toml"

_Url = Annotated[str, Field(min_length=1), AfterValidator(refuse_inline_secret)]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class HubSection(_Section):
    """`[hub]`: where the hub keeps what it holds."""

    home: Path = Path("var")
    control: _Url = "sqlite:///var/control.db"
    password: Secret | None = None
    """Of the control store's URL."""
    memory: str = Field(default="3GB", pattern=r"^[1-9][0-9]*(MB|GB)$")
    threads: int = Field(default=0, ge=0, le=256)


class SystemSection(_Section):
    """`[systems.<id>]`: where one system is reached."""

    location: _Url
    token: Secret | None = None
    password: Secret | None = None


class NightSection(_Section):
    """`[night]`: when `hub serve` runs the flow, and where its page is."""

    cron: Annotated[str, AfterValidator(checked_cron)] = "0 1 * * *"
    timezone: Annotated[str, AfterValidator(checked_timezone)] = "Asia/Shanghai"
    port: int = Field(default=4200, ge=0, le=65535)
    """0: any free port."""


class DemoSection(_Section):
    """`[demo]`: this is a demo home; its REST services are played for the time of a run."""

    city: Path = Path("city")
    seed: int = 7
    scale: float = Field(default=0.02, gt=0, le=1)


class Settings(_Section):
    """hub.toml, checked; `load` makes it."""

    hub: HubSection = HubSection()
    systems: Mapping[str, SystemSection] = {}
    night: NightSection = NightSection()
    demo: DemoSection | None = None
    _file: Path = PrivateAttr(default=Path(FILE))

    @model_validator(mode="after")
    def _something_to_do(self) -> "Settings":
        if not self.systems:
            raise ValueError("no system has a section, so there is nothing to do")
        return self

    @property
    def file(self) -> Path:
        """The file it was read from, absolute."""
        return self._file

    @property
    def home(self) -> Path:
        """Absolute."""
        return (self._file.parent / self.hub.home).absolute()

    @property
    def city(self) -> Path | None:
        """Folder of the demo city, where this is a demo home."""
        return (self._file.parent / self.demo.city).absolute() if self.demo else None

    @property
    def limits(self) -> Limits:
        """What one process may take of the machine."""
        return Limits(memory=self.hub.memory, threads=self.hub.threads)

    @property
    def control_url(self) -> str:
        """SQLAlchemy URL of the control store with its password; SettingsError if the secret is not there."""
        url = resolved(self.hub.control, self._file.parent)
        return with_password(url, self._read(self.hub.password, "hub.password"))

    def location(self, system_id: str) -> Location:
        """Where a system is reached, with its secrets; SettingsError if one of them is not there."""
        section = self.systems[system_id]
        place = f"systems.{system_id}"
        url = resolved(section.location, self._file.parent)
        password = self._read(section.password, f"{place}.password")
        return Location(with_password(url, password), self._read(section.token, f"{place}.token"))

    def chosen(self, asked: Iterable[str]) -> tuple[str, ...]:
        """The systems asked for, or all that have a section, in the file's order; SettingsError for an unknown one."""
        wanted = tuple(asked)
        for name in wanted:
            if name not in self.systems:
                raise unknown_name("system", name, self.systems, str(self._file))
        return tuple(name for name in self.systems if not wanted or name in wanted)

    def _read(self, secret: Secret | None, name: str) -> str | None:
        return secret.read(self._file.parent, f"{self._file.name}, {name}") if secret else None


def load(file: Path, known_systems: Iterable[str]) -> Settings:
    """Read and check hub.toml; SettingsError says which line or key is wrong, and never what stands there."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        settings = Settings.model_validate(content)
    except FileNotFoundError:
        raise SettingsError(
            "there is no such file", where=str(file), next_step="run `hub demo` for a first one, or name it by --config"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read ({type(error).__name__})", where=str(file)) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"is not TOML: {error}", where=str(file)) from None
    except ValidationError as error:
        raise explained(error, Settings, file) from None
    _check_systems(settings, set(known_systems), file)
    settings._file = file.absolute()
    return settings


def _check_systems(settings: Settings, known: set[str], file: Path) -> None:
    for name in settings.systems:
        if name not in known:
            raise unknown_name("system", name, known, f"{file}, [systems.{name}]")
