"""The data dictionary of the published warehouse as Markdown, from the tables themselves.

`python -m schema.dictionary > docs/data_dictionary.md` writes the document; a test holds it to the tables.
"""

import sys
from collections.abc import Iterator

from sqlalchemy import Table

from schema.fields import Privacy
from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from schema.records import EVENTS, LINKS, REFERENCES
from schema.relations import Attribute, relation_name

_HEAD = """# Data dictionary (数据字典)

What analysts find in `warehouse.duckdb`, which always opens on the newest release. Table and column names are a
contract: columns may be added, never changed silently. Made from `schema`; the same comments are in the database
(`SELECT * FROM duckdb_columns()`).

- An **entity** is what the hub resolved: a person, an address, an enterprise. Its id stays from release to release;
  where two entities turn out to be one, the older id stays, and `entity_forward` says for each id that was merged away
  which one it stands for now.
- `entity_change` has one row a change. `created`: a new entity, or one that is there again after it was retired;
  `merged`: the records of `entity_id` went into `other_id`; `split`: `entity_id` came out of `other_id`, also where a
  merge was taken back; `retired`: no record speaks of it any more.
- `source_key` is the key columns of the department's row joined with `|`; `field` is the column, or element such as
  `dsr[0]`, that the mention came from. `(system, table_name, source_key, field)` leads back to the delivery.
- **Class** says who may see a column: *public*; *business*, for those who work with enterprises; *personal*, for those
  who work with persons. Times are Asia/Shanghai.
"""
_CLASSES = {Privacy.PUBLIC: "public", Privacy.BUSINESS: "business", Privacy.PERSONAL: "personal"}

_TABLE_HEAD = ("| column | 中文 | type | class | meaning |", "|---|---|---|---|---|")


def render() -> str:
    """The whole dictionary, ending in one newline."""
    return "\n".join((_HEAD, *_contents(), *_chapters()))


def _groups() -> Iterator[tuple[str, list[str]]]:
    yield "Golden records (黄金记录)", [str(kind) for kind in Kind]
    yield "Sources (来源记录)", [f"{kind}_source" for kind in Kind]
    yield "Links (关系)", [relation_name(link) for link in LINKS]
    yield "Events (事件)", [relation_name(event) for event in EVENTS]
    yield "References (参考数据)", [relation_name(reference) for reference in REFERENCES]
    yield "Provenance (字段来源)", [f"{kind}_provenance" for kind in Kind]
    yield "History (历史)", [f"{kind}_history" for kind in Kind]
    yield (
        "The release itself (版本)",
        [
            "release",
            "source_system",
            "source_batch",
            "quarantine_summary",
            "release_check",
            "entity_change",
            "entity_forward",
            "merged_record",
            "matching_model",
            "ledger",
        ],
    )


def _contents() -> Iterator[str]:
    for title, names in _groups():
        yield f"- {title}: " + ", ".join(f"[`{name}`](#{name})" for name in names)
    yield ""


def _chapters() -> Iterator[str]:
    for title, names in _groups():
        yield f"## {title}\n"
        for name in names:
            yield _table(PUBLISHED.tables[name])


def _table(table: Table) -> str:
    lines = [
        f"### {table.name}\n",
        f"{table.comment}\n",
        "| column | 中文 | type | class | meaning |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(column.info["attribute"]) for column in table.columns]
    return "\n".join(lines) + "\n"


def _row(attribute: Attribute) -> str:
    definition = attribute.definition
    cells = (
        f"`{attribute.name}`",
        definition.title,
        attribute.duckdb_type if attribute.nullable else f"{attribute.duckdb_type}, never null",
        _CLASSES[definition.privacy],
        definition.comment,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    sys.stdout.write(render())
