"""Linking with what the last run knew: a night where that is known and still fits, everything where it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import duckdb
import pyarrow as pa

from matching import engine
from matching.code_digest import code_digest
from matching.engine import Linkage, link_table, linkage_of
from matching.loading import checked, table_of
from matching.model import LinkageModel
from matching.nights.base import Base, HeldBase
from matching.nights.changes import Records, difference, digest_of, fetched, inputs, known_decisions
from matching.nights.index import Index
from matching.nights.night import NightLinkage, WholeRunDue, link_changes, outgrown
from matching.nights.rows import in_one_piece
from matching.nights.whole import index_of
from matching.progress import Clock, Progress
from matching.term_frequency import Yardstick
from matching.weights import weights_of


@dataclass(frozen=True)
class Linked:
    """What was found, and the index for the next night."""

    found: Linkage | NightLinkage
    index: Index
    whole_because: str | None = None
    """Why all records were compared although there was an index."""


def link(
    records: Records,
    model: LinkageModel,
    *,
    index: Index | None,
    decisions: pa.Table | None = None,
    progress: Progress | None = None,
    base: Callable[[], Base] = HeldBase,
    yardstick: Yardstick | None = None,
) -> Linked:
    """As `engine.link`; a NightLinkage if `index` was of use.  A whole run puts what nights need in `base()`.

    `yardstick` is that of an index that does not fit any more: so a run that was cut off is made up for by one that
    gives the same.
    """
    clock, reason = Clock(progress), None
    checked(records.relation, model)
    if index is not None:
        night = _night(records, model, index, decisions, clock)
        if isinstance(night, NightLinkage):
            return Linked(night, night.index)
        reason, yardstick = night.reason, index.yardstick
    linked, kept = _whole(records, model, decisions, clock, base(), yardstick)
    return Linked(linkage_of(model, linked, clock), kept, reason)


def _night(
    records: Records, model: LinkageModel, index: Index, decisions: pa.Table | None, clock: Clock
) -> NightLinkage | WholeRunDue:
    with clock.stage("changes"):
        found = difference(index, inputs(records, model))
        due = outgrown(index, found)
        if due is not None:
            return due
        fresh = fetched(records, model, found.fresh)
    return link_changes(model, index, found, fresh, known_decisions(decisions), clock)


def _whole(
    records: Records,
    model: LinkageModel,
    decisions: pa.Table | None,
    clock: Clock,
    base: Base,
    yardstick: Yardstick | None,
) -> tuple[engine.Linked, Index]:
    with clock.stage("features"):
        digest = digest_of(model, records.version)
        read = [records.relation.select("record_id", *model.inputs, digest).to_arrow_table()]
        rows = in_one_piece(read)
        record_ids, digests = rows["record_id"].to_numpy(), rows["digest"].to_numpy()
        rows = rows.drop_columns(["digest"])
        base.put_rows(rows)
        table = table_of(rows, model)
        del rows
    linked = link_table(model, table, decisions, clock, yardstick)
    with clock.stage("index"):
        index = index_of(model, base, record_ids, digests, linked, known_decisions(decisions))
    return linked, index


def fingerprint(model: LinkageModel) -> str:
    """A digest of all that a partition depends on but the records: the code, the model's weights, the hash function."""
    whole = sha256(f"{duckdb.__version__} {weights_of(model)} {model.thresholds}".encode())
    for package in ("matching", "schema"):
        whole.update(code_digest(package))
    return whole.hexdigest()
