"""The stores' tables follow from the records, and every column says in both languages what it is."""

import re

import pytest

from schema.control_tables import CONTROL
from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from schema.records import EVENTS, LINKS, RELATIONS, Mention
from schema.relations import attributes, relation_name
from schema.tables import WORKSHOP, record_table

_CHINESE, _ENGLISH = re.compile(r"[一-鿿]"), re.compile(r"[a-z]{3}")


@pytest.mark.parametrize("record", RELATIONS, ids=relation_name)
def test_every_relation_has_a_table_with_its_columns_in_order(record: type[Mention]) -> None:
    table = WORKSHOP.tables[record_table(record)]
    assert [(column.name, column.nullable) for column in table.columns] == [
        (attribute.name, attribute.nullable) for attribute in attributes(record)
    ]


@pytest.mark.parametrize("metadata", [WORKSHOP, PUBLISHED, CONTROL], ids=["workshop", "published", "control"])
def test_every_table_and_column_is_explained_in_chinese_and_english(metadata: object) -> None:
    assert metadata.tables
    for table in metadata.tables.values():
        for part in (table, *table.columns):
            assert _CHINESE.search(part.comment), part
            assert _ENGLISH.search(part.comment), part


def test_a_release_has_every_table_of_the_contract() -> None:
    promised = {"person", "address", "enterprise", "quarantine_summary", "release", "source_batch", "entity_change"}
    promised |= {f"{kind}_{part}" for kind in Kind for part in ("source", "provenance", "history")}
    promised |= {relation_name(record) for record in (*LINKS, *EVENTS)}
    assert promised <= set(PUBLISHED.tables)


@pytest.mark.parametrize("kind", Kind)
def test_source_tables_begin_with_the_columns_of_the_contract(kind: Kind) -> None:
    columns = PUBLISHED.tables[f"{kind}_source"].columns.keys()
    assert columns[:7] == [
        "system",
        "table_name",
        "source_key",
        "field",
        f"{kind}_id",
        "match_weight",
        "match_rule",
    ]


def test_one_name_means_one_thing_in_the_whole_warehouse() -> None:
    # the field of a provenance table is a golden field: the contract fixed its name
    found: dict[str, set[str]] = {}
    for table in (*WORKSHOP.tables.values(), *PUBLISHED.tables.values()):
        for column in table.columns:
            if not (table.name.endswith("_provenance") and column.name == "field"):
                found.setdefault(column.name, set()).add(f"{column.type} {column.comment}")
    assert {name: says for name, says in found.items() if len(says) > 1} == {}
