"""An index on the disk: what a whole run wrote, which stays, and what each night writes anew beside it.

A manifest names the two folders and is moved into place last, so that a run that is cut off leaves the index before it.
It also bears a stamp of the workshop that the index belongs to: an index that does not fit is no index.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.nights.books import Book
from matching.nights.index import ComparedPairs, Index, Slots
from matching.nights.postings import Postings
from matching.nights.rows import InputRows, mapped_rows, write_rows
from matching.nights.statistics import Tally
from schema.faults import fault

_MANIFEST = "index.json"
_BOOKS = ("counts", "pairs", "others")

_Array = npt.NDArray[Any]


def read_index(folder: Path, fingerprint: str, stamp: str | None) -> Index | None:
    """The index of this folder if it was made by these rules and belongs to this workshop; None: to whichever."""
    manifest = _manifest(folder)
    if manifest is None or manifest["fingerprint"] != fingerprint or stamp not in (None, manifest["stamp"]):
        return None
    base, night = folder / manifest["base"], folder / manifest["night"]
    return Index(
        slots=Slots(*(_load(night, f"slots.{part.name}") for part in fields(Slots))),
        postings=dict(_postings(base, night, manifest["lists"])),
        tallies=dict(_tallies(base, night, manifest["tallies"])),
        pairs=ComparedPairs(*(_load(night, f"pairs.{part.name}") for part in fields(ComparedPairs))),
        rows=InputRows(mapped_rows(base / "rows.arrow"), _load(base, "order"), mapped_rows(night / "rows.arrow")),
        decisions=mapped_rows(night / "decisions.arrow"),
        base=manifest["base"],
    )


def write_index(folder: Path, index: Index, fingerprint: str, stamp: str) -> None:
    """Put an index in the place of the one that is there; the folder is nobody else's to read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = 1 + max((int(path.name.split(".")[0]) for path in folder.glob("*.*") if path.is_dir()), default=0)
    base, night = index.base or f"{number}.base", f"{number}.night"
    if not index.base:
        _write(folder / base, _base_arrays(index))
        write_rows(index.rows.base, folder / base / "rows.arrow")
    _write(folder / night, _night_arrays(index))
    write_rows(index.rows.added, folder / night / "rows.arrow")
    write_rows(index.decisions, folder / night / "decisions.arrow")
    tallies = {name: _numbers(tally) for name, tally in index.tallies.items()}
    fault("index.files")
    body = {"fingerprint": fingerprint, "stamp": stamp, "base": base, "night": night}
    _put(folder, body | {"lists": list(index.postings), "tallies": tallies})
    fault("index.manifest")
    for path in folder.iterdir():
        if path.is_dir() and path.name not in (base, night):
            shutil.rmtree(path)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        body: dict[str, Any] = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return body


def _put(folder: Path, body: Mapping[str, Any]) -> None:
    """The manifest, after everything that it names is on the disk."""
    for path in (file for name in ("base", "night") for file in (folder / body[name]).iterdir()):
        _flush(path)
    partial = folder / f"{_MANIFEST}.partial"
    partial.write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")
    _flush(partial)
    partial.replace(folder / _MANIFEST)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _base_arrays(index: Index) -> Iterator[tuple[str, _Array]]:
    yield "order", index.rows.order
    for number, postings in enumerate(index.postings.values()):
        yield f"list.{number}", postings.base
    for number, tally in enumerate(index.tallies.values()):
        for name in _BOOKS:
            book: Book = getattr(tally, name)
            yield from ((f"{name}.keys.{number}", book.keys), (f"{name}.counts.{number}", book.counts))


def _night_arrays(index: Index) -> Iterator[tuple[str, _Array]]:
    for part in fields(Slots):
        yield f"slots.{part.name}", getattr(index.slots, part.name)
    for part in fields(ComparedPairs):
        yield f"pairs.{part.name}", getattr(index.pairs, part.name)
    for number, postings in enumerate(index.postings.values()):
        yield f"list.{number}", postings.added
    for number, tally in enumerate(index.tallies.values()):
        for name in _BOOKS:
            book: Book = getattr(tally, name)
            yield from ((f"{name}.keys.{number}", book.later_keys), (f"{name}.counts.{number}", book.later_counts))


def _write(folder: Path, arrays: Iterator[tuple[str, _Array]]) -> None:
    folder.mkdir(mode=0o700)
    for name, array in arrays:
        np.save(folder / f"{name}.npy", array)


def _load(folder: Path, name: str) -> _Array:
    """An array that stays on the disk until it is looked at; one of nothing cannot be mapped."""
    path = folder / f"{name}.npy"
    array: _Array = np.load(path, mmap_mode="r" if path.stat().st_size > 1 << 12 else None)
    return array


def _postings(base: Path, night: Path, lists: list[str]) -> Iterator[tuple[str, Postings]]:
    for number, name in enumerate(lists):
        yield name, Postings(_load(base, f"list.{number}"), _load(night, f"list.{number}"))


def _numbers(tally: Tally) -> dict[str, Any]:
    return {"records": tally.records, "seen": tally.seen.tolist(), "values": tally.values}


def _tallies(base: Path, night: Path, tallies: Mapping[str, Any]) -> Iterator[tuple[str, Tally]]:
    for number, (name, of) in enumerate(tallies.items()):
        counts, pairs, others = (_book(base, night, f"{book}.{{}}.{number}") for book in _BOOKS)
        seen = np.array(of["seen"], dtype=np.int64)
        yield name, Tally(counts, pairs, others, of["records"], seen, of["values"])


def _book(base: Path, night: Path, name: str) -> Book:
    keys, counts = name.format("keys"), name.format("counts")
    return Book(_load(base, keys), _load(base, counts), _load(night, keys), _load(night, counts))
