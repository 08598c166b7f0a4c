"""Tables of the workshop, as SQLAlchemy metadata made from the records and the column definitions.

The workshop is the DuckDB file that landing and the last release can rebuild; what nothing can rebuild is in
`schema.control_tables`, what analysts read in `schema.published_tables`.  The migrations of `warehouse` bring a store
to this shape, and a test compares the two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from duckdb_sqlalchemy.datatypes import TinyInteger
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    MetaData,
    Numeric,
    String,
    Table,
)
from sqlalchemy.types import TypeEngine

from schema.columns import attribute
from schema.linkage import Kind
from schema.records import ENTITY_RECORDS, RELATIONS, Mention
from schema.relations import Attribute, attributes, relation_name

WORKSHOP = MetaData()

_TYPES: Mapping[str, TypeEngine[Any]] = {
    "VARCHAR": String(),
    "BIGINT": BigInteger(),
    "BOOLEAN": Boolean(),
    "DOUBLE": Double(),
    "DATE": Date(),
    "TIMESTAMP": DateTime(),
    "DECIMAL(18,2)": Numeric(18, 2),
    "VARCHAR[]": ARRAY(String()),
    "TINYINT[]": ARRAY(TinyInteger()),
}


def column(definition: Attribute) -> Column[Any]:
    """A column of that name, type and nullability, commented in both languages; `info` keeps its definition."""
    return Column(
        definition.name,
        _TYPES[definition.duckdb_type],
        nullable=definition.nullable,
        comment=f"{definition.definition.title}: {definition.definition.comment}",
        autoincrement=False,
        info={"attribute": definition},
    )


def define(metadata: MetaData, name: str, comment: str, columns: Iterator[Attribute]) -> Table:
    """A table without keys or indexes: DuckDB checks uniqueness too early within a transaction, the gates check it."""
    return Table(name, metadata, *(column(each) for each in columns), comment=comment)


def named(names: str) -> Iterator[Attribute]:
    """The definitions of columns named in one text, blanks between."""
    return (attribute(name) for name in names.split())


def optional(definition: Attribute, *names: str) -> Attribute:
    """The same column, and one that may be null if it is among `names`."""
    return replace(definition, nullable=True) if definition.name in names else definition


def record_table(record: type[Mention]) -> str:
    """The workshop's table of a relation: `person_record`, `court_case_mention`."""
    suffix = "record" if record in ENTITY_RECORDS else "mention"
    return f"{relation_name(record)}_{suffix}"


def summary(record: type[Mention]) -> str:
    """The first line of a record's docstring: what its relation holds, with the Chinese term."""
    return (record.__doc__ or "").strip().splitlines()[0]


# ── workshop: what the departments claim ─────────────────────────────────────────────────────────────────────────
for _record in RELATIONS:
    define(WORKSHOP, record_table(_record), summary(_record), attributes(_record))

BATCH_COLUMNS = (
    "batch_id system table_name sequence delivery sha256 content_digest source position landed_at delivered_at "
    "received unchanged recorded quarantined deleted rejected applied_at"
)
define(WORKSHOP, "applied_batch", "Batches taken in (已入库批次).", named(BATCH_COLUMNS))
define(
    WORKSHOP,
    "rejection",
    "Values refused by a rule, without the value (拒收值).",
    named("batch_id system table_name source_key field column rule"),
)
define(
    WORKSHOP,
    "quarantine",
    "Rows kept apart because they have no usable key (隔离行).",
    (optional(each, "source_key") for each in named("batch_id system table_name row_number source_key reason")),
)
define(
    WORKSHOP,
    "system",
    "The departments' systems and whose word counts (来源系统).",
    named("system department title purpose trust"),
)
define(
    WORKSHOP,
    "register",
    "Tables whose mentions in a field are each of another person or enterprise (一户一行的登记表).",
    named("system table_name field"),
)

# ── workshop: what matching made of it ───────────────────────────────────────────────────────────────────────────
for _kind in Kind:
    define(
        WORKSHOP,
        f"{_kind}_membership",
        f"Which {_kind} each record speaks of, and the evidence that holds it there (归属).",
        named("record_id cluster_id entity_id match_weight match_rule"),
    )
PLACE_COLUMNS = (
    "level canonical_text division_code street street_code community community_code "
    "road road_number compound building unit room confidence"
)
define(
    WORKSHOP,
    "place",
    "The tree of places that address records resolved to (地址树).",
    named(f"address_id parent_address_id cluster_id parent_cluster_id {PLACE_COLUMNS}"),
)
LEDGER_COLUMNS = "kind record_id entity_id birth_id since is_present"
define(WORKSHOP, "ledger", "The entity id that each record has had (实体编号台账).", named(LEDGER_COLUMNS))
define(
    WORKSHOP,
    "entity_change",
    "Entities created, merged, split and retired, by release (实体变更).",
    named("kind change entity_id other_id release_number"),
)
MERGED_COLUMNS = "kind record_id entity_id other_id since release_number"
define(
    WORKSHOP,
    "merged_record",
    "The entity that each record was in before a merge, for all entities of the merge (合并前归属).",
    named(MERGED_COLUMNS),
)
MODEL_COLUMNS = "kind model_version weights_digest"
define(WORKSHOP, "matching_model", "The model that compared the records of each kind (匹配模型).", named(MODEL_COLUMNS))
define(
    WORKSHOP,
    "pair",
    "Scored pairs that link or leave doubt, for explanation and review (记录对).",
    named("kind left_id right_id rule match_weight judgement levels"),
)
define(
    WORKSHOP,
    "cut",
    "Links that clustering gave up, and why (断开的链接).",
    named("kind left_id right_id match_weight reason"),
)
GAZETTEER_COLUMNS = "place_part place_name official_name street community name_kind source_systems gazetteer_version"
define(
    WORKSHOP,
    "gazetteer",
    "Every name of streets, communities, roads and compounds that the hub knows, learned from records (地名库).",
    named(GAZETTEER_COLUMNS),
)
