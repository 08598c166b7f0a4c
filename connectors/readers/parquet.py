"""Parquet: typed columns become the same texts as every other format gives."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from connectors.contract import fit
from connectors.damage import DamagedFile, ExcessiveSize
from connectors.declaring import Declared
from connectors.kinds import kind_of_arrow
from connectors.readers.canonical import canonical
from connectors.reading import Reading, Wanted
from schema.errors import ContractDrift

_ROWS = 50_000
_AGAIN = "it was cut or altered: ask the owner to deliver it again"


@dataclass(frozen=True)
class Parquet(Declared):
    """One file of typed columns; `limit` is the most bytes that its columns may unpack to."""

    limit: int = 8 << 30

    def read(self, file: Path, wanted: Wanted) -> Reading:
        """Look at the footer; the rows are read while they are consumed."""
        where = f"{wanted.where} {file.name}"
        try:
            with parquet.ParquetFile(file) as source:
                names, schema, unpacked = source.schema_arrow.names, source.schema_arrow, _unpacked(source)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(error, where) from None
        if unpacked > self.limit:
            what = f"it would unpack to {unpacked:,} bytes; the hub takes {self.limit:,}"
            raise ExcessiveSize(what, where=where, next_step="ask the owner what it holds, or raise limit=")
        header = fit(wanted, names, file.name)
        delivered = [names[header.positions[column]] for column in wanted.columns]
        for name in delivered:
            _check_type(name, schema.field(name).type, where)
        types = zip(wanted.columns, delivered, strict=True)
        kinds = {column: kind_of_arrow(schema.field(name).type) for column, name in types}
        return Reading(_batches(file, delivered, wanted, where), header.new_columns, kinds=kinds)


def column_names(file: Path, where: str) -> tuple[list[str], tuple[str, ...]]:
    """The columns of a file that hold scalars, and those that do not; raises DamagedFile."""
    try:
        schema = parquet.read_schema(file)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(error, where) from None
    nested = tuple(field.name for field in schema if not _is_scalar(field.type))
    return [name for name in schema.names if name not in nested], nested


def _batches(file: Path, delivered: list[str], wanted: Wanted, where: str) -> Iterator[pa.RecordBatch]:
    try:
        with parquet.ParquetFile(file, page_checksum_verification=True) as source:
            for batch in source.iter_batches(_ROWS, columns=delivered):
                columns = [texts(batch.column(name)) for name in delivered]
                yield pa.RecordBatch.from_arrays(columns, schema=wanted.arrow_schema)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(error, where) from None


def texts(values: pa.Array) -> pa.Array:
    """Values of any scalar type as the landing writes them; each distinct one is put into words once."""
    kind = values.type.value_type if pa.types.is_dictionary(values.type) else values.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind):
        return values.cast(kind).cast(pa.string())
    plain = values.cast(kind)
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        plain = plain.cast(pa.timestamp("us", kind.tz), safe=False)
    encoded = plain.dictionary_encode() if not pa.types.is_null(kind) else plain.cast(pa.string()).dictionary_encode()
    words = pa.array([canonical(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return words.take(encoded.indices)


def _check_type(name: str, kind: pa.DataType, where: str) -> None:
    """A list, a structure or bytes is no column of a contract that speaks of texts, numbers and dates."""
    if not _is_scalar(kind):
        raise ContractDrift(
            f"column '{name}' is of type {kind}",
            where=where,
            next_step="ask the owner what changed, then correct the department's declaration",
        )


def _is_scalar(kind: pa.DataType) -> bool:
    return not (pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def _unpacked(source: parquet.ParquetFile) -> int:
    groups = range(source.metadata.num_row_groups)
    return sum(source.metadata.row_group(group).total_byte_size for group in groups)


def _damaged(error: Exception, where: str) -> DamagedFile:
    return DamagedFile(f"it is no whole Parquet file ({type(error).__name__})", where=where, next_step=_AGAIN)
