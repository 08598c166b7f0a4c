"""An index on the disk: what a whole run wrote, which stays, and what each night writes anew beside it.

A manifest names the two folders and is moved into place last, so that a run that is cut off leaves the index before it.
It also bears a stamp of the workshop that the index belongs to: an index that does not fit is no index.
"""

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matching.nights.arrays import Array
from matching.nights.assembly import Parts, assembled, night_arrays, numbers_of
from matching.nights.base import StoredBase, store, stored
from matching.nights.index import Index
from matching.nights.rows import mapped_rows, write_rows
from matching.term_frequency import Scale, Yardstick
from schema.faults import fault

_MANIFEST, _DECISIONS = "index.json", "decisions.arrow"


def new_base(folder: Path) -> StoredBase:
    """Where a whole run puts what it makes, beside the index that is there."""
    return StoredBase(folder / f"{_next_number(folder)}.base")


def manifest(folder: Path) -> dict[str, Any] | None:
    """What was written with the index that is there: fingerprint, stamp, and what the caller had besides."""
    try:
        body: dict[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return body


def read_index(folder: Path, fingerprint: str, stamp: str | None) -> Index | None:
    """The index of this folder if it was made by these rules and belongs to this workshop; None: to whichever."""
    body = manifest(folder)
    if body is None or body["fingerprint"] != fingerprint or stamp not in (None, body["stamp"]):
        return None
    parts = Parts(*stored(folder / body["base"]), *stored(folder / body["night"]))
    decisions = mapped_rows(folder / body["night"] / _DECISIONS)
    return assembled(parts, body["lists"], body["tallies"], _yardstick(body["yardstick"]), decisions, base=body["base"])


def read_yardstick(folder: Path, fingerprint: str) -> Yardstick | None:
    """That of the index of this folder, also if it does not fit; None if other rules made it."""
    body = manifest(folder)
    return None if body is None or body["fingerprint"] != fingerprint else _yardstick(body["yardstick"])


def _yardstick(written: Any) -> Yardstick:
    scales, *others = written
    return Yardstick({name: Scale(*numbers) for name, numbers in scales.items()}, *others)


def beside(folder: Path, body: Mapping[str, Any], name: str) -> Array:
    """An array that the caller had written beside the index of a manifest."""
    return stored(folder / body["night"])[0][name]


def write_index(
    folder: Path,
    index: Index,
    fingerprint: str,
    stamp: str,
    *,
    arrays: Mapping[str, Array] | None = None,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Put an index, whose base is in this folder, in the place of the one that is there.

    `arrays` and `facts` are kept with it for the caller: see `beside` and `manifest`.
    """
    night = f"{_next_number(folder)}.night"
    store(folder / night, dict(night_arrays(index)) | dict(arrays or {}), index.rows.added)
    write_rows(index.decisions, folder / night / _DECISIONS)
    fault("index.files")
    body = {"fingerprint": fingerprint, "stamp": stamp, "base": index.base, "night": night, "facts": dict(facts or {})}
    _put(
        folder,
        body | {"lists": list(index.postings), "tallies": numbers_of(index.tallies), "yardstick": index.yardstick},
    )
    fault("index.manifest")
    for path in folder.iterdir():
        if path.is_dir() and path.name not in (index.base, night):
            shutil.rmtree(path)


def _next_number(folder: Path) -> int:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return 1 + max((int(path.name.split(".")[0]) for path in folder.glob("*.*") if path.is_dir()), default=0)


def _put(folder: Path, body: Mapping[str, Any]) -> None:
    """The manifest, after everything that it names is on the disk."""
    partial = folder / f"{_MANIFEST}.partial"
    partial.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(folder / _MANIFEST)
