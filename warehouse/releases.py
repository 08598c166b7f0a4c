"""Releases on disk: their files and manifests, and the pointer that says which is the newest."""

import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from schema.errors import GateFailed, NotFound, StoreError
from schema.faults import fault

POINTER = "warehouse.json"
LINK = "warehouse.duckdb"
_Content = TypeVar("_Content")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which release is the newest."""

    number: int
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """What the manifest beside a release's file says."""

    number: int
    file: str
    """Relative to the home."""
    sha256: str
    size_bytes: int
    published_at: datetime
    fingerprint: str
    """Of everything the release was made from: an equal one would give an equal release."""
    counts: dict[str, int]
    """Rows of every table."""
    batches: tuple[str, ...]
    """Ids of the batches it was made of."""
    failures: tuple[str, ...] = ()
    """The gates that hold it back, or that a person approved."""
    rules: str = ""
    """Of the code and rules that built it; empty: of a version that did not say."""
    patches: int = 0
    """How many releases in a row, up to this one, were made by patching a copy of the one before."""
    whole_bytes: int = 0
    """Size of the last release that was built whole."""
    is_approvable: bool = True
    """Whether it is only outside its bands, which a person may approve."""


def folder(home: Path) -> Path:
    """Where releases and their manifests are."""
    return home / "releases"


def path_of(home: Path, number: int, state: str = "") -> Path:
    """`000007.duckdb`; with a state `000007.draft.duckdb` or `000007.held.duckdb`."""
    return folder(home) / f"{number:06d}{'.' if state else ''}{state}.duckdb"


def newest(home: Path) -> Release | None:
    """The release that the pointer names; None before the first.  StoreError if its manifest or file is missing."""
    if not (home / POINTER).exists():
        return None
    release = read_manifest(path_of(home, _parse(Pointer, home / POINTER).number))
    if not (home / release.file).exists():
        raise StoreError("the newest release's file is gone", where=release.file, next_step="restore it from a backup")
    return release


def next_number(home: Path) -> int:
    """The number that the next release will have."""
    release = newest(home)
    return release.number + 1 if release else 1


def held(home: Path) -> Release | None:
    """The release that was built after the newest one and waits for a person; None if there is none."""
    file = path_of(home, next_number(home), "held")
    return read_manifest(file) if file.exists() and file.with_suffix(".json").exists() else None


def refusal(release: Release) -> GateFailed:
    """Why a release is not published, and what to do."""
    way = f"approve it with `hub approve {release.number}` or" if release.is_approvable else "look into the file and"
    return GateFailed(
        "; ".join(release.failures[:10]),
        where=f"release {release.number} is held",
        next_step=f"{way} correct the delivery and run `hub sync`",
    )


def read_manifest(file: Path) -> Release:
    """The manifest beside a release's file."""
    manifest = file.with_suffix(".json")
    if not manifest.exists():
        raise NotFound("this release has no manifest", where=manifest.name, next_step="list them with `hub status`")
    return _parse(Release, manifest)


def write_manifest(file: Path, release: Release) -> None:
    """Write the manifest beside the file, whole or not at all."""
    _write_whole(file.with_suffix(".json"), release)


def move_pointer(home: Path, release: Release) -> None:
    """From here on new readers open this release; those who have an older one open keep it."""
    _write_whole(home / POINTER, Pointer(release.number, release.file, release.sha256))
    fault("publish.pointer")
    _move_link(home, release)


def repair(home: Path) -> None:
    """Finish what a killed run left half done: the link follows the pointer, unfinished drafts go."""
    for leftover in (*folder(home).glob("*.draft.*"), *folder(home).glob("*.tmp"), *home.glob(f"{POINTER}.tmp")):
        leftover.unlink()
    release = newest(home)
    if release is not None and not _link_is_right(home, release):
        _move_link(home, release)


def prune(home: Path, keep: int) -> None:
    """Delete all but the `keep` newest releases, and what was held before the newest; open readers keep their file."""
    newest_number = next_number(home) - 1
    for file in folder(home).glob("*.duckdb"):
        number, is_held = int(file.name.split(".")[0]), ".held." in file.name
        if number <= newest_number - (0 if is_held else max(keep, 1)):
            file.unlink()
            file.with_suffix(".json").unlink(missing_ok=True)


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _write_whole(path: Path, content: Release | Pointer) -> None:
    """So that a reader sees the old content or the new one, also after a power cut."""
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("wb") as stream:
        stream.write(TypeAdapter(type(content)).dump_json(content, indent=1))
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _move_link(home: Path, release: Release) -> None:
    temporary = home / f"{LINK}.tmp"
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(release.file)
    temporary.replace(home / LINK)
    _sync_folder(home)


def _link_is_right(home: Path, release: Release) -> bool:
    link = home / LINK
    return link.is_symlink() and str(link.readlink()) == release.file


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parse(content: type[_Content], path: Path) -> _Content:
    try:
        return TypeAdapter(content).validate_json(path.read_bytes())
    except ValidationError:
        raise StoreError("the file is not whole", where=path.name, next_step="restore it from a backup") from None
