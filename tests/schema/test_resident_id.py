"""Resident numbers: every valid one passes, every single wrong character is caught, nothing is guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.identifiers import resident_id
from tests.schema.strategies import anything, resident_ids, typed

EXAMPLE = "11010519491231002X"
"""The example that GB 11643 itself gives."""


def test_the_standards_own_example_passes() -> None:
    assert resident_id.check(EXAMPLE) is None
    assert resident_id.birth_date_of(EXAMPLE) == date(1949, 12, 31)
    assert resident_id.sex_of(EXAMPLE) == "2"


@given(resident_ids())
def test_every_valid_number_passes_and_stays(number: str) -> None:
    assert resident_id.clean(number) == ((number, None, None), None)


@given(resident_ids(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_wrong_character_is_caught(number: str, position: int, character: str) -> None:
    wrong = number[:position] + character + number[position + 1 :]
    assert resident_id.is_valid(wrong) == (wrong == number)


@given(resident_ids(), st.integers(0, 16))
def test_every_swap_of_neighbours_is_caught(number: str, position: int) -> None:
    swapped = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assert resident_id.is_valid(swapped) == (swapped == number)


@given(resident_ids(centuries=range(19, 20)))
def test_fifteen_digits_come_back_as_eighteen(number: str) -> None:
    short = number[:6] + number[8:17]
    assert resident_id.to_18(short) == number
    assert resident_id.clean(short).values[0] == number


@given(resident_ids())
def test_widths_blanks_and_lower_case_do_not_matter(number: str) -> None:
    wide = number.lower().translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert resident_id.clean(f" {wide[:6]}　{wide[6:14]} {wide[14:]} ").values == (number, None, None)


@given(resident_ids(), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_can_be_repaired(number: str, position: int, digit: str) -> None:
    claimed = number[:position] + digit + number[position + 1 :]
    repaired = resident_id.repairs(claimed)
    assert (number in repaired) == (claimed != number)
    assert all(resident_id.is_valid(candidate) for candidate in repaired)


@given(resident_ids(), st.integers(0, 15))
def test_one_swap_can_be_repaired(number: str, position: int) -> None:
    claimed = number[:position] + number[position + 1] + number[position] + number[position + 2 :]
    assert number in resident_id.repairs(claimed) or claimed == number


@given(typed | anything | resident_ids())
def test_repairs_are_what_trying_every_character_and_swap_finds(claimed: str) -> None:
    characters = {
        claimed[:position] + character + claimed[position + 1 :]
        for position in range(len(claimed))
        for character in "0123456789X"
    }
    swaps = {
        claimed[:left] + claimed[left + 1] + claimed[left] + claimed[left + 2 :] for left in range(len(claimed) - 1)
    }
    whole = {
        number for number in (characters | swaps) - {claimed} if len(number) == 18 and resident_id.is_valid(number)
    }
    assert set(resident_id.repairs(claimed)) <= whole
    if claimed.isascii() and claimed[:17].isdigit():
        assert set(resident_id.repairs(claimed)) == whole


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("330110********1234", "330110********1234"),
        ("330110＊＊＊＊＊＊＊＊123x", "330110********123X"),
        ("330110××××××××1234", "330110********1234"),
        ("330110xxxxxxxx1234", "330110********1234"),
        ("33011019860312****", "33011019860312****"),
        ("3301**********1234", "3301**********1234"),
        ("1234", "**************1234"),
        ("**123X", "**************123X"),
        ("330110****1234", "330110********1234"),
        ("330110*****1234", "330110************"),
    ],
)
def test_masks_keep_what_is_certain(written: str, kept: str) -> None:
    assert resident_id.clean(written) == ((None, kept, None), None)


@pytest.mark.parametrize("written", ["139****1234", "******", "3*1", "33****12a4"])
def test_what_is_no_masked_number(written: str) -> None:
    assert resident_id.clean(written).values == (None, None, None)


@given(resident_ids())
def test_a_masked_number_agrees_with_the_number(number: str) -> None:
    masked = resident_id.clean(f"{number[:6]}********{number[14:]}").values[1]
    assert isinstance(masked, str)
    assert all(one in ("*", other) for one, other in zip(masked, number, strict=True))
    assert resident_id.sex_of(masked) == resident_id.sex_of(number)
    assert resident_id.birth_date_of(masked) is None


@pytest.mark.parametrize(
    ("claimed", "rule"),
    [
        ("110105194912310021", "resident_id.check_digit"),
        ("999999194912310029", "resident_id.region"),
        ("110105194913310021", "resident_id.birth_date"),
        ("110105299912310026", "resident_id.birth_date"),
        ("1101051949123100", "resident_id.length"),
        ("11010519491231002", "resident_id.length"),
        ("110105491331002", "resident_id.birth_date"),
    ],
)
def test_a_claimed_number_stays_with_its_rule(claimed: str, rule: str) -> None:
    if len(claimed) == 18 and rule != "resident_id.check_digit":
        claimed = claimed[:17] + resident_id.check_character(claimed[:17])
    assert resident_id.clean(claimed) == ((None, None, claimed), rule)


@pytest.mark.parametrize(
    ("written", "masked", "rule"),
    [
        ("3.30110E+17", None, "resident_id.excel"),
        ("330110198603121000", "330110198603121***", "resident_id.excel"),
        ("111111111111111111", None, "resident_id.placeholder"),
        ("330110000000000000", None, "resident_id.placeholder"),
        ("123456789012345678", None, "resident_id.placeholder"),
    ],
)
def test_what_no_one_may_guess(written: str, masked: str | None, rule: str) -> None:
    assert resident_id.clean(written) == ((None, masked, None), rule)


def test_a_letter_for_a_digit_is_read_back_only_where_the_check_holds() -> None:
    assert resident_id.clean("11O1O519491231OO2X").values == (EXAMPLE, None, None)
    assert resident_id.clean("11O1O519491231OO3X").values == (None, None, "11O1O519491231OO3X")


@pytest.mark.parametrize("region", ["330184", "330113", "330125", "330110", "110103", "330101", "331199"])
def test_regions_of_any_year_and_unlisted_counties_pass(region: str) -> None:
    first_17 = f"{region}20050312123"
    assert resident_id.is_valid(first_17 + resident_id.check_character(first_17))
