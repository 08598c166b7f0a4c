"""Rows to map, as Arrow tables: the rows of a table, or the elements of one of its array columns."""

from dataclasses import dataclass

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from connectors.elements import ELEMENT, Each
from connectors.moments import quoted
from connectors.values import When

Mask = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Frame:
    """Texts by delivered column, and what every mention made of them shares.

    `table` has the columns `row`, `source_key`, `observed_at`, for elements `field`, and the delivered ones under
    their names after a slash.
    """

    table: pa.Table

    @classmethod
    def of(cls, table: pa.Table) -> "Frame":
        """Rows as they are fetched; they are numbered here."""
        return cls(table.append_column("row", pa.array(np.arange(table.num_rows))))

    @property
    def size(self) -> int:
        """Rows or elements."""
        return int(self.table.num_rows)

    @property
    def rows(self) -> Indices:
        """The row of the batch that each stands in, from 0 within the rows to map."""
        rows: Indices = self.table.column("row").to_numpy()
        return rows

    def texts(self, column: str) -> pa.ChunkedArray:
        """One delivered column."""
        return self.table.column(delivered(column))

    def where(self, when: When | None) -> Indices:
        """The positions that a condition lets pass."""
        return np.arange(self.size) if when is None else np.flatnonzero(self._mask(when))

    def take(self, positions: Indices) -> "Frame":
        """These positions only."""
        return self if len(positions) == self.size else Frame(self.table.take(pa.array(positions)))

    def _mask(self, when: When) -> Mask:
        encoded = self.texts(when.column).combine_chunks().dictionary_encode()
        passed = pa.array([when.holds(text) for text in encoded.dictionary.to_pylist()], pa.bool_())
        mask: Mask = passed.take(encoded.indices).fill_null(when.holds(None)).to_numpy(zero_copy_only=False)
        if when.also is None:
            return mask
        return mask & ~self._mask(when.also) if when.negated else mask | self._mask(when.also)


def delivered(column: str) -> str:
    """The name that a delivered column has in a frame: none of ours, whatever the owner calls it."""
    return f"/{column}"


def elements_of(connection: duckdb.DuckDBPyConnection, rows: Frame, each: Each) -> Frame:
    """One row an element of the array column; texts that are no JSON array have none."""
    column = quoted(delivered(each.column))
    attributes = ", ".join(f"{_attribute(name)} AS {quoted(delivered(name))}" for name in each.attributes)
    table = rows.table.select(["row", "source_key", "observed_at", delivered(each.column)])
    connection.register("rows_of_array", table)
    found = connection.execute(
        f"""SELECT "row", source_key, observed_at, $column || '[' || (position - 1) || ']' AS field, {attributes}
        FROM (
            SELECT "row", source_key, observed_at, unnest(elements) AS element,
                   generate_subscripts(elements, 1) AS position
            FROM (SELECT *, json_extract({column}, '$[*]') AS elements FROM rows_of_array
                  WHERE json_valid({column}) AND json_type({column}) = 'ARRAY')
        ) ORDER BY "row", position""",
        {"column": each.column},
    ).to_arrow_table()
    connection.unregister("rows_of_array")
    return Frame(found)


def no_array(rows: Frame, each: Each) -> Indices:
    """Positions of the texts that are there and are no JSON array."""
    encoded = rows.texts(each.column).combine_chunks().dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    wrong = pa.array([text.strip()[:1] != "[" and bool(text.strip()) for text in texts], pa.bool_())
    return np.flatnonzero(wrong.take(encoded.indices).fill_null(False).to_numpy(zero_copy_only=False))


def _attribute(name: str) -> str:
    path = "$" if name == ELEMENT else '$."' + name.replace('"', '\\"') + '"'
    return f"json_extract_string(element, '{path.replace(chr(39), chr(39) * 2)}')"
