"""Names of persons: one form for each name, nothing kept that is no name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.normalize.names import clean_name, clean_one_name, compare_key, split_name
from schema.normalize.text import could_be_same
from tests.schema.strategies import person_names


def _name(text: str) -> object:
    return clean_name(text).values[0]


@given(person_names(), st.sampled_from([" ", "  ", "　", "\u200b", "\t"]))
def test_blanks_inside_a_name_do_not_matter(name: str, blank: str) -> None:
    if len(name) <= 4:
        assert _name(blank.join(name)) == name
    assert _name(f"{blank}{name}{blank}") == name


@given(person_names(), st.sampled_from("?？\ufffd\ue000\uf8ff□×*＊"), st.data())
def test_a_lost_character_is_a_star(name: str, lost: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(name) - 1))
    cleaned = _name(name[:position] + lost + name[position + 1 :])
    assert cleaned == name[:position] + "*" + name[position + 1 :]
    assert could_be_same(str(cleaned), name)


@pytest.mark.parametrize("dot", ["·", "•", ".", "．", "‧", "・", " ", "。", "··", "-", "—"])
def test_every_dot_of_a_minority_name_is_one(dot: str) -> None:
    assert _name(f"买买提{dot}艾力") == "买买提·艾力"
    assert compare_key(str(_name(f"买买提{dot}艾力"))) == compare_key("买买提艾力")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("张*三", "张*三"),
        ("*三", "*三"),
        ("张**", "张**"),
        ("张某", "张*"),
        ("张某某", "张**"),
        ("张某甲", "张*"),
        ("张XX", "张**"),
        ("张三先生", "张三"),
        ("李四女士", "李四"),
        ("张三（户主）", "张三"),
        ("（张三）", "张三"),
        ("欧阳 建国", "欧阳建国"),
        ("john  smith", "JOHN SMITH"),
        ("Smith, John", "SMITH JOHN"),
        ("김철수", "김철수"),
        ("李未然", "李未然"),
        ("㐂子", "㐂子"),
        ("王𠮷", "王𠮷"),
    ],
)
def test_names_that_are_whole(written: str, name: str) -> None:
    assert clean_name(written) == ((name, None), None)


@pytest.mark.parametrize(
    "written",
    ["张三(曾用名李四)", "张三（曾用名：李四）", "张三(原名 李四)", "张 三(又名李 四", "张三(曾用名是李四)"],
)
def test_a_former_name_in_brackets(written: str) -> None:
    assert clean_name(written) == (("张三", "李四"), None)


@pytest.mark.parametrize(
    ("written", "kept", "rule"),
    [
        ("张三、李四", "张三", "name.several"),
        ("张三2", "张三", "name.suffix"),
        ("张三A", "张三", "name.suffix"),
        ("测试", None, "name.not_a_name"),
        ("测试用户", None, "name.not_a_name"),
        ("test", None, "name.not_a_name"),
        ("无名氏", None, "name.not_a_name"),
        ("12345", None, "name.not_a_name"),
        ("房东", None, "name.not_a_name"),
        ("先生", None, "name.not_a_name"),
        ("张先生", None, "name.surname_only"),
        ("李", None, "name.surname_only"),
        ("***", None, "name.masked"),
        ("?", None, "name.masked"),
        ("杭州老王科技有限公司", None, "name.enterprise"),
        ("老王烧烤店", None, "name.enterprise"),
    ],
)
def test_rules_and_what_they_leave(written: str, kept: str | None, rule: str) -> None:
    assert clean_name(written) == ((kept, None), rule)


@pytest.mark.parametrize("written", ["", " ", "无", "-", "NULL", "不详", "未知", "/"])
def test_nothing_is_nothing(written: str) -> None:
    assert clean_name(written) == ((None, None), None)
    assert clean_one_name(written) == ((None,), None)


@given(person_names())
def test_a_clean_name_stays_and_splits_into_itself(name: str) -> None:
    assert clean_name(name) == ((name, None), None)
    assert "".join(split_name(name)) == name
    assert compare_key(compare_key(name)) == compare_key(name)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("欧阳建国", ("欧阳", "建国")),
        ("欧阳", ("欧", "阳")),
        ("张三", ("张", "三")),
        ("买买提·艾力", ("", "买买提·艾力")),
        ("JOHN SMITH", ("", "JOHN SMITH")),
    ],
)
def test_compound_surnames(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_the_order_of_a_foreign_name_does_not_matter() -> None:
    assert compare_key("SMITH JOHN") == compare_key("JOHN SMITH") != compare_key("JOHN SMYTH")


def test_traditional_writing_has_the_same_key() -> None:
    assert compare_key("張國強") == compare_key("张国强")


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [("张*三", "张小三", True), ("张*三", "张三", False), ("张*", "李三", False), ("*三", "张*", True)],
)
def test_masked_names_still_exclude(first: str, second: str, agree: bool) -> None:
    assert could_be_same(first, second) is agree
    assert could_be_same(second, first) is agree
