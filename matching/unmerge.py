"""A merge that a person took back: its entities get back their ids, as the ledger had them before."""

import pyarrow as pa
import pyarrow.compute as pc

from matching.identity import Identified
from matching.ledger import LEDGER
from schema.linkage import Change

RESTORED = pa.schema(
    [("record_id", pa.int64()), ("entity_id", pa.string()), ("since", pa.int64()), ("from_id", pa.string())]
)
"""Records of an entity that is to be there again: its id, its age, and the entity that the record is in now."""


def revived(ledger: pa.Table, restored: pa.Table) -> pa.Table:
    """The ledger (LEDGER) in which these records vote for the entity they were in; it counts as gone until now."""
    if not restored.num_rows:
        return ledger
    place = pc.index_in(ledger["record_id"], value_set=restored["record_id"])
    is_restored = pc.is_valid(place)
    entity = pc.if_else(is_restored, restored["entity_id"].take(place), ledger["entity_id"])
    since = pc.if_else(is_restored, restored["since"].take(place), ledger["since"])
    present = pc.and_(ledger["is_present"], pc.invert(is_restored))
    columns = {"entity_id": entity, "since": since, "is_present": present}
    return pa.table({name: columns.get(name, ledger[name]) for name in LEDGER.names}, schema=LEDGER)


def told_as_splits(named: Identified, restored: pa.Table) -> Identified:
    """What was given back came out of the entity it had been merged into: that is a split, and nothing new."""
    if not restored.num_rows:
        return named
    origin = dict(zip(restored["entity_id"].to_pylist(), restored["from_id"].to_pylist(), strict=True))
    rows = named.changes.to_pylist()
    for row in rows:
        if row["change"] == Change.CREATED.value and row["entity_id"] in origin:
            row["change"], row["other_id"] = Change.SPLIT.value, origin[row["entity_id"]]
    return Identified(named.assignments, pa.Table.from_pylist(rows, schema=named.changes.schema), named.ledger)
