"""How many rows of a table are in force: of the last whole table, with all that was delivered of it since."""

from collections.abc import Sequence
from pathlib import Path

from connectors import landed
from connectors.duck import asked
from connectors.mapping.arrivals import Arrivals
from connectors.mapping.statements import statement
from connectors.source import System, Table
from schema.provenance import Batch, Delivery


def rows_in_force(system: System, table: Table, home: Path) -> int:
    """As the landed keys say; rows of a whole table count as its owner delivered them, also those in quarantine."""
    batches = since_last_whole(landed.of_table(home, system.id, table.name))
    if len(batches) == 1 and batches[0].delivery is Delivery.FULL:
        return batches[0].rows
    with asked() as connection:
        arrivals = Arrivals(connection, system, table, home)
        connection.execute(statement("in_force"))
        for batch in batches:
            arrivals.arrive(batch, timed=False, compared=False)
            connection.execute(statement("in_force_insert"), {"sequence": batch.sequence})
        found = connection.execute(statement("in_force_count")).fetchone()
    return int(found[0]) if found else 0


def since_last_whole(batches: Sequence[Batch]) -> Sequence[Batch]:
    """The batches that say what is in force, in order."""
    whole = [place for place, batch in enumerate(batches) if batch.delivery is Delivery.FULL]
    return batches[whole[-1] :] if whole else batches
