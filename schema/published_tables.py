"""Tables of a release: what analysts query.  Their names are a contract: columns may be added, never changed silently.

Every table and column is commented in Chinese and English from the one definition of its columns.
"""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import MetaData

from schema.columns import attribute
from schema.fields import Column
from schema.linkage import Kind
from schema.records import EVENTS, LINKS, REFERENCES, Enterprise, Event, Mention, Person
from schema.relations import Attribute, attributes, relation_name
from schema.tables import (
    BATCH_COLUMNS,
    LEDGER_COLUMNS,
    MERGED_COLUMNS,
    MODEL_COLUMNS,
    PLACE_COLUMNS,
    define,
    named,
    optional,
    summary,
)

PUBLISHED = MetaData()

_TITLES = {Kind.PERSON: "人员", Kind.ADDRESS: "地址", Kind.ENTERPRISE: "市场主体"}
_MENTION = frozenset(each.name for each in attributes(Mention))
_ENDS = {
    "person_record_id": "person_id",
    "enterprise_record_id": "enterprise_id",
    "address_record_id": "address_id",
}
_GOLDEN_FIELD = Attribute("field", "VARCHAR", False, Column("黄金字段", "column of the golden record"))
_SOURCE = "system table_name source_key field {} match_weight match_rule record_id batch_id observed_at"
_COUNTS = "record_count system_count"
_WHERE = ("street", "community", "grid_code")
ADDRESS_FIELDS = "address_code longitude latitude floor_area_m2 usage_type is_active grid_code"
"""What a place takes from the records that name it; the rest of it comes from reading and placing their texts."""


def claimed(record: type[Mention]) -> Iterator[Attribute]:
    """The attributes that a record adds to those of `Mention`."""
    return (each for each in attributes(record) if each.name not in _MENTION)


def golden_fields(kind: Kind) -> Iterator[Attribute]:
    """The columns of a golden record after its id, less the counts."""
    if kind is Kind.ADDRESS:
        return named(f"parent_address_id {PLACE_COLUMNS} {ADDRESS_FIELDS}")
    return claimed(Person if kind is Kind.PERSON else Enterprise)


def _golden(kind: Kind) -> None:
    title, key = _TITLES[kind], (replace(attribute(kind.id_column), nullable=False),)
    define(
        PUBLISHED,
        kind.value,
        f"Golden records, one row an entity (黄金记录: {title}).",
        iter((*key, *golden_fields(kind), *named(_COUNTS))),
    )
    define(
        PUBLISHED,
        f"{kind}_source",
        f"Which record belongs to which {kind} (来源记录: {title}).",
        # a record without an entity reaches the draft, so that a gate can count it
        (optional(each, "match_rule") for each in named(_SOURCE.format(kind.id_column))),
    )
    define(
        PUBLISHED,
        f"{kind}_provenance",
        f"Which record won each field of the golden {kind}, and by which rule (字段来源: {title}).",
        iter(
            (
                *key,
                _GOLDEN_FIELD,
                *named("record_id system table_name source_key mention_field rule candidate_count"),
            )
        ),
    )
    define(
        PUBLISHED,
        f"{kind}_history",
        f"Golden records as they were, release by release (历史: {title}).",
        iter(
            (
                *key,
                *golden_fields(kind),
                *named("valid_from_release valid_to_release valid_from valid_to"),
            )
        ),
    )


def _resolved(record: type[Mention]) -> Iterator[Attribute]:
    """The entities that a link, event or reference names, what it says, where it stands in the departments' world."""
    for each in claimed(record):
        if each.name in _ENDS:
            yield attribute(_ENDS[each.name])
    own = {each.name for each in claimed(record)}
    if issubclass(record, Event):
        yield from (attribute(name) for name in _WHERE if name not in own)
    yield from (each for each in claimed(record) if each.name not in _ENDS)
    yield from attributes(Mention)
    yield from (each for each in claimed(record) if each.name in _ENDS)


for _kind in Kind:
    _golden(_kind)
for _record in (*LINKS, *EVENTS, *REFERENCES):
    define(PUBLISHED, relation_name(_record), summary(_record), _resolved(_record))

define(
    PUBLISHED,
    "quarantine_summary",
    "Rows kept apart and values refused, by batch, field and rule (隔离与拒收汇总).",
    (
        optional(each, "field", "column")
        for each in named("system table_name batch_id verdict field column rule row_count")
    ),
)
define(
    PUBLISHED,
    "release",
    "This release and those before it (版本).",
    named("release_number published_at person_count address_count enterprise_count"),
)
define(PUBLISHED, "source_batch", "Batches this release was made of (批次).", named(BATCH_COLUMNS))
define(
    PUBLISHED,
    "source_system",
    "The departments' systems, and how old what they last delivered is (来源系统).",
    named("system department title purpose trust last_delivered_at is_stale"),
)
define(
    PUBLISHED,
    "entity_change",
    "Entities created, merged, split and retired; a merged id forwards to other_id (实体变更).",
    named("kind change entity_id other_id release_number"),
)
define(
    PUBLISHED,
    "entity_forward",
    "Ids that were merged away, and the entity that each stands for now (编号沿用).",
    named("kind former_id entity_id"),
)
define(
    PUBLISHED,
    "merged_record",
    "The entity that each record was in before a merge, for all entities of the merge (合并前归属).",
    named(MERGED_COLUMNS),
)
define(
    PUBLISHED,
    "matching_model",
    "The model that compared the records of each kind; addresses are read, not compared (匹配模型).",
    named(MODEL_COLUMNS),
)
define(
    PUBLISHED,
    "ledger",
    "The entity id that each record has had, so that ids outlive the workshop (实体编号台账).",
    # birth_id is null where it equals entity_id, as for nearly all
    (optional(each, "birth_id") for each in named(LEDGER_COLUMNS)),
)
define(
    PUBLISHED,
    "release_check",
    "Quality gates and what they found (质量检查).",
    named("gate violations verdict"),
)
