"""Key columns as `source_key`: trimmed, joined; null where one of them is blank."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from schema.provenance import SEPARATOR

BLANKS = " \t\r\n\u3000\ufeff"
"""What is trimmed off a key."""


def joined_key(columns: Iterable[pa.ChunkedArray]) -> pa.ChunkedArray:
    """Row by row."""
    parts = [pc.utf8_trim(column, characters=BLANKS) for column in columns]
    filled = [pc.if_else(pc.equal(part, ""), pa.scalar(None, pa.string()), part) for part in parts]
    return filled[0] if len(filled) == 1 else pc.binary_join_element_wise(*filled, SEPARATOR)
