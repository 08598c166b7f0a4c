"""Every rule that code names has words for the department."""

import re
from pathlib import Path

import pytest

from schema.rules import PROBLEMS, reason

ROOT = Path(__file__).parents[2]
RULE = re.compile(r'f?"(?:[a-z_]+|\{field\})\.([a-z_]+)"')


def problems_in_code() -> set[str]:
    folders = ("schema/identifiers", "schema/normalize", "connectors/mapping")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    found = {problem for file in files for problem in RULE.findall(file.read_text(encoding="utf-8"))}
    return found - {"csv", "txt", "sql", "json", "parquet", "mapping", "cleaning", "says_nothing"}


def test_every_problem_that_code_names_has_words() -> None:
    found = problems_in_code()
    assert len(found) > 20
    assert found - set(PROBLEMS) == set()


@pytest.mark.parametrize(
    "rule", ["key.missing", "key.repeated", "row.repeated", "row.says_nothing", "operation.unknown"]
)
def test_every_reason_to_keep_a_row_apart_has_words(rule: str) -> None:
    assert reason(rule) != rule


def test_words_name_the_field_where_it_is_one_of_ours() -> None:
    assert reason("resident_id.check_digit") == "身份证号校验位不对, 可能有一位填错"
    assert reason("status.unknown_code") == "值代码不在对照表里"
    assert reason("something.else") == "something.else"
