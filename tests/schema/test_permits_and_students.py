"""Numbers that hold other numbers: discharge permits and student numbers; and several names in one field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.identifiers import credit_code, discharge_permit, resident_id, student_number
from schema.normalize.name_lists import names_cleaner
from tests.schema.strategies import anything, credit_codes, resident_ids

names = names_cleaner("place_names")


@given(credit_codes(), st.sampled_from("PQRVX"), st.integers(0, 999), st.booleans())
def test_a_permit_holds_the_credit_code_of_its_holder(code: str, letter: str, serial: int, first: bool) -> None:
    number = f"{code}{letter}{serial:03d}" if first else f"{code}{serial:03d}{letter}"
    assert discharge_permit.clean(f" {number.lower()} ") == ((number, code, code[8:17]), None)
    assert discharge_permit.is_valid(number)


@given(credit_codes())
def test_a_permit_that_is_not_one_keeps_what_is_sound(code: str) -> None:
    wrong = code[:17] + ("0" if code[17] != "0" else "1")
    assert discharge_permit.clean(code) == ((None, code, code[8:17]), "permit.form")
    assert discharge_permit.clean(f"{wrong}P001") == ((f"{wrong}P001", None, None), "permit.credit_code")
    assert not credit_code.is_valid(wrong)


@pytest.mark.parametrize("nothing", ["", "无", " - "])
def test_no_permit_and_no_student_number_is_nothing(nothing: str) -> None:
    assert discharge_permit.clean(nothing) == ((None, None, None), None)
    assert student_number.clean(nothing) == ((None,), None)


@given(resident_ids())
def test_a_student_number_is_the_resident_number_behind_a_g(number: str) -> None:
    assert student_number.clean(f"g{number}".lower()) == ((number,), None)
    assert student_number.clean(f"L{number[:17]}0") == ((None,), None)
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    assert student_number.clean(f"G{wrong}") == ((None,), "student_number.check_digit")
    assert student_number.clean(f"H{number}") == ((None,), "student_number.form")


@given(resident_ids(), credit_codes())
def test_a_person_s_number_is_no_enterprise_s(number: str, code: str) -> None:
    assert not credit_code.is_of_enterprise(number)
    assert credit_code.is_of_enterprise(f" {code.lower()}")
    assert not credit_code.is_of_enterprise("")


@pytest.mark.parametrize("mistyped", ["331010194609280632", "330110194466301616"])
def test_a_mistyped_resident_number_that_passes_for_a_credit_code_is_a_person_s(mistyped: str) -> None:
    assert credit_code.is_valid(mistyped)
    assert not resident_id.is_valid(mistyped)
    assert not credit_code.is_of_enterprise(mistyped)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('["老街", "乔司街"]', ("老街", "乔司街")),
        ('["老街", null, "", "老街"]', ("老街",)),
        ("老街、乔司街；石塘路/一号路", ("老街", "乔司街", "石塘路", "一号路")),
        ("老街", ("老街",)),
    ],
)
def test_names_come_as_array_or_with_marks_between(written: str, expected: tuple[str, ...]) -> None:
    assert names(written) == ((expected,), None)


@pytest.mark.parametrize("nothing", ["", "[]", "[null]", "无", "、"])
def test_no_names_are_nothing(nothing: str) -> None:
    assert names(nothing) == ((None,), None)


@pytest.mark.parametrize("broken", ['["老街"', '[{"name": "老街"}]', "[1]", "[" * 100_000])
def test_an_array_that_is_none_is_refused(broken: str) -> None:
    assert names(broken) == ((None,), "place_names.not_an_array")


@given(anything)
def test_any_text_is_cleaned_once_and_for_all(text: str) -> None:
    (found,) = names(text).values
    assert found is None or names("、".join(found)).values == (found,)
