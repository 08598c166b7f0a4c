"""The folder of a mapped batch: made beside its place, moved there whole, used again while nothing changed."""

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from connectors import landed
from schema.provenance import Batch, MappedBatch

_MANIFEST = "manifest.json"
FOLDER = "mapped"


@dataclass(frozen=True, slots=True)
class Counts:
    """See `schema.provenance.MappedBatch`."""

    received: int
    unchanged: int
    recorded: int
    quarantined: int
    deleted: int
    rejected: int


def relative(batch: Batch) -> Path:
    """Where the result of a batch lies, relative to the home."""
    return Path(FOLDER) / batch.system / batch.table_name / f"{batch.sequence:06d}"


def reusable(home: Path, batch: Batch, fingerprint: str) -> MappedBatch | None:
    """An earlier result, if it is whole and was made of this batch in the same way."""
    folder = home / relative(batch)
    try:
        manifest = orjson.loads((folder / _MANIFEST).read_bytes())
        made_so = (manifest["fingerprint"], manifest["batch_sha256"]) == (fingerprint, batch.sha256)
        whole = all(landed.sha256(folder / name) == digest for name, digest in manifest["files"].items())
        counts = Counts(**manifest["counts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return result(batch, counts) if made_so and whole else None


def made_by(home: Path, batch: Batch) -> str | None:
    """The fingerprint of what made the result that is there; None where there is none."""
    try:
        manifest = orjson.loads((home / relative(batch) / _MANIFEST).read_bytes())
        return str(manifest["fingerprint"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def kept_none_apart(home: Path, batch: Batch, fingerprint: str) -> bool:
    """Whether the batch was mapped in this way and every row of it recorded: then each has a key of its own."""
    try:
        manifest = orjson.loads((home / relative(batch) / _MANIFEST).read_bytes())
        made_so = (manifest["fingerprint"], manifest["batch_sha256"]) == (fingerprint, batch.sha256)
        return made_so and int(manifest["counts"]["quarantined"]) == 0
    except (OSError, ValueError, KeyError, TypeError):
        return False


def workplace(home: Path, batch: Batch) -> Path:
    """An empty folder beside the place of the result."""
    folder = home / relative(batch).with_name(f".{batch.sequence:06d}.part")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def finish(home: Path, batch: Batch, folder: Path, counts: Counts, fingerprint: str) -> MappedBatch:
    """Write the manifest and move the folder to its place."""
    files = {file.name: landed.sha256(file) for file in sorted(folder.glob("*.parquet"))}
    manifest = {
        "fingerprint": fingerprint,
        "batch_sha256": batch.sha256,
        "counts": asdict(counts),
        "files": files,
    }
    landed.write_whole(folder / _MANIFEST, orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
    place = home / relative(batch)
    shutil.rmtree(place, ignore_errors=True)
    folder.replace(place)
    landed.flush(place.parent)
    return result(batch, counts)


def result(batch: Batch, counts: Counts) -> MappedBatch:
    """The type that goes on to the warehouse."""
    return MappedBatch(batch=batch, folder=relative(batch).as_posix(), **asdict(counts))
