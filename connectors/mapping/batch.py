"""One batch mapped: sorted, mapped, written, and its rows accounted for."""

from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.duck import asked
from connectors.mapping.fingerprint import fingerprint
from connectors.mapping.relations import write_rejections, write_relations, write_table
from connectors.mapping.results import Counts, finish, reusable, workplace
from connectors.mapping.rows import Yielded, map_rows
from connectors.mapping.state import Sorted, sort_rows
from connectors.moments import ZONE
from connectors.source import System
from schema.errors import AccountingError
from schema.provenance import Batch, MappedBatch


def map_batch(system: System, batch: Batch, home: Path) -> MappedBatch:
    """Map one landed batch; the batches before it must be landed too.

    An earlier result is used again when it is whole and was made by the same declaration and cleaners.  Raises
    AccountingError unless every received row is unchanged, recorded or in quarantine.
    """
    made_by = fingerprint(system, batch.table_name)
    earlier = reusable(home, batch, made_by)
    if earlier is not None:
        return earlier
    folder = workplace(home, batch)
    with asked() as connection:
        connection.execute(f"SET TimeZone = '{ZONE}'")
        sorted_rows = sort_rows(connection, system, batch, home)
        yielded = map_rows(connection, system, system.table(batch.table_name), sorted_rows.rows)
        quarantine = _quarantine(sorted_rows, yielded)
        write_relations(yielded.drafts, batch, folder)
        if yielded.rejections:
            write_rejections(yielded.rejections, batch, folder / "rejection.parquet")
        for name, table in (("touched", sorted_rows.touched), ("quarantine", quarantine)):
            if table.num_rows:
                write_table(table, folder / f"{name}.parquet")
    return finish(home, batch, folder, _account(sorted_rows, yielded, quarantine, batch), made_by)


def _quarantine(rows: Sorted, yielded: Yielded) -> pa.Table:
    """The rows sorted out, and those that said nothing that the declaration records."""
    silent = pa.array(np.flatnonzero(~yielded.spoken))
    found = rows.rows.table.select(["row_number", "source_key"]).take(silent)
    reasons = pa.array(["row.says_nothing"] * found.num_rows, pa.string())
    together = pa.concat_tables([rows.quarantine, found.append_column("reason", reasons)])
    return together.sort_by("row_number")


def _account(rows: Sorted, yielded: Yielded, quarantine: pa.Table, batch: Batch) -> Counts:
    recorded = int(yielded.spoken.sum()) + rows.deletions
    counts = Counts(
        received=rows.received,
        unchanged=rows.unchanged,
        recorded=recorded,
        quarantined=quarantine.num_rows,
        deleted=rows.deleted,
        rejected=sum(table.num_rows for table in yielded.rejections),
    )
    if rows.received != rows.unchanged + recorded + quarantine.num_rows or rows.received != batch.rows:
        raise AccountingError(
            f"{rows.received} of {batch.rows} rows received, but {rows.unchanged} unchanged, {recorded} recorded"
            f" and {quarantine.num_rows} in quarantine",
            where=batch.batch_id,
            next_step="this is a defect of the hub: report it with the batch",
        )
    return counts
