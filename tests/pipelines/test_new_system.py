"""An hour to add a system: a sample becomes one file beside the departments' own, is checked, decided, and synced."""

import json
import subprocess
import sys
from pathlib import Path

import openpyxl

from connectors.drafting.proposal import propose
from connectors.reading import Location

STEPS = """
import dataclasses, json, sys
from pathlib import Path
from connectors import departments
departments.__path__.append(sys.argv[1])
from connectors.catalogue import SYSTEMS
from pipelines import report
from pipelines.system_check import examine
from tests.pipelines import homes
given = homes.opened(Path(sys.argv[2]))
steps = [dataclasses.asdict(step) for step in examine(given, "farm_markets")]
if all(step["is_well"] for step in steps):
    homes.run(given, "farm_markets")
    lines = [dataclasses.asdict(line) for line in report.last_run(given).systems]
else:
    lines = []
print(json.dumps([steps, lines], default=str))
"""
"""In a process of its own: the catalogue is made when it is first imported."""

HEADER = ("市场编号", "市场名称", "统一社会信用代码", "市场地址", "法定代表人", "联系电话", "民族", "备注")
ROWS = [
    (
        "N1",
        "杭州兴旺农贸市场有限公司",
        "91330110MA27XWLD8W",
        "南苑街道永和苑3幢501室",
        "张三",
        "13957163842",
        "汉族",
        "",
    ),
    ("N2", "杭州永盛农贸市场有限公司", "91350100M000100Y43", "东湖街道石塘路88号", "李小四", "13588012846", "回族", ""),
]


def workbook(file: Path) -> Path:
    """A title above the header, a total row at the end."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (("农贸市场名录",), HEADER, *ROWS, ("合计", 2)):
        sheet.append(row)
    file.parent.mkdir(parents=True)
    book.save(file)
    return file


def called(folder: Path, home: Path) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    done = subprocess.run(
        [sys.executable, "-c", STEPS, str(folder), str(home)],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    steps, lines = json.loads(done.stdout)
    return steps, lines


def test_a_sample_becomes_a_system_in_one_file(tmp_path: Path) -> None:
    own, sample = tmp_path / "own", workbook(tmp_path / "drop" / "nm_202405.xlsx")
    own.mkdir()
    (own / "hub.toml").write_text(f'[systems.farm_markets]\nlocation = "{sample.parent}"\n', encoding="utf-8")
    file = tmp_path / "departments" / "commerce.py"
    file.parent.mkdir()
    text = propose("farm_markets", "commerce", Location(str(sample)), None, ())
    file.write_text(text, encoding="utf-8")

    steps, _ = called(file.parent, own)
    assert [step["what"] for step in steps if not step["is_well"]] == ["declaration"]
    assert "undecided columns: 备注" in str(steps[1]["finding"])

    file.write_text(text.replace("undecided=", "ignore="), encoding="utf-8")
    steps, (line,) = called(file.parent, own)
    assert steps[-1]["finding"] == "2 rows give 2 address, 2 enterprise, 2 person, 2 premises, 2 representation"
    assert (line["state"], line["received"], line["recorded"], line["rejected"]) == ("done", 2, 2, 0)
