"""Counts, amounts, coordinates and codes."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.normalize.codes import choice_cleaner, clean_household_relation, clean_sex, flag_cleaner, pattern_cleaner
from schema.normalize.divisions import clean_division, divisions, known_codes
from schema.normalize.numbers import amount_cleaner, arabic, clean_floor_area, count_cleaner, degrees_cleaner

clean_amount = amount_cleaner("loss_yuan")
clean_capital = amount_cleaner("capital", unit=Decimal(10_000))
clean_count = count_cleaner("worker_count")


@given(st.integers(0, 10**11).map(lambda cents: Decimal(cents) / 100))
def test_writings_of_an_amount_agree(amount: Decimal) -> None:
    exact = f"{amount:.2f}"
    ten_thousands = f"{amount / 10_000:.6f}"
    for written in (exact, f"{amount:,.2f}", f"¥{exact}", f"{exact}元", f"人民币{exact} 元", f"{ten_thousands}万元"):
        assert clean_amount(written) == ((amount,), None), written
    assert clean_capital(ten_thousands) == clean_capital(f"{exact}元") == ((amount,), None)


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("35,000.00", "35000"), ("3.5万", "35000"), ("1.2万元", "12000"), ("2亿", "200000000"), ("0.5亿元", "50000000"),
        ("３．５万", "35000"), ("5000元整", "5000"), ("1.5e4", "15000"), ("0", "0"), ("￥１，２００", "1200"),
    ],
)  # fmt: skip
def test_amounts(written: str, yuan: str) -> None:
    assert clean_amount(written) == ((Decimal(yuan),), None)
    amount = clean_amount(written).values[0]
    assert isinstance(amount, Decimal)
    assert amount.as_tuple().exponent == -2


def test_capital_counts_in_ten_thousands() -> None:
    assert (
        clean_capital("500.000000")
        == clean_capital("500万元")
        == clean_capital("5000000元")
        == ((Decimal(5_000_000),), None)
    )


@pytest.mark.parametrize("written", ["三万", "12x", "1,23", "1e99", "10万-20万"])
def test_what_is_no_amount_is_refused(written: str) -> None:
    assert clean_amount(written) == ((None,), "loss_yuan.unreadable")


def test_an_amount_is_not_negative() -> None:
    assert clean_amount("-5") == ((None,), "loss_yuan.negative")


@given(st.integers(0, 10**6))
def test_writings_of_a_count_agree(count: int) -> None:
    for written in (f"{count}", f"{count}人", f" {count} 名", f"{count}.0"):
        assert clean_count(written) == ((count,), None)


@pytest.mark.parametrize(
    ("numeral", "digits"),
    [("十", "10"), ("十二", "12"), ("二十", "20"), ("八十八", "88"), ("一百零五", "105"), ("一百二十", "120"),
     ("五〇一", "501"), ("二〇二四", "2024"), ("三", "3"), ("两千", "2000"), ("一千零一", "1001"), ("零", "0"),
     ("三百一十五", "315")],
)  # fmt: skip
def test_chinese_numerals(numeral: str, digits: str) -> None:
    assert arabic(numeral) == digits
    assert clean_count(f"{numeral}人") == ((int(digits),), None)


def test_coordinates() -> None:
    clean = degrees_cleaner("longitude", 73.0, 136.0)
    assert clean("120.301234") == ((120.301234,), None)
    assert clean("0") == clean("") == clean("0.000") == ((None,), None)
    assert clean("30.2") == ((None,), "longitude.out_of_range")
    assert clean("120°18′") == ((None,), "longitude.unreadable")


def test_floor_areas() -> None:
    assert (
        clean_floor_area("89.5")
        == clean_floor_area("89.50㎡")
        == clean_floor_area("89.5 平方米")
        == ((Decimal("89.50"),), None)
    )
    assert clean_floor_area("0") == ((None,), None)
    assert clean_floor_area("-1") == ((None,), "floor_area.out_of_range")
    assert clean_floor_area("大") == ((None,), "floor_area.unreadable")


@pytest.mark.parametrize(
    ("written", "code"),
    [("1", "1"), ("2", "2"), ("男", "1"), ("女", "2"), ("男性", "1"), ("女性", "2"), (" 男 ", "1"), ("１", "1"),
     ("m", "1"), ("0", None), ("9", None), ("未知", None), ("", None), ("未说明的性别", None)],
)  # fmt: skip
def test_sex(written: str, code: str | None) -> None:
    assert clean_sex(written) == ((code,), None)


def test_a_sex_that_no_code_has() -> None:
    assert clean_sex("5") == ((None,), "sex.unknown_code")


def test_flags_and_choices() -> None:
    cancelled, status = flag_cleaner("cancelled"), choice_cleaner("status", frozenset({"active", "closed"}))
    assert cancelled("true") == cancelled("1") == cancelled("是") == ((True,), None)
    assert cancelled("FALSE") == cancelled("0") == ((False,), None)
    assert cancelled("") == ((None,), None)
    assert cancelled("2") == ((None,), "cancelled.unknown_code")
    assert status(" Active") == (("active",), None)
    assert status("open") == ((None,), "status.unknown_code")


def test_patterns_and_relations() -> None:
    section = pattern_cleaner("industry_section", "[A-T]")
    assert section("ｃ") == (("C",), None)
    assert section("Z") == ((None,), "industry_section.form")
    assert clean_household_relation("02") == clean_household_relation("户主") == (("02",), None)
    assert clean_household_relation("妻") == (("10",), None)


@pytest.mark.parametrize(
    ("written", "code", "rule"),
    [("330110", "330110", None), ("330184", "330184", None), ("330113001001", "330113", None), ("", None, None),
     ("330199", None, "division.unknown"), ("余杭区", None, "division.form"), ("000000", None, None)],
)  # fmt: skip
def test_divisions(written: str, code: str | None, rule: str | None) -> None:
    assert clean_division(written) == ((code,), rule)


def test_divisions_know_their_years_and_successors() -> None:
    (city,) = divisions()["330184"]
    assert (city.name, city.prefecture, city.province, city.from_year, city.to_year) == (
        "余杭市", "杭州市", "浙江省", 1994, 2001,
    )  # fmt: skip
    assert city.successors == ("330110",)
    assert {"330113", "330184", "330125", "330101"} <= known_codes()
