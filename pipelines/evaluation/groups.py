"""Quality by system and by group of people, as aggregated figures only: small groups are not shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

import duckdb
import pyarrow as pa

from matching.evaluation import of_records
from schema.linkage import Kind

SMALLEST = 10
"""Records; the figures of a smaller group could tell of one person."""


@dataclass(frozen=True)
class GroupQuality:
    """Quality of the records of one group: the mean over its records (B-cubed)."""

    grouping: str
    """system, age, sex, …"""
    group: str
    records: int
    precision: float
    """Of the records that are held together with one of the group, the share that belongs there."""
    recall: float
    """Of the records that belong together with one of the group, the share that is held there."""


def by_group(connection: duckdb.DuckDBPyConnection, kind: Kind, labelled: pa.Table) -> list[GroupQuality]:
    """labelled(record_id, cluster_id, entity): each grouping of the kind in turn, groups by name."""
    quality = of_records(labelled, labelled)
    groups = groups_of(connection, kind, labelled)
    return list(_of_groupings(groups.join(quality, "record_id", join_type="inner")))


def groups_of(connection: duckdb.DuckDBPyConnection, kind: Kind, labelled: pa.Table) -> pa.Table:
    """record_id, and for each grouping of the kind the group that the record is in."""
    connection.register("labelled", labelled)
    sql = resources.files("pipelines").joinpath("sql", f"groups_{kind}.sql").read_text(encoding="utf-8")
    groups = connection.execute(sql).to_arrow_table()
    connection.unregister("labelled")
    return groups


def _of_groupings(found: pa.Table) -> Iterator[GroupQuality]:
    for grouping in found.column_names:
        if grouping not in ("record_id", "precision", "recall"):
            sums = found.group_by(grouping).aggregate(
                [("record_id", "count"), ("precision", "mean"), ("recall", "mean")]
            )
            for row in sums.sort_by(grouping).to_pylist():
                if row["record_id_count"] >= SMALLEST:
                    values = row["record_id_count"], row["precision_mean"], row["recall_mean"]
                    yield GroupQuality(grouping, row[grouping], *values)
