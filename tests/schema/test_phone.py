"""Telephone numbers: many writings, one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.identifiers import phone
from tests.schema.strategies import mobiles

local_numbers = st.from_regex(r"8[0-9]{7}", fullmatch=True).filter(lambda number: len(set(number)) > 3)


def _read(text: str) -> object:
    return phone.clean(text).values[0]


@given(mobiles)
def test_forms_of_a_mobile_number_agree(number: str) -> None:
    parts = f"{number[:3]} {number[3:7]} {number[7:]}"
    wide = number.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    forms = (number, f"+86{number}", f"+86 {parts}", f"0086-{number}", f"86{number}", f"0{number}", parts, wide)
    for written in (*forms, parts.replace(" ", "-"), f"手机:{number}", f"{number}(张先生)", f" {number} "):
        assert phone.clean(written) == (((number,),), None), written


@given(local_numbers)
def test_forms_of_a_land_line_agree(number: str) -> None:
    whole = f"0571{number}"
    forms = (number, whole, f"0571-{number}", f"(0571){number}", f"（0571） {number}", f"571{number}", f"0571 {number}")
    for written in (*forms, f"+86-571-{number}", f"0571-{number}-801", f"{number}转8012", f"{number[:4]}-{number[4:]}"):
        assert phone.clean(written) == (((whole,),), None), written


@pytest.mark.parametrize("separator", ["/", ",", "，", "、", ";", "；", " ", "|", " / ", "或", "\n"])
@given(first=mobiles, second=local_numbers)
def test_several_numbers_in_one_field(separator: str, first: str, second: str) -> None:
    assert _read(f"{first}{separator}0571-{second}") == tuple(sorted((first, f"0571{second}")))


@given(mobiles, mobiles)
def test_two_numbers_run_together_are_two(first: str, second: str) -> None:
    assert _read(first + second) == tuple(sorted({first, second}))


@pytest.mark.parametrize(
    "written",
    [
        "13800000000",
        "13800138000",
        "11111111111",
        "00000000",
        "无",
        "",
        "0",
        "-",
        "88888888",
        "0571-88888888",
        "空",
        "86000000",
    ],
)
def test_placeholders_are_nothing(written: str) -> None:
    assert phone.clean(written) == ((None,), None)


@given(mobiles)
def test_a_placeholder_beside_a_number_is_left_out(number: str) -> None:
    assert phone.clean(f"13800000000/{number}") == (((number,),), None)


@pytest.mark.parametrize("written", ["123", "1391234567", "139123456789", "张三", "12345678901234"])
def test_what_is_no_number_is_refused(written: str) -> None:
    assert phone.clean(written) == ((None,), "phone.form")


@given(mobiles)
def test_a_broken_part_does_not_take_the_good_one_with_it(number: str) -> None:
    assert phone.clean(f"{number}/1234") == (((number,),), "phone.form")


@pytest.mark.parametrize(
    ("written", "number"),
    [("010-62345678", "01062345678"), ("2162345679", "02162345679"), ("4008123456", "4008123456")],
)
def test_other_places(written: str, number: str) -> None:
    assert _read(written) == (number,)
