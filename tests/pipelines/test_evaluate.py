"""`hub evaluate`: figures that agree with the demo's, a page that needs nothing else, labels that are wrong said so."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.agreement import agreement
from schema.linkage import Kind
from tests.pipelines import homes
from tests.pipelines.calling import Hub, answer


@pytest.fixture
def hub(hub_of: Callable[[Path], Hub], demo_folder: Path) -> Hub:
    return hub_of(demo_folder / "hub.toml")


def test_the_figures_are_those_of_the_demo_and_the_page_stands_alone(
    hub: Hub, demo_folder: Path, tmp_path: Path
) -> None:
    truth, html = demo_folder / "city" / "truth", tmp_path / "quality.html"
    found = {each["kind"]: each for each in answer(hub("evaluate", "--truth", truth, "--html", html, "--json"))}
    for each in agreement(homes.opened(demo_folder).home, truth):
        quality = found[each.kind.value]["quality"]
        assert (quality["precision"], quality["recall"]) == (each.precision, each.recall)
    person = found[Kind.PERSON.value]
    assert person["rules"][-1]["recall"] > 0.5
    assert {each["grouping"] for each in person["groups"]} >= {"system 系统", "age 年龄", "sex 性别"}
    assert all(each["records"] >= 10 for each in person["groups"])
    page = html.read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|https?://""", page)
    assert page.count("<svg") == 7


def test_a_table_of_labels_is_enough(hub: Hub, demo_folder: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(demo_folder / "var" / "warehouse.duckdb"), read_only=True) as warehouse:
        rows = warehouse.execute(
            "SELECT system, table_name, source_key, field, person_id FROM person_source"
        ).fetchall()
    labels = tmp_path / "labels.csv"
    with labels.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("system", "table_name", "source_key", "field", "cluster"))
        writer.writerows([*rows, ("nobody", "t", "1", "name", "x")])
    (found,) = answer(hub("evaluate", "person", "--truth", labels, "--json"))
    assert found["unknown"] == 1
    assert found["quality"]["f1"] == found["quality"]["exact"] == 1.0


def test_what_is_no_table_of_labels_is_said(hub: Hub, tmp_path: Path) -> None:
    wrong = tmp_path / "labels.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    code, _, error = hub("evaluate", "person", "--truth", wrong)
    assert (code, "has no column system" in error) == (4, True)
    wrong.write_text("system,table_name,source_key,field,cluster\nx,y,z,w,1\n", encoding="utf-8")
    code, _, error = hub("evaluate", "person", "--truth", wrong)
    assert (code, "no label names" in error) == (7, True)
