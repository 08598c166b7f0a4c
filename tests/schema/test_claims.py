"""Every claim: never raises, answers in its columns' types, keeps what it has cleaned; by hand and in bulk alike."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.claims import CLAIMS, clean_record, field_type, plain_type
from schema.errors import DeclarationError
from schema.records import EVENTS, LINKS, RELATIONS, Address, Employment, Enterprise, Mention, Person
from tests.schema.strategies import (
    anything,
    birth_dates,
    credit_codes,
    mobiles,
    person_names,
    registration_numbers,
    resident_ids,
    typed,
)

EVERY_CLAIM = [(record, claim) for record, claims in CLAIMS.items() for claim in claims]
MENTION = {
    "record_id": 1, "system": "s", "table_name": "t", "source_key": "k", "field": "f", "batch_id": "s.t.000001",
    "observed_at": None,
}  # fmt: skip
values = (
    typed | anything | resident_ids() | credit_codes() | registration_numbers() | mobiles | person_names()
    | birth_dates.map(str) | st.decimals(0, 10**9, places=2).map(str)
)  # fmt: skip


def test_every_record_has_claims_and_fills_only_its_own_columns() -> None:
    assert set(CLAIMS) == set(RELATIONS)
    for record, claim in EVERY_CLAIM:
        field = field_type(record, claim)
        assert field.name == claim
        assert set(field.columns) <= set(record.model_fields) - set(Mention.model_fields)


@pytest.mark.parametrize("record", RELATIONS)
def test_every_column_can_be_claimed(record: type[Mention]) -> None:
    own = {name for name in record.model_fields if name not in Mention.model_fields and not name.endswith("_record_id")}
    assert own == {column for field in CLAIMS[record].values() for column in field.columns}


@pytest.mark.parametrize("record", [*EVENTS, *LINKS])
def test_claims_of_events_and_links_are_named_for_their_columns(record: type[Mention]) -> None:
    assert all(field.columns == (claim,) for claim, field in CLAIMS[record].items())


@settings(max_examples=25)
@pytest.mark.parametrize(("record", "claim"), EVERY_CLAIM)
@given(text=values)
def test_any_text_is_cleaned_without_raising(record: type[Mention], claim: str, text: str) -> None:
    field = CLAIMS[record][claim]
    cleaned, rule = field.clean(text)
    for column, value in zip(field.columns, cleaned, strict=True):
        expected = plain_type(record, column)
        assert value is None or type(value) is (tuple if expected == tuple[str, ...] else expected)
        assert value != ""
    assert rule is None or (rule.count(".") == 1 and rule.replace(".", "").replace("_", "").isalnum())
    assert record.model_validate(MENTION | dict(zip(field.columns, cleaned, strict=True))).record_id == 1


DERIVED = {"is_trade_sign", "document_type", "former_name", "organization_code"}
"""Columns that a field type fills beside the one its text is for."""


def _written(claim: str, value: object) -> str:
    """A cleaned value as a department would deliver it."""
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value}元" if claim == "capital" else str(value)
    return str(value) if isinstance(value, str | int | float | Decimal | date | datetime) else ""


@settings(max_examples=25)
@pytest.mark.parametrize(("record", "claim"), EVERY_CLAIM)
@given(text=values)
def test_a_cleaned_value_stays_as_it_is(record: type[Mention], claim: str, text: str) -> None:
    field = CLAIMS[record][claim]
    for position, value in enumerate(field.clean(text).values):
        if value is not None and field.columns[position] not in DERIVED:
            assert field.clean(_written(claim, value)).values[position] == value


@given(st.lists(st.fixed_dictionaries({"name": values, "certificate": values, "phone": values, "birth_date": values})))
def test_a_row_by_hand_equals_a_column_in_bulk(rows: list[dict[str, str]]) -> None:
    distinct = {claim: {row[claim] for row in rows} for claim in CLAIMS[Person] if rows and claim in rows[0]}
    tables = {claim: {text: CLAIMS[Person][claim].clean(text) for text in texts} for claim, texts in distinct.items()}
    for row in rows:
        by_hand, rules = clean_record(Person, row)
        in_bulk = {
            column: value
            for claim, text in row.items()
            for column, value in zip(CLAIMS[Person][claim].columns, tables[claim][text].values, strict=True)
            if value is not None
        }
        assert by_hand == in_bulk
        assert rules == [tables[claim][text].rule for claim, text in row.items() if tables[claim][text].rule]


def _clean(record: type[Mention], **claims: str) -> Mapping[str, object]:
    return clean_record(record, claims)[0]


def test_a_person_by_hand() -> None:
    claims = {
        "name": "张 三（曾用名李四）", "certificate": "１１０１０５１９４９１２３１００２ｘ", "sex": "女",
        "birth_date": "19491231", "phone": "13912345670/86231235", "cancelled": "false",
        "registered_division": "330184", "household_relation": "02",
    }  # fmt: skip
    person = Person.model_validate(MENTION | clean_record(Person, claims)[0])
    assert (person.name, person.former_name, person.resident_id) == ("张三", "李四", "11010519491231002X")
    assert (person.sex_code, person.birth_date, person.is_cancelled) == ("2", date(1949, 12, 31), False)
    assert person.phones == ("057186231235", "13912345670")


def test_an_address_and_an_employment_by_hand() -> None:
    assert _clean(Address, number="八十八号", building="三幢", unit="二单元", room="501室", active="true") == {
        "road_number": "88", "building": "3", "unit": "2", "room": "501", "is_active": True,
    }  # fmt: skip
    assert _clean(Employment, from_date="20190305", link_status="paused", role="employee") == {
        "from_date": date(2019, 3, 5), "link_status": "paused", "role": "employee",
    }  # fmt: skip


@given(credit_codes(), registration_numbers())
def test_the_first_of_two_claims_for_one_column_stands(code: str, number: str) -> None:
    columns = _clean(Enterprise, code=code, registration_number=number, trade_sign="老王烧烤")
    assert (columns["credit_code"], columns["registration_number"]) == (code, number)
    other = _clean(Enterprise, registration_number="110000000000009", code=number)
    assert other["registration_number"] == "110000000000009"


def test_rules_come_with_what_is_left() -> None:
    columns, rules = clean_record(Person, {"certificate": "110105194912310021", "phone": "123/13912345670", "sex": "7"})
    assert columns == {"resident_id_claimed": "110105194912310021", "phones": ("13912345670",)}
    assert rules == ["resident_id.check_digit", "phone.form", "sex.unknown_code"]


def test_an_unknown_claim_names_the_known_ones() -> None:
    with pytest.raises(DeclarationError, match=r"Person has no claim 'nickname'.*former_name"):
        clean_record(Person, {"nickname": "x"})
