"""Credit codes, registration numbers and organisation codes, and the one claim that sorts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from schema.identifiers import credit_code, organization_code, registration_number
from tests.schema.strategies import (
    credit_codes,
    divisions,
    organization_codes,
    registration_numbers,
    resident_ids,
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def _sorted(text: str) -> tuple[dict[str, object], str | None]:
    values, rule = credit_code.clean(text)
    return {column: value for column, value in zip(credit_code.COLUMNS, values, strict=True) if value}, rule


@given(credit_codes())
def test_a_valid_code_brings_its_organisation_code(code: str) -> None:
    wide = code.lower().translate({character: character + 0xFEE0 for character in range(0x21, 0x7F)})
    for written in (code, f" {wide} ", f"{code[:8]}-{code[8:]}"):
        assert _sorted(written) == ({"credit_code": code, "organization_code": code[8:17]}, None)


@given(credit_codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_python_stdnum_agrees_on_every_code(code: str, position: int, character: str) -> None:
    changed = code[:position] + character + code[position + 1 :]
    assert credit_code.is_valid(changed) == uscc.is_valid(changed) or credit_code.check(changed) in (
        "credit_code.placeholder",
        "credit_code.form",
    )
    assert credit_code.is_valid(changed) == (changed == code)


@pytest.mark.parametrize("written", ["913301********2745", "9133****274", "91330110MA**********"])
def test_a_masked_code_is_refused_as_masked(written: str) -> None:
    assert _sorted(written) == ({}, "credit_code.masked")


def test_a_code_in_public_use() -> None:
    assert _sorted("91110000600037341L") == (
        {"credit_code": "91110000600037341L", "organization_code": "600037341"},
        None,
    )


@given(registration_numbers(), st.integers(0, 14), st.sampled_from("0123456789"))
def test_registration_numbers_catch_one_wrong_digit(number: str, position: int, digit: str) -> None:
    assert registration_number.is_valid(number)
    changed = number[:position] + digit + number[position + 1 :]
    assert registration_number.is_valid(changed) == (changed == number)


def test_the_organisation_code_of_the_standard() -> None:
    assert organization_code.clean("D2143569-x") == (("D2143569X",), None)


@given(organization_codes(), st.integers(0, 7), st.sampled_from("0123456789ABCDEFGH"))
def test_organisation_codes_catch_one_wrong_character_of_a_kind(code: str, position: int, character: str) -> None:
    changed = code[:position] + character + code[position + 1 :]
    difference = (int(changed[position], 36) - int(code[position], 36)) % 11
    assert organization_code.is_valid(changed) == (difference == 0) or len(set(changed[:8])) == 1


@given(divisions, organization_codes())
def test_an_old_taxpayer_number_is_a_division_and_an_organisation_code(division: str, code: str) -> None:
    assert _sorted(division + code) == ({"organization_code": code}, None)


@given(registration_numbers())
def test_a_registration_number_is_recognised(number: str) -> None:
    columns, rule = _sorted(number)
    tax = organization_code.is_valid(number[6:])
    assert columns == ({"organization_code": number[6:]} if tax else {"registration_number": number})
    assert rule is None
    assert registration_number.clean(f"注册号：{number}") == ((number,), None)


@pytest.mark.parametrize(
    ("written", "columns", "rule"),
    [
        ("9.13301E+17", {}, "credit_code.excel"),
        ("9.13301100000000E+17", {}, "credit_code.excel"),
        ("913301100000000000", {}, "credit_code.excel"),
        ("913301101234567000", {}, "credit_code.excel"),
        ("91330110MA2XXXXX1Y", {"credit_code_claimed": "91330110MA2XXXXX1Y"}, "credit_code.check_digit"),
        ("91330110MA2", {"credit_code_claimed": "91330110MA2"}, "credit_code.length"),
        ("无", {}, None),
        ("", {}, None),
        ("111111111111111111", {}, "credit_code.placeholder"),
        ("330184000012345", {"credit_code_claimed": "330184000012345"}, "registration_number.check_digit"),
    ],
)
def test_what_is_kept_and_what_is_refused(written: str, columns: dict[str, object], rule: str | None) -> None:
    assert _sorted(written) == (columns, rule)


@given(resident_ids())
def test_a_resident_number_never_enters_a_business_column(number: str) -> None:
    for written in (number, f"{number}00", number.lower()):
        assert _sorted(written) == ({}, "credit_code.resident_id") or credit_code.is_valid(number)


@given(credit_codes())
def test_letters_that_the_code_does_not_use_are_read_back(code: str) -> None:
    assert _sorted(code.replace("0", "O").replace("1", "I"))[0] == {
        "credit_code": code,
        "organization_code": code[8:17],
    }


@given(credit_codes(), st.sampled_from(["Q001", "001V"]))
def test_a_permit_number_is_a_credit_code_with_a_tail(code: str, tail: str) -> None:
    assert _sorted(code + tail)[0]["credit_code"] == code
