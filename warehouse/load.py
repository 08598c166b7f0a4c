"""A mapped batch goes into the workshop: in one transaction, in the order of its table, once."""

from pathlib import Path

import duckdb

from schema.errors import AccountingError, StoreError
from schema.faults import fault
from schema.provenance import Batch, Delivery, MappedBatch
from schema.records import RELATIONS, Mention
from schema.relations import relation_name
from schema.tables import record_table
from warehouse import statements
from warehouse.clock import local, now
from warehouse.exchange import transaction
from warehouse.statements import Parameters

_KEPT_APART = ("rejection", "quarantine")


def load_batch(connection: duckdb.DuckDBPyConnection, mapped: MappedBatch, home: Path) -> bool:
    """Put what a batch says in the place of what its rows said before; False if it was taken in already.

    StoreError if an earlier batch of the table is missing; AccountingError, and nothing changed, if a row is not
    accounted for.
    """
    if not _is_next(connection, mapped.batch):
        return False
    with transaction(connection):
        _replace(connection, mapped, home / mapped.folder)
        _check_accounts(connection, mapped, home / mapped.folder)
        fault("load.commit")
    fault("load.committed")
    return True


def forget_table(connection: duckdb.DuckDBPyConnection, system: str, table_name: str) -> None:
    """Take out all that one table's batches said, so that they can be taken in again from the first one on."""
    values = {"system": system, "table_name": table_name}
    with transaction(connection):
        for name in (*map(record_table, RELATIONS), *_KEPT_APART, "applied_batch"):
            statements.run(connection, "forget_table", values, table=name)


def last_sequence(connection: duckdb.DuckDBPyConnection, system: str, table_name: str) -> int:
    """The number of the last batch taken in of one table; 0 where there is none."""
    return statements.count(connection, "last_sequence", {"system": system, "table_name": table_name})


def _is_next(connection: duckdb.DuckDBPyConnection, batch: Batch) -> bool:
    last = last_sequence(connection, batch.system, batch.table_name)
    if batch.sequence > last + 1:
        raise StoreError(
            f"batch {batch.sequence} cannot be taken in before batch {last + 1}",
            where=f"{batch.system}, table {batch.table_name}",
            next_step="run `hub sync` for this system: it takes in what landed, in order",
        )
    return batch.sequence == last + 1


def _replace(connection: duckdb.DuckDBPyConnection, mapped: MappedBatch, folder: Path) -> None:
    batch = mapped.batch
    table = {"system": batch.system, "table_name": batch.table_name}
    if batch.sequence > 1:
        _forget(connection, table, folder / "touched.parquet")
    if batch.delivery is Delivery.FULL:
        statements.run(connection, "forget_judged_anew", table)
    for record in RELATIONS:
        _insert(connection, "load_relation", _file(folder, record), {}, record_table(record))
    identity = {"batch_id": batch.batch_id}
    _insert(connection, "load_rejection", folder / "rejection.parquet", identity)
    _insert(connection, "load_quarantine", folder / "quarantine.parquet", {**identity, **table})
    statements.run(connection, "insert_batch", {**identity, **table, **_facts(mapped)})


def _forget(connection: duckdb.DuckDBPyConnection, table: Parameters, touched: Path) -> None:
    if not touched.exists():
        return
    statements.run(connection, "touched", {"path": str(touched)})
    for name in (*map(record_table, RELATIONS), *_KEPT_APART):
        statements.run(connection, "forget_touched", table, table=name)


def _insert(
    connection: duckdb.DuckDBPyConnection, name: str, path: Path, values: Parameters, table: str | None = None
) -> None:
    if path.exists():
        statements.run(connection, name, {**values, "path": str(path)}, **({"table": table} if table else {}))


def _facts(mapped: MappedBatch) -> dict[str, object]:
    batch = mapped.batch
    return {
        "sequence": batch.sequence,
        "delivery": str(batch.delivery),
        "sha256": batch.sha256,
        "content_digest": batch.content_digest,
        "source": batch.source,
        "position": batch.position,
        "landed_at": local(batch.landed_at),
        "delivered_at": local(batch.delivered_at),
        "received": mapped.received,
        "unchanged": mapped.unchanged,
        "recorded": mapped.recorded,
        "quarantined": mapped.quarantined,
        "deleted": mapped.deleted,
        "rejected": mapped.rejected,
        "applied_at": now(),
    }


def _check_accounts(connection: duckdb.DuckDBPyConnection, mapped: MappedBatch, folder: Path) -> None:
    """received = unchanged + recorded + quarantined, and what is recorded or kept apart is there."""
    identity = {"batch_id": mapped.batch.batch_id}
    apart = {name: statements.count(connection, "count_batch_rows", identity, table=name) for name in _KEPT_APART}
    accounts = [
        ("rows received", mapped.received, mapped.unchanged + mapped.recorded + mapped.quarantined),
        ("rows landed", mapped.batch.rows, mapped.received),
        ("rows in quarantine", mapped.quarantined, apart["quarantine"]),
        ("values rejected", mapped.rejected, apart["rejection"]),
    ]
    if mapped.batch.delivery is not Delivery.DELTA:
        # a delta also records rows that say "deleted" and yield nothing
        accounts.append(("rows recorded", mapped.recorded, _count_recorded(connection, folder)))
    for what, stated, found in accounts:
        if stated != found:
            raise AccountingError(
                f"{what}: {stated} stated, {found} found",
                where=f"batch {mapped.batch.batch_id}",
                next_step="report this with the batch's manifest: the hub lost or doubled rows",
            )


def _count_recorded(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    paths = [str(file) for file in (_file(folder, record) for record in RELATIONS) if file.exists()]
    return statements.count(connection, "count_recorded", {"paths": paths}) if paths else 0


def _file(folder: Path, record: type[Mention]) -> Path:
    return folder / f"{relation_name(record)}.parquet"
