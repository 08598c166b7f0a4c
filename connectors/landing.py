"""A delivery becomes a batch: what a system has that is new, exactly as delivered, in Parquet with its manifest.

Either every table of the system is read to its end, or nothing of the delivery is landed.  Files of changes stand each
for itself: those before a damaged one are landed, those after it wait.
"""

from dataclasses import dataclass
from pathlib import Path

from connectors import landed
from connectors.contract import Drift
from connectors.noted import note
from connectors.reading import Location
from connectors.source import System
from connectors.visit import Visit
from schema.errors import DeliveryError
from schema.provenance import Batch, Delivery

__all__ = ["Landing", "Location", "batches", "land"]

batches = landed.batches


@dataclass(frozen=True, slots=True)
class Landing:
    """What one look at a system brought: batches in the order to map them, and what the owner changed."""

    system: str
    batches: tuple[Batch, ...]
    drift: tuple[Drift, ...]
    """Columns that the declaration does not name, by table."""
    repeated: int
    """Items that a service gave more than once; dropped."""
    remarks: tuple[str, ...] = ()
    """What the owner should know of deliveries that were read all the same."""


def land(system: System, location: Location, home: Path, *, full: bool = False, approved: bool = False) -> Landing:
    """Land what is new; `full` reads everything again, so that rows which are gone are noticed.

    A delivery equal to what is landed makes no batch.  `approved` takes in what else is held back: a whole table of
    half or twice the rows of the one before, one that seems cut, a column of another type.  Raises DeliveryError, or
    DeclarationError where a column is undecided; then nothing was landed, but files of changes before the damaged one.
    """
    system.check_decided()
    landed.sweep(home, system.id)
    visits = [Visit(system, table, home, full=full, approved=approved) for table in system.tables]
    try:
        parts, failure = _staged(visits, location)
        if failure is not None and system.delivery.usual is not Delivery.DELTA:
            raise failure
        for part, batch in parts:
            landed.commit(home, part, batch)
        if failure is None:
            note(home, system.id, filter(None, (visit.noted() for visit in visits)))
    finally:
        landed.sweep(home, system.id)
    if failure is not None:
        raise failure
    drift = tuple(Drift(system.id, visit.table.name, tuple(visit.new_columns)) for visit in visits if visit.new_columns)
    return Landing(
        system=system.id,
        batches=tuple(batch for _, batch in parts),
        drift=drift,
        repeated=sum(visit.repeated for visit in visits),
        remarks=tuple(dict.fromkeys(remark for visit in visits for remark in visit.all_remarks)),
    )


def _staged(visits: list[Visit], location: Location) -> tuple[list[tuple[Path, Batch]], DeliveryError | None]:
    """What came, up to the first delivery that cannot be read, and what is wrong with that one."""
    parts: list[tuple[Path, Batch]] = []
    try:
        for visit in visits:
            for part in visit.stage(location):
                parts.append(part)  # noqa: PERF402 - what came before an error stays
    except DeliveryError as error:
        return parts, error
    return parts, None
