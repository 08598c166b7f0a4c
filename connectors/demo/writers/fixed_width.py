"""Fields of fixed width in bytes, padded with spaces, cut where the width ends, one line a row."""

from collections.abc import Mapping
from pathlib import Path

from connectors.demo.delivery import Table


def write(path: Path, table: Table, widths: Mapping[str, int], *, encoding: str) -> None:
    """A character that does not fit is cut in two."""
    columns = [_cells(table.columns[name].to_pylist(), width, encoding) for name, width in widths.items()]
    with path.open("wb") as file:
        file.writelines(b"".join(row) + b"\r\n" for row in zip(*columns, strict=True))


def _cells(values: list[str | None], width: int, encoding: str) -> list[bytes]:
    return [(value or "").encode(encoding)[:width].ljust(width) for value in values]
