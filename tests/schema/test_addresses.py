"""Reading addresses: the habits of docs/addresses.md, and what holds for every text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.normalize.address import ParsedAddress, Part, parse
from schema.normalize.address.canonical import ASIDE
from schema.normalize.address.numerals import canonical_number
from schema.normalize.gazetteer import EMPTY, Entry, Gazetteer
from tests.schema.habits import table

HABITS = table("text", "components", "verdict")
KNOWN_HABITS = table("text with gazetteer", "components", "verdict")


def reference() -> Gazetteer:
    names: list[tuple[str, Entry]] = []
    for street, community, road, _, compound in table("street", "community", "road", "number", "compound"):
        parts = {Part.STREET: street, Part.COMMUNITY: community, Part.ROAD: road, Part.COMPOUND: compound}
        names += [(name, Entry(part, name, street, community)) for part, name in parts.items() if name]
    names.append(("老石塘路", Entry(Part.ROAD, "石塘路", "乔司街道", "永和村")))
    names.append(("乔司镇", Entry(Part.STREET, "乔司街道", "乔司街道", "")))
    return Gazetteer(names, ["余杭区", "余杭县", "余杭市", "临平区"])


GAZETTEER = reference()

FRAGMENTS = """浙江省 杭州市 余杭区 余杭 杭州 临平区 安徽省阜阳市颍上县 中国 乔司街道 塘栖镇 乔司乡 永和社区 五星村
谢村村 张家埭 3组 五组 石塘路 世纪大道 西大街 柴家弄 88弄 88号 八十八号 88-1号 367、369号 永和苑 永和苑小区 理想国际大厦
二期 北区 良渚文化村 3幢 三幢 3号楼 A座 3# 1号厂房 宿舍楼 2单元 东单元 5楼 负一层 501室 501 五〇一室 101-103室 3-2-501
3-2 杭州某某有限公司 （自主申报） ** 东50米 旁 对面 交叉口 路口 与 、 - ， ( ) 东门 内 号 路 村 区 \ufffd 5 一 十 东 A
商铺12号 中心 G320国道 號 第 之一 附1号 至 5F"""
written = st.lists(st.sampled_from(FRAGMENTS.split()), min_size=1, max_size=9).map("".join)
anything = st.one_of(st.text(max_size=40), written)


def shown(address: ParsedAddress) -> str:
    return " ".join(f"{component.part}={component.value}" for component in address.components) or "–"


def of_place(address: ParsedAddress) -> list[tuple[str, str]]:
    return sorted((component.part, component.value) for component in address.components if component.part not in ASIDE)


def verdict(address: ParsedAddress) -> str:
    doubts = ", ".join(sorted(address.doubts))
    return f"{address.verdict}: {doubts}" if doubts else str(address.verdict)


def test_the_document_has_a_hundred_habits() -> None:
    assert len(HABITS) + len(KNOWN_HABITS) >= 100


@pytest.mark.parametrize(("text", "components", "expected"), HABITS)
def test_habit(text: str, components: str, expected: str) -> None:
    address = parse(text)
    assert (shown(address), verdict(address)) == (components, expected)


@pytest.mark.parametrize(("text", "components", "expected"), KNOWN_HABITS)
def test_habit_with_gazetteer(text: str, components: str, expected: str) -> None:
    address = parse(text, GAZETTEER)
    assert (shown(address), verdict(address)) == (components, expected)


@given(anything)
@settings(max_examples=300, deadline=None)
def test_components_stand_in_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for component in parse(text).components:
        assert end <= component.start < component.end <= len(text)
        end = component.end


@given(anything)
@settings(max_examples=300, deadline=None)
def test_canonical_text_reads_the_same(text: str) -> None:
    address = parse(text)
    again = parse(address.canonical)
    assert of_place(again) == of_place(address)
    assert again.canonical == address.canonical


@given(anything)
@settings(max_examples=150, deadline=None)
def test_canonical_text_reads_the_same_with_a_gazetteer(text: str) -> None:
    address = parse(text, GAZETTEER)
    assert of_place(parse(address.canonical, GAZETTEER)) == of_place(address)


@given(written)
@settings(max_examples=150, deadline=None)
def test_an_empty_gazetteer_changes_nothing(text: str) -> None:
    assert parse(text, EMPTY) == parse(text)


@given(st.integers(1, 9999), st.sampled_from(["{}", "０{}", "00{}"]))
def test_numbers_have_one_form(number: int, form: str) -> None:
    wide = str(number).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    for text in (form.format(number), form.format(wide)):
        assert parse(f"石塘路{text}号").get(Part.NUMBER) == str(number)


def test_different_numbers_stay_different() -> None:
    forms = ["88", "88-1", "881", "8-81", "88、1", "88A"]
    assert len({canonical_number(form) for form in forms}) == len(forms)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("浙江省杭州市余杭区", "330110"),
        ("余杭市临平镇", "330184"),
        ("余杭县乔司乡", "330125"),
        ("杭州市临平区", "330113"),
        ("鼓楼区中山路", None),
        ("江苏南京鼓楼区", "320106"),
        ("石塘路88号", None),
    ],
)
def test_division_code(text: str, code: str | None) -> None:
    assert parse(text).division_code == code


def test_a_gazetteer_has_a_version_that_follows_its_contents() -> None:
    assert reference().version == GAZETTEER.version
    assert Gazetteer().version != GAZETTEER.version


def test_a_slip_between_two_names_is_left_open() -> None:
    streets = [Entry(Part.ROAD, name, "乔司街道", "") for name in ("五星路", "五星洛")]
    both = Gazetteer((entry.name, entry) for entry in streets)
    assert both.slip("五星络", 0) is None
    assert Gazetteer([("五星路", streets[0])]).slip("五星络", 0) is not None


def test_a_cut_name_is_completed_only_where_one_begins_so() -> None:
    assert (found := GAZETTEER.completion("理想国际")) is not None
    assert found.name == "理想国际大厦"
    assert GAZETTEER.completion("理") is None
    assert GAZETTEER.completion("永和") is None
