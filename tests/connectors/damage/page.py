"""The damages as tables in docs/deliveries.md: `python -m tests.connectors.damage.page` writes them anew."""

from collections.abc import Iterable
from pathlib import Path

from tests.connectors.damage import documents, folders, json_lines, text_files
from tests.connectors.damage.case import FileDamage
from tests.connectors.damage.databases import DATABASES, DatabaseDamage
from tests.connectors.damage.services import SERVICES, ServiceDamage

PAGE = Path(__file__).parents[3] / "docs" / "deliveries.md"
MARKS = ("<!-- the damages, as the tests try them -->\n", "<!-- end of the damages -->\n")
FILES = (
    *text_files.CSV, *text_files.TABS, *json_lines.JSON_LINES, *text_files.FIXED_WIDTH,
    *documents.JSON_DOCUMENT, *documents.XML, *documents.WORKBOOK, *documents.PARQUET,
    *folders.FOLDER, *folders.SIZE, *folders.CHANGES,
)  # fmt: skip
_GROUPS: tuple[tuple[str, Iterable[FileDamage | ServiceDamage | DatabaseDamage]], ...] = (
    ("CSV", text_files.CSV),
    ("Tab-separated text, and what any table can have", text_files.TABS),
    ("JSON lines, plain and gzip", json_lines.JSON_LINES),
    ("Fixed width", text_files.FIXED_WIDTH),
    ("One JSON document", documents.JSON_DOCUMENT),
    ("XML", documents.XML),
    ("Workbooks", documents.WORKBOOK),
    ("Parquet", documents.PARQUET),
    ("The folder of a drop", folders.FOLDER),
    ("The size of a whole table", folders.SIZE),
    ("Files of changes", folders.CHANGES),
    ("Services", SERVICES),
    ("Databases", DATABASES),
)


def tables() -> str:
    """All damages, a table a group."""
    return "\n".join(_table(title, cases) for title, cases in _GROUPS)


def parts(page: str) -> tuple[str, str, str]:
    """What stands before, between and behind the marks."""
    before, _, rest = page.partition(MARKS[0])
    between, _, after = rest.partition(MARKS[1])
    return before, between, after


def _table(title: str, cases: Iterable[FileDamage | ServiceDamage | DatabaseDamage]) -> str:
    rows = "".join(f"| {case.name} | {case.outcome.does} | {_cell(case.outcome.says)} |\n" for case in cases)
    return f"### {title}\n\n| damage | the hub | what it says |\n|---|---|---|\n{rows}"


def _cell(says: str) -> str:
    return says.replace("|", "\\|").replace("<", "&lt;") or "nothing: it is whole again"


if __name__ == "__main__":
    before, _, after = parts(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(f"{before}{MARKS[0]}\n{tables()}\n{MARKS[1]}{after}", encoding="utf-8")
