"""The truth about runs, in the control store: what ran, how each system went through each stage, what came of it.

Prefect's own record is for its page: a killed run stays RUNNING there for ever.
"""

import os
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from time import perf_counter

from sqlalchemy import Engine, RowMapping, func, insert, or_, select, update

from schema.control_tables import BATCH, DECISION, RELEASE, RUN, RUN_SYSTEM
from schema.errors import GateFailed, HubError, PartlyFailed
from schema.provenance import Batch
from warehouse.clock import local, now
from warehouse.releases import Release

EVERY_SYSTEM = "*"
"""Stands for the system in a stage that works on all of them."""


@dataclass(frozen=True, slots=True)
class StageResult:
    """How one system went through one stage; the counts are of rows, `rejected` of values."""

    system: str
    stage: str
    state: str = "done"
    batches: int = 0
    received: int = 0
    unchanged: int = 0
    recorded: int = 0
    quarantined: int = 0
    deleted: int = 0
    rejected: int = 0
    seconds: float = 0.0
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run that is going on, and how to write down what it does."""

    engine: Engine
    number: int

    def write(self, result: StageResult) -> StageResult:
        """Keep what a stage did, in the place of an earlier attempt."""
        values = {**asdict(result), "run_id": self.number, "finished_at": now()}
        with self.engine.begin() as connection:
            connection.execute(
                RUN_SYSTEM.delete().where(
                    RUN_SYSTEM.c.run_id == self.number,
                    RUN_SYSTEM.c.system == result.system,
                    RUN_SYSTEM.c.stage == result.stage,
                )
            )
            connection.execute(insert(RUN_SYSTEM), values)
        return result

    @contextmanager
    def stage(self, stage: str) -> Iterator[Callable[[str | None], None]]:
        """A stage that works on all systems: its time, how it ended, and what it says of itself."""
        start = perf_counter()
        state, messages = "failed", list[str | None]([None])
        try:
            yield messages.append
            state = "done"
        except HubError as error:
            messages.append(str(error))
            raise
        finally:
            self.write(
                StageResult(EVERY_SYSTEM, stage, state=state, message=messages[-1], seconds=perf_counter() - start)
            )

    def results(self, stage: str | None = None) -> list[RowMapping]:
        """What was written of this run, in the order in which it happened."""
        query = select(RUN_SYSTEM).where(RUN_SYSTEM.c.run_id == self.number).order_by(RUN_SYSTEM.c.id)
        if stage:
            query = query.where(RUN_SYSTEM.c.stage == stage)
        with self.engine.connect() as connection:
            return list(connection.execute(query).mappings())


@contextmanager
def recorded_run(engine: Engine, trigger: str, systems: Sequence[str]) -> Iterator[Run]:
    """One run, from its start to however it ends; a run that was killed before is marked so.

    Only the holder of the home's lock may call this.
    """
    run = Run(engine, begin(engine, trigger, systems))
    state, message = "failed", None
    try:
        yield run
        state = "done"
    except HubError as error:
        state, message = _ending(error), str(error)
        raise
    except BaseException as error:
        message = type(error).__name__
        raise
    finally:
        _set(engine, run.number, state=state, message=message, finished_at=now())


def published(run: Run, release: Release) -> None:
    """Write down which release this run built, and whether it was held."""
    note_release(run.engine, release)
    if not release.failures:
        _set(run.engine, run.number, release_number=release.number)


def note_release(engine: Engine, release: Release) -> None:
    """Write down a release, in the place of what was written of its number before."""
    values = {
        "number": release.number,
        "state": "held" if release.failures else "published",
        "sha256": release.sha256,
        "size_bytes": release.size_bytes,
        "published_at": local(release.published_at),
        "message": "; ".join(release.failures) or None,
        **{f"{kind}_count": release.counts.get(kind, 0) for kind in ("person", "address", "enterprise")},
    }
    with engine.begin() as connection:
        connection.execute(RELEASE.delete().where(RELEASE.c.number == release.number))
        connection.execute(insert(RELEASE), values)


def note_missing(engine: Engine, release: Release) -> None:
    """Write down a release whose run was killed before it could."""
    with engine.connect() as connection:
        is_known = connection.execute(select(RELEASE.c.number).where(RELEASE.c.number == release.number)).first()
    if not is_known:
        note_release(engine, release)


def has_new_decisions(engine: Engine, release: Release) -> bool:
    """Whether a person decided, or took back, something that this release cannot know of."""
    began = select(func.min(RUN.c.started_at)).where(RUN.c.release_number == release.number)
    with engine.connect() as connection:
        since = connection.execute(began).scalar() or local(release.published_at)
        newer = or_(DECISION.c.decided_at >= since, DECISION.c.undone_at >= since)
        return connection.execute(select(DECISION.c.id).where(newer).limit(1)).first() is not None


def approved(engine: Engine, number: int) -> None:
    """Write down that a held release was let through."""
    with engine.begin() as connection:
        connection.execute(update(RELEASE).where(RELEASE.c.number == number).values(state="published"))


def landed(run: Run, batches: Iterable[Batch]) -> None:
    """Write down every batch that is not there yet."""
    with run.engine.begin() as connection:
        known = {tuple(row) for row in connection.execute(select(BATCH.c.system, BATCH.c.table_name, BATCH.c.sequence))}
        new = [_batch(each) for each in batches if (each.system, each.table_name, each.sequence) not in known]
        if new:
            connection.execute(insert(BATCH), new)


def latest(engine: Engine) -> RowMapping | None:
    """The newest run, or None."""
    with engine.connect() as connection:
        return connection.execute(select(RUN).order_by(RUN.c.id.desc()).limit(1)).mappings().first()


def recent(engine: Engine, limit: int) -> list[RowMapping]:
    """The newest runs, newest first."""
    with engine.connect() as connection:
        return list(connection.execute(select(RUN).order_by(RUN.c.id.desc()).limit(limit)).mappings())


def last_success(engine: Engine) -> dict[str, datetime]:
    """When each system last landed without an error."""
    stage = RUN_SYSTEM.c
    query = select(stage.system, stage.finished_at).where(stage.stage == "land", stage.state != "failed")
    with engine.connect() as connection:
        return {row.system: row.finished_at for row in connection.execute(query.order_by(stage.id))}


def newest_by_system(engine: Engine) -> list[RowMapping]:
    """Of each system the stage that tells most of its newest visit: one that failed, else one with a message."""
    stage = RUN_SYSTEM.c
    newest: dict[str, RowMapping] = {}
    with engine.connect() as connection:
        query = select(RUN_SYSTEM).where(stage.system != EVERY_SYSTEM).order_by(stage.run_id, stage.id)
        for row in connection.execute(query).mappings():
            before = newest.get(row["system"])
            if before is None or before["run_id"] != row["run_id"] or _tells(row) > _tells(before):
                newest[row["system"]] = row
    return list(newest.values())


def stale(engine: Engine) -> list[str]:
    """Systems whose newest visit failed: their last good state is in use."""
    return sorted(row["system"] for row in newest_by_system(engine) if row["state"] == "failed")


def _tells(row: RowMapping) -> tuple[bool, bool]:
    return row["state"] == "failed", row["message"] is not None


def begin(engine: Engine, trigger: str, systems: Sequence[str]) -> int:
    """Write down that a run begins; its number.  One that was still running is marked as killed."""
    values = {
        "trigger": trigger,
        "state": "running",
        "systems": " ".join(systems),
        "process_id": os.getpid(),
        "host": socket.gethostname(),
        "started_at": now(),
    }
    with engine.begin() as connection:
        connection.execute(update(RUN).where(RUN.c.state == "running").values(state="killed", finished_at=None))
        return int(connection.execute(insert(RUN).returning(RUN.c.id), values).scalar_one())


def _set(engine: Engine, number: int, **values: object) -> None:
    with engine.begin() as connection:
        connection.execute(update(RUN).where(RUN.c.id == number).values(values))


def _ending(error: HubError) -> str:
    if isinstance(error, PartlyFailed):
        return "partly_failed"
    return "held" if isinstance(error, GateFailed) else "failed"


def _batch(batch: Batch) -> dict[str, object]:
    return {
        "system": batch.system,
        "table_name": batch.table_name,
        "sequence": batch.sequence,
        "delivery": str(batch.delivery),
        "row_count": batch.rows,
        "sha256": batch.sha256,
        "source": batch.source,
        "position": batch.position,
        "delivered_at": local(batch.delivered_at),
        "landed_at": local(batch.landed_at),
    }
