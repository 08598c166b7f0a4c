"""How a home and its systems stand between runs."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, RowMapping

from connectors.catalogue import SYSTEMS
from connectors.landing import batches
from pipelines import lock, report, runs
from pipelines.report import ReleaseFacts
from pipelines.settings import Settings
from warehouse import releases
from warehouse.control import open_control

_RUNS_SHOWN = 7


@dataclass(frozen=True)
class RunLine:
    """One run of the past."""

    number: int
    trigger: str
    state: str
    started_at: datetime
    seconds: float | None
    release_number: int | None
    message: str | None

    @property
    def row(self) -> tuple[object, ...]:
        """As shown."""
        seconds = None if self.seconds is None else round(self.seconds)
        return self.number, self.trigger, self.state, self.started_at, seconds, self.release_number, self.message or ""


@dataclass(frozen=True)
class HomeStanding:
    """A home between runs."""

    home: str
    holder: str | None
    """Who runs in it now."""
    release: ReleaseFacts | None
    stale: list[str]
    """Systems whose last landing failed: their last good state is in use."""
    runs: list[RunLine]


@dataclass(frozen=True)
class SystemStanding:
    """One system."""

    system: str
    title: str
    department: str
    delivery: str
    """How it is reached and what one delivery is, e.g. 'cursor sql' or 'full drop'."""
    batches: int
    rows: int
    """Of all batches together."""
    delivered_at: datetime | None
    landed_at: datetime | None
    verdict: str
    """fresh, waiting for a first delivery, or what went wrong the last time."""


def home_standing(settings: Settings) -> HomeStanding:
    """What `hub status` says."""
    control = open_control(settings.control_url)
    release = releases.newest(settings.home)
    return HomeStanding(
        home=str(settings.home),
        holder=lock.holder(settings.home),
        release=report.facts(release) if release else None,
        stale=sorted(_troubles(control)),
        runs=[_run(row) for row in runs.recent(control, _RUNS_SHOWN)],
    )


def systems_standing(settings: Settings) -> list[SystemStanding]:
    """What `hub systems` says of every system with a section, in the order of the file."""
    troubles = _troubles(open_control(settings.control_url))
    return [_system(settings, system, troubles.get(system)) for system in settings.systems]


def _system(settings: Settings, system: str, trouble: str | None) -> SystemStanding:
    declared, landed = SYSTEMS[system], batches(settings.home, system)
    delivered = max((batch.delivered_at for batch in landed), default=None)
    return SystemStanding(
        system=system,
        title=declared.title,
        department=declared.department,
        delivery=re.sub(r"(?<!^)(?=[A-Z])", " ", type(declared.delivery).__name__).lower(),
        batches=len(landed),
        rows=sum(batch.rows for batch in landed),
        delivered_at=delivered,
        landed_at=max((batch.landed_at for batch in landed), default=None),
        verdict=f"stale: {trouble}" if trouble else "fresh" if landed else "waiting for a first delivery",
    )


def _troubles(control: Engine) -> dict[str, str]:
    """System → what went wrong, for those whose newest landing or mapping failed."""
    return {row["system"]: row["message"] for row in runs.newest_by_system(control) if row["state"] == "failed"}


def _run(row: RowMapping) -> RunLine:
    finished = row["finished_at"]
    return RunLine(
        number=row["id"],
        trigger=row["trigger"],
        state=row["state"],
        started_at=row["started_at"],
        seconds=(finished - row["started_at"]).total_seconds() if finished else None,
        release_number=row["release_number"],
        message=row["message"],
    )
