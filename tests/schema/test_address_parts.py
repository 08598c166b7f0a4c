"""Parts of an address that are delivered apart: one form for each number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.normalize import address_parts
from schema.normalize.address import Part, parse
from tests.schema.strategies import anything, typed


@pytest.mark.parametrize(
    "written", ["3幢", "3栋", "3号楼", "三幢", "3", "03幢", "３幢", "3 幢", "3#", "第3幢", "3座", "三号楼"]
)
def test_a_building(written: str) -> None:
    assert address_parts.building(written) == "3"


@pytest.mark.parametrize("written", ["2单元", "二单元", "2", "02单元", "２单元", "第二单元"])
def test_a_unit(written: str) -> None:
    assert address_parts.unit(written) == "2"


@pytest.mark.parametrize("written", ["501室", "501", "0501", "五〇一室", "５０１室", "501房", "501号", "501 室"])
def test_a_room(written: str) -> None:
    assert address_parts.room(written) == "501"


@pytest.mark.parametrize("written", ["88号", "88", "八十八号", "８８号", "088号", "88 号"])
def test_a_number(written: str) -> None:
    assert address_parts.road_number(written) == "88"


@pytest.mark.parametrize("written", ["88-1号", "88-1", "88号-1", "88号附1", "88号之1", "88号附1号", "八十八-一号"])
def test_a_sub_number(written: str) -> None:
    assert address_parts.road_number(written) == "88-1"


@pytest.mark.parametrize(
    ("part", "written", "form"),
    [
        (address_parts.building, "A座", "A"),
        (address_parts.building, "a3幢", "A3"),
        (address_parts.room, "A501", "A501"),
        (address_parts.place_name, "余杭区南苑街道", "南苑街道"),
        (address_parts.place_name, "浙江省杭州市余杭区乔司街道", "乔司街道"),
        (address_parts.place_name, "余杭街道", "余杭街道"),
        (address_parts.place_name, "谢村村", "谢村村"),
        (address_parts.place_name, "永和 苑", "永和苑"),
    ],
)  # fmt: skip
def test_other_parts(part: object, written: str, form: str) -> None:
    assert callable(part)
    assert part(written) == form


_NUMERALS = "零一二三四五六七八九"


def _spoken(number: int) -> str:
    """A number below 100 as it is read aloud: 21 → 二十一."""
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _NUMERALS[number] if number < 10 else "十"
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")


@given(st.integers(1, 99), st.sampled_from(["{}号", "{}", "0{}号", "{}-1号", "{}号-1", "{}号附1号", "{}A号", "第{}号"]))
def test_a_road_number_is_the_one_that_the_parser_reads(number: int, form: str) -> None:
    spoken = [form.format(_spoken(number))] if form in ("{}号", "第{}号", "{}号附1号") else []
    for written in [form.format(number), *spoken]:
        read = parse(f"南苑街道人民路{written}").values[Part.NUMBER]
        assert address_parts.road_number(written) == read


@given(
    st.integers(1, 99),
    st.sampled_from(["{}幢", "{}栋", "{}号楼", "{}座", "0{}幢", "A{}幢"]),
    st.sampled_from(["{}单元", "0{}单元"]),
    st.sampled_from(["{}01室", "{}01", "0{}01室", "A{}01室", "{}01房"]),
)
def test_building_unit_and_room_are_those_that_the_parser_reads(
    number: int, building: str, unit: str, room: str
) -> None:
    parts = [form.format(number) for form in (building, unit, room)]
    read = parse(f"永和苑{''.join(parts)}").values
    assert address_parts.building(parts[0]) == read[Part.BUILDING]
    assert address_parts.unit(parts[1]) == read[Part.UNIT]
    assert address_parts.room(parts[2]) == read[Part.ROOM]


PARTS = [
    address_parts.road_number,
    address_parts.building,
    address_parts.unit,
    address_parts.room,
    address_parts.place_name,
]


@given(typed | anything, st.sampled_from(PARTS))
def test_a_clean_part_stays(text: str, part: object) -> None:
    assert callable(part)
    once = part(text)
    assert part(once) == once


@pytest.mark.parametrize("written", ["", "无", "不详", " ", "**", "-"])
def test_no_address_is_nothing(written: str) -> None:
    assert address_parts.clean_address_text(written) == ((None,), None)


def test_an_address_text_keeps_what_was_written() -> None:
    assert address_parts.clean_address_text(" 余杭区 乔司街道（永和苑）3-2-501 ") == (
        ("余杭区乔司街道(永和苑)3-2-501",),
        None,
    )
    assert address_parts.clean_address_text("余杭区乔司街道永和苑3\ufffd") == (("余杭区乔司街道永和苑3",), "text.cut")
    assert address_parts.clean_address_text("13812345678") == ((None,), "text.not_an_address")
