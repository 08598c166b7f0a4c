"""The data dictionary in docs is the one that the tables give."""

from pathlib import Path

from schema.dictionary import render
from schema.published_tables import PUBLISHED

_FILE = Path(__file__).parents[2] / "docs" / "data_dictionary.md"


def test_the_document_is_in_step_with_the_tables() -> None:
    assert _FILE.read_text(encoding="utf-8") == render()


def test_every_table_and_column_is_listed_once() -> None:
    text = render()
    for table in PUBLISHED.tables.values():
        chapter = text.split(f"\n### {table.name}\n")
        assert len(chapter) == 2
        listed = [line.split("`")[1] for line in chapter[1].split("\n#")[0].splitlines() if line.startswith("| `")]
        assert listed == table.columns.keys()
