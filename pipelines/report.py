"""What a run did and what came out of it, collected from the control store and the newest release, ready for JSON."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, RowMapping

from connectors.catalogue import SYSTEMS
from connectors.landing import batches
from pipelines import runs
from pipelines.drift import Drift, standing_drift
from pipelines.runs import EVERY_SYSTEM
from pipelines.settings import Settings
from schema.errors import NotFound
from schema.linkage import Kind
from schema.records import EVENTS, LINKS
from schema.relations import relation_name
from warehouse import releases
from warehouse.access import open_release
from warehouse.control import open_control
from warehouse.releases import Release

COUNTS = ("batches", "received", "unchanged", "recorded", "quarantined", "deleted", "rejected")


@dataclass(frozen=True)
class SystemLine:
    """One system in one run."""

    system: str
    title: str
    state: str
    """done, skipped (nothing new) or failed."""
    batches: int
    received: int
    unchanged: int
    recorded: int
    quarantined: int
    deleted: int
    rejected: int
    seconds: float
    message: str | None
    """What went wrong, or what is to be done."""
    last_good_at: datetime | None
    """When it last landed without an error, or with one that left files of changes before it good."""


@dataclass(frozen=True)
class Refusal:
    """Values that broke one rule, or rows kept apart for one reason, in one table of the newest release."""

    system: str
    table_name: str
    verdict: str
    column: str | None
    rule: str
    rows: int


@dataclass(frozen=True)
class ReleaseFacts:
    """What the newest release holds: rows by table of each family."""

    number: int
    published_at: datetime
    size_bytes: int
    records: dict[str, int]
    entities: dict[str, int]
    links: dict[str, int]
    events: dict[str, int]


@dataclass(frozen=True)
class RunReport:
    """One run."""

    number: int
    trigger: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    message: str | None
    release_number: int | None
    """The release that this run published; None: nothing changed, or it is held."""
    systems: list[SystemLine]
    seconds: dict[str, float]
    """By stage: of all systems together where the stage works by system."""
    work: dict[str, str]
    """By stage of matching: what was read or compared, and why everything where a night would have done."""
    warehouse: str
    release: ReleaseFacts | None
    refused: list[Refusal]
    drift: list[Drift]
    """Of the systems of this run: what stands, whenever it was noticed first."""


def last_run(settings: Settings) -> RunReport:
    """The newest run of this home; NotFound before the first."""
    control = open_control(settings.control_url)
    try:
        row = runs.latest(control)
        if row is None:
            raise NotFound("nothing has run yet", where=str(settings.home), next_step="run `hub sync`")
        return _report(settings, control, row)
    finally:
        control.dispose()


def _report(settings: Settings, control: Engine, row: RowMapping) -> RunReport:
    results = runs.Run(control, row["id"]).results()
    release = releases.newest(settings.home)
    lines = _lines(results, _last_good(settings.home, results, runs.last_success(control)))
    return RunReport(
        number=row["id"],
        **{name: row[name] for name in ("trigger", "state", "started_at", "finished_at", "message", "release_number")},
        systems=lines,
        seconds=_seconds(results),
        work=_work(results),
        warehouse=str(settings.home / releases.LINK),
        release=facts(release) if release else None,
        refused=refusals(settings.home) if release else [],
        drift=standing_drift(settings.home, [line.system for line in lines]),
    )


def _lines(results: Iterable[RowMapping], good: Mapping[str, datetime]) -> list[SystemLine]:
    by_system: dict[str, list[RowMapping]] = {}
    for result in results:
        if result["system"] != EVERY_SYSTEM:
            by_system.setdefault(result["system"], []).append(result)
    return [_line(system, stages, good.get(system)) for system, stages in by_system.items()]


def _last_good(home: Path, results: Iterable[RowMapping], whole: Mapping[str, datetime]) -> dict[str, datetime]:
    """By system; `whole` is when a look last ended well.  Of files of changes those before a bad one landed, too."""
    good = dict(whole)
    for system in {each["system"] for each in results if each["stage"] == "land" and each["state"] == "failed"}:
        times = [batch.landed_at for batch in batches(home, system)]
        if times:
            good[system] = max(times if system not in whole else [*times, whole[system]])
    return good


def _line(system: str, stages: list[RowMapping], good: datetime | None) -> SystemLine:
    failed = [stage for stage in stages if stage["state"] == "failed"]
    done = any(stage["state"] == "done" for stage in stages)
    counted = next((stage for stage in stages if stage["stage"] == "map"), stages[0])
    return SystemLine(
        system=system,
        title=SYSTEMS[system].title,
        state="failed" if failed else "done" if done else "skipped",
        **{name: counted[name] for name in COUNTS},
        seconds=sum(stage["seconds"] for stage in stages),
        message="; ".join(each["message"] for each in (failed or stages) if each["message"]) or None,
        last_good_at=good,
    )


def _seconds(results: Iterable[RowMapping]) -> dict[str, float]:
    seconds: dict[str, float] = {}
    for result in results:
        seconds[result["stage"]] = seconds.get(result["stage"], 0.0) + result["seconds"]
    return seconds


def facts(release: Release) -> ReleaseFacts:
    """What a release holds, from its manifest."""
    counts = release.counts
    return ReleaseFacts(
        number=release.number,
        published_at=release.published_at,
        size_bytes=release.size_bytes,
        records={kind.value: counts.get(f"{kind}_source", 0) for kind in Kind},
        entities={kind.value: counts.get(kind.value, 0) for kind in Kind},
        links=_present(counts, map(relation_name, LINKS)),
        events=_present(counts, map(relation_name, EVENTS)),
    )


def refusals(home: Path) -> list[Refusal]:
    """What was refused of all that the newest release was made of, most first."""
    query = """
        SELECT system, table_name, verdict, "column", rule, CAST(sum(row_count) AS BIGINT) AS row_count
        FROM quarantine_summary
        GROUP BY ALL
        ORDER BY row_count DESC, system, table_name, verdict, "column", rule
    """
    with open_release(home) as connection:
        return [Refusal(*row) for row in connection.execute(query).fetchall()]


def _present(counts: Mapping[str, int], names: Iterable[str]) -> dict[str, int]:
    return {name: counts[name] for name in names if counts.get(name)}


def _work(results: Iterable[RowMapping]) -> dict[str, str]:
    done = (each for each in results if each["system"] == EVERY_SYSTEM and each["state"] == "done")
    return {each["stage"]: each["message"] for each in done if each["message"]}
