"""Linking with what the last run knew: a night where that is known and still fits, everything where it is not."""

from hashlib import sha256

import duckdb
import pyarrow as pa

from matching.code_digest import code_digest
from matching.engine import Linkage, link_table, linkage_of
from matching.loading import checked, table_of
from matching.model import LinkageModel
from matching.nights.changes import difference, digest_of, fetched, inputs, known_decisions
from matching.nights.index import Index
from matching.nights.night import NightLinkage, is_outgrown, link_changes
from matching.nights.whole import index_of
from matching.progress import Clock, Progress
from matching.weights import weights_of


def link(
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyRelation,
    model: LinkageModel,
    *,
    index: Index | None,
    decisions: pa.Table | None = None,
    progress: Progress | None = None,
) -> tuple[Linkage | NightLinkage, Index]:
    """As `engine.link`, with the index for the next night; a NightLinkage if `index` was of use."""
    clock = Clock(progress)
    checked(records, model)
    if index is not None:
        night = _night(connection, records, model, index, decisions, clock)
        if night is not None:
            return night, night.index
    return _whole(records, model, decisions, clock)


def _night(
    connection: duckdb.DuckDBPyConnection,
    records: duckdb.DuckDBPyRelation,
    model: LinkageModel,
    index: Index,
    decisions: pa.Table | None,
    clock: Clock,
) -> NightLinkage | None:
    with clock.stage("changes"):
        found = difference(index.slots, inputs(records, model))
        if is_outgrown(index, found):
            return None
        fresh = fetched(connection, records, model, found.fresh.record_ids)
    return link_changes(model, index, found, fresh, known_decisions(decisions), clock)


def _whole(
    records: duckdb.DuckDBPyRelation, model: LinkageModel, decisions: pa.Table | None, clock: Clock
) -> tuple[Linkage, Index]:
    with clock.stage("features"):
        read = records.select("record_id", *model.inputs, digest_of(model)).to_arrow_table().combine_chunks()
        rows, digests = read.drop_columns(["digest"]), read["digest"].to_numpy()
        table = table_of(rows, model)
    linked = link_table(model, table, decisions, clock)
    with clock.stage("index"):
        index = index_of(model, rows, digests, linked, known_decisions(decisions))
    return linkage_of(model, linked, clock), index


def fingerprint(model: LinkageModel) -> str:
    """A digest of all that a partition depends on but the records: the code, the model's weights, the hash function."""
    whole = sha256(f"{duckdb.__version__} {weights_of(model)} {model.thresholds}".encode())
    for package in ("matching", "schema"):
        whole.update(code_digest(package))
    return whole.hexdigest()
