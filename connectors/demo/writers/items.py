"""JSON lines: one object a row, '' as null, text as itself and not as escapes."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

_SLICE = 20_000


def write(path: Path, table: pa.Table) -> None:
    """Plain, or gzip where the name ends in .gz."""
    if path.suffix == ".gz":
        with path.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as file:
            for line in lines(table):
                file.write(line.encode())
    else:
        with path.open("wb") as plain:
            for line in lines(table):
                plain.write(line.encode())


def lines(table: pa.Table) -> Iterator[str]:
    """One JSON object and a line feed a row."""
    for start in range(0, table.num_rows, _SLICE):
        for row in table.slice(start, _SLICE).to_pylist():
            yield json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
