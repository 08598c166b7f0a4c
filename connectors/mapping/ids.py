"""Record ids in bulk: DuckDB hashes raw keys as `schema.provenance.record_id` does one by one."""

import duckdb
import pyarrow as pa

from connectors.mapping.frames import Frame
from schema.provenance import identity_text

_HASH = "SELECT (md5_number_lower({text}) >> 1)::BIGINT AS id FROM keys"


class Ids:
    """The ids of one frame's mentions; those of each field are made once, however many records name them."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, system: str, table: str, frame: Frame) -> None:
        self._connection, self._system, self._table, self._frame = connection, system, table, frame
        self._made: dict[str | None, pa.ChunkedArray] = {}

    def of(self, field: str | None) -> pa.ChunkedArray:
        """Ids of the mentions in this field, of every row; None: each element's own field."""
        if field not in self._made:
            keys = self._frame.table.column("source_key")
            own = self._frame.table.column("field") if field is None else None
            self._made[field] = self._hash(self._table, keys, field or "", own)
        return self._made[field]

    def elsewhere(self, table: str, keys: pa.ChunkedArray, field: str) -> pa.ChunkedArray:
        """Ids of mentions in another table's rows; null where the key is."""
        return self._hash(table, keys, field)

    def _hash(
        self, table: str, keys: pa.ChunkedArray, field: str, fields: pa.ChunkedArray | None = None
    ) -> pa.ChunkedArray:
        before, after = identity_text(self._system, table, "|", field).split("|", 1)
        text = "$before || key || $after" + ("" if fields is None else " || field")
        self._connection.register("keys", pa.table({"key": keys} | ({} if fields is None else {"field": fields})))
        found = self._connection.execute(_HASH.format(text=text), {"before": before, "after": after}).to_arrow_table()
        self._connection.unregister("keys")
        return found.column("id")
