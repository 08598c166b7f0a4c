"""A draft becomes a release: checked, summed, named in a manifest, and only then pointed at."""

import os
from dataclasses import asdict, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from schema.errors import NotFound, StoreError
from schema.faults import fault
from schema.published_tables import PUBLISHED
from warehouse import quality, releases, statements
from warehouse.draft import Draft, opened
from warehouse.exchange import handed_over
from warehouse.quality import Bands, Finding, Verdict
from warehouse.releases import Release

KEPT = 7
"""Releases that stay on disk unless the settings say otherwise."""
_READ_ONLY = 0o440


def publish(
    connection: duckdb.DuckDBPyConnection, home: Path, draft: Draft, bands: Bands | None = None, keep: int = KEPT
) -> Release:
    """Check the draft and make it the newest release; readers of older ones are not disturbed.

    GateFailed if a gate is broken or a count is outside its band: the file stays as `<number>.held.duckdb` with its
    manifest, and the newest release stays what it was.
    """
    findings, counts, batches = _examine(connection, draft, bands or Bands())
    failures = tuple(str(each) for each in findings if each.verdict is not Verdict.PASSED)
    _settle(draft.path)
    fault("publish.checked")
    target = releases.path_of(home, draft.number, "held" if failures else "")
    size = draft.path.stat().st_size
    release = Release(
        number=draft.number,
        file=str(target.relative_to(home)),
        sha256=releases.digest(draft.path),
        size_bytes=size,
        published_at=draft.built_at,
        fingerprint=draft.fingerprint,
        rules=draft.rules,
        patches=draft.patches,
        whole_bytes=draft.whole_bytes or size,
        counts=counts,
        batches=batches,
        failures=failures,
        is_approvable=all(each.verdict is not Verdict.FAILED for each in findings),
    )
    _name(draft.path, target, release)
    if failures:
        raise releases.refusal(release)
    _point(home, release, keep)
    return release


def approve(home: Path, number: int, keep: int = KEPT) -> Release:
    """Publish a held release that is only outside its bands, after a person said that the change is real.

    NotFound if no such release is held; GateFailed if a gate is broken; StoreError if its file changed since.
    """
    file = releases.path_of(home, number, "held")
    if not file.exists() or number != releases.next_number(home):
        raise NotFound(f"release {number} is not held", where="releases", next_step="see `hub status`")
    release = releases.read_manifest(file)
    if not release.is_approvable:
        raise releases.refusal(release)
    if releases.digest(file) != release.sha256:
        raise StoreError("the held file is not what was checked", where=file.name, next_step="run `hub sync` again")
    target = releases.path_of(home, number)
    approved = replace(release, file=str(target.relative_to(home)))
    _name(file, target, approved)
    file.with_suffix(".json").unlink()
    _point(home, approved, keep)
    return approved


def _examine(
    connection: duckdb.DuckDBPyConnection, draft: Draft, bands: Bands
) -> tuple[list[Finding], dict[str, int], tuple[str, ...]]:
    with opened(connection, draft):
        findings = quality.check(connection, bands, has_previous=draft.previous is not None)
        with handed_over(connection, {"findings": pa.Table.from_pylist([asdict(each) for each in findings])}):
            statements.run(connection, "insert_check")
        counts = {name: statements.count(connection, "count_draft", table=name) for name in sorted(PUBLISHED.tables)}
        batches = tuple(batch for (batch,) in statements.run(connection, "draft_batches").fetchall())
        connection.execute("CHECKPOINT draft")
    return findings, counts, batches


def _settle(path: Path) -> None:
    """On the disk, whole in one file, which nobody writes again and only the hub's user and group read."""
    if path.with_name(f"{path.name}.wal").exists():
        raise StoreError("the draft has a log beside it", where=path.name, next_step="run `hub sync` again")
    path.chmod(_READ_ONLY)
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _name(file: Path, target: Path, release: Release) -> None:
    file.replace(target)
    fault("publish.named")
    releases.write_manifest(target, release)
    fault("publish.manifest")


def _point(home: Path, release: Release, keep: int) -> None:
    releases.move_pointer(home, release)
    fault("publish.linked")
    releases.prune(home, keep)
