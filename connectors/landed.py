"""The landing zone: one Parquet file and one manifest a batch; a batch without its manifest does not exist."""

import hashlib
import os
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import orjson

from schema.errors import StoreError
from schema.provenance import Batch, Delivery

FOLDER = "landing"


def batches(home: Path, system_id: str) -> list[Batch]:
    """Every landed batch of a system, by table and sequence."""
    manifests = sorted((home / FOLDER / system_id).glob("*/*.json"))
    return sorted((_parse(path) for path in manifests), key=lambda batch: (batch.table_name, batch.sequence))


def of_table(home: Path, system_id: str, table: str) -> list[Batch]:
    """Every landed batch of one table, in order."""
    return sorted(map(_parse, (home / FOLDER / system_id / table).glob("*.json")), key=lambda batch: batch.sequence)


def parquet(home: Path, batch: Batch) -> Path:
    """The batch's file."""
    return home / batch.path


def digests(home: Path, batch: Batch) -> Path:
    """Where the digests of its rows are, if they are kept (`connectors.digests`)."""
    return parquet(home, batch).with_suffix(".digests")


def digests_part(part: Path) -> Path:
    """Where they are written before the part is a batch."""
    return part.with_name(part.name.replace(".parquet.", ".digests."))


def staging_path(home: Path, system_id: str, table: str, number: int) -> Path:
    """Where a batch is written before it is one; leftovers of a killed run are simply overwritten or swept."""
    folder = home / FOLDER / system_id / table
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f".{number:06d}.parquet.part"


def sweep(home: Path, system_id: str) -> None:
    """Remove what a killed run left: parts, and files of batches whose manifest was never written."""
    for path in (home / FOLDER / system_id).glob("*/.*.part"):
        path.unlink(missing_ok=True)
    for path in (home / FOLDER / system_id).glob("*/*"):
        if path.suffix in (".parquet", ".digests") and not path.with_suffix(".json").exists():
            path.unlink(missing_ok=True)


def commit(home: Path, part: Path, batch: Batch) -> None:
    """Make the part a batch: file first, manifest last, each flushed before it is renamed."""
    flush(part)
    part.replace(parquet(home, batch))
    if digests_part(part).exists():
        digests_part(part).replace(digests(home, batch))  # not flushed: what is lost is made again
    manifest = parquet(home, batch).with_suffix(".json")
    write_whole(manifest, orjson.dumps(asdict(batch), option=orjson.OPT_INDENT_2))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    flush(part)
    part.replace(path)
    flush(path.parent)


def flush(path: Path) -> None:
    """Wait until the file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sha256(path: Path) -> str:
    """Of a whole file."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _parse(path: Path) -> Batch:
    try:
        content = orjson.loads(path.read_bytes())
        times = {name: datetime.fromisoformat(content[name]) for name in ("landed_at", "delivered_at")}
        return Batch(**{**content, **times, "delivery": Delivery(content["delivery"])})
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"unreadable manifest ({type(error).__name__})",
            where=f"{path.parent.parent.name}/{path.parent.name}/{path.name}",
            next_step="remove the manifest and its Parquet file and sync the system again",
        ) from None
