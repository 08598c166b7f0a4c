"""How a home and its systems stand between runs."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping

from connectors.catalogue import SYSTEMS
from connectors.landing import batches
from connectors.mapping import rows_in_force
from pipelines import lock, report, runs
from pipelines.drift import Drift, standing_drift
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
    stale: dict[str, datetime | None]
    """System whose last look failed → when it was last delivered; its last good state is in use.  None: never."""
    runs: list[RunLine]


@dataclass(frozen=True)
class SystemStanding:
    """One system."""

    system: str
    title: str
    department: str
    delivery: str
    """What one delivery is and how it is reached, e.g. 'cursor sql' or 'full drop'."""
    batches: int
    rows: int
    """In force in all its tables: what stands after the changes that were delivered."""
    newest_rows: int
    """Of the newest batch of each table."""
    delivered_at: datetime | None
    landed_at: datetime | None
    verdict: str
    """current: newest delivery in use; drift: columns are new; stale: the last look failed; waiting: nothing yet."""
    message: str | None
    """Of a stale system: what went wrong and what to do next."""
    drift: list[Drift]


def home_standing(settings: Settings) -> HomeStanding:
    """What `hub status` says."""
    control = open_control(settings.control_url)
    release = releases.newest(settings.home)
    return HomeStanding(
        home=str(settings.home),
        holder=lock.holder(settings.home),
        release=report.facts(release) if release else None,
        stale={system: _last_delivered(settings, system) for system in runs.stale(control)},
        runs=[_run(row) for row in runs.recent(control, _RUNS_SHOWN)],
    )


def systems_standing(settings: Settings) -> list[SystemStanding]:
    """What `hub systems` says of every system with a section, in the order of the file."""
    visits = {row["system"]: row for row in runs.newest_by_system(open_control(settings.control_url))}
    return [_system(settings, system, visits.get(system)) for system in settings.systems]


def _system(settings: Settings, system: str, visit: RowMapping | None) -> SystemStanding:
    declared, landed = SYSTEMS[system], batches(settings.home, system)
    failed = visit is not None and visit["state"] == "failed"
    drift = standing_drift(settings.home, [system])
    has_new = any(each.new_columns for each in drift)
    return SystemStanding(
        system=system,
        title=declared.title,
        department=declared.department,
        delivery=f"{declared.delivery.usual} {declared.delivery.reach}",
        batches=len(landed),
        rows=sum(rows_in_force(declared, table, settings.home) for table in declared.tables),
        newest_rows=sum({batch.table_name: batch.rows for batch in landed}.values()),
        delivered_at=_last_delivered(settings, system),
        landed_at=max((batch.landed_at for batch in landed), default=None),
        verdict="stale" if failed else "waiting" if not landed else "drift" if has_new else "current",
        message=visit["message"] if visit and failed else None,
        drift=drift,
    )


def _last_delivered(settings: Settings, system: str) -> datetime | None:
    return max((batch.delivered_at for batch in batches(settings.home, system)), default=None)


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
