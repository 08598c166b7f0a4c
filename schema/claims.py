"""Claims: what a declaration can say of a delivered column, and how each is cleaned.

A claim is the name beside a delivered column in a department's file: `PersonMap(name="xm", certificate="gmsfhm")`.
Its field type names the columns of the record that it fills.  Two claims of one record may fill the same column (a
register's `code` and its `registration_number`): then the first that has a value stands, in the order given.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import get_args, get_origin, get_type_hints

from schema import records
from schema.cleaning import Cleaner, FieldType, Plain
from schema.errors import DeclarationError
from schema.identifiers import (
    certificate,
    credit_code,
    discharge_permit,
    phone,
    registration_number,
    resident_id,
    student_number,
)
from schema.normalize import address_parts, codes, dates, enterprises, names, numbers
from schema.normalize.divisions import clean_division
from schema.normalize.name_lists import names_cleaner
from schema.normalize.text import clean_label

_TEN_THOUSAND = Decimal(10_000)
_STATUS = frozenset({"active", "revoked", "deregistered", "moved_out", "closed", "abnormal"})
_LINK_STATUS = frozenset({"active", "paused", "ended"})

_PLAIN: Mapping[Cleaner, Plain] = {
    names.clean_name: names.PLAIN,
    names.clean_one_name: names.PLAIN,
    phone.clean: phone.PLAIN,
    certificate.clean: resident_id.PLAIN,
    address_parts.clean_address_text: address_parts.PLAIN,
}
"""The texts that these need not be called for: nearly all of the millions that are delivered."""


def _types(*claims: tuple[str, tuple[str, ...] | str, Cleaner]) -> Mapping[str, FieldType]:
    return MappingProxyType(
        {
            name: FieldType(name, (columns,) if isinstance(columns, str) else columns, clean, _PLAIN.get(clean))
            for name, columns, clean in claims
        }
    )


_PERSON = _types(
    ("name", ("name", "former_name"), names.clean_name),
    ("former_name", "former_name", names.clean_one_name),
    ("certificate", certificate.COLUMNS, certificate.clean),
    ("student_number", student_number.COLUMNS, student_number.clean),
    ("sex", "sex_code", codes.clean_sex),
    ("birth_date", "birth_date", dates.clean_birth_date),
    ("phone", "phones", phone.clean),
    ("household_number", "household_number", codes.pattern_cleaner("household_number", r"[0-9A-Z-]{1,30}")),
    ("household_relation", "household_relation_code", codes.clean_household_relation),
    ("registered_division", "registered_division_code", clean_division),
    ("employer", "employer_name", enterprises.clean_enterprise_name),
    ("guardian", "guardian_name", names.clean_one_name),
    ("mother", "mother_name", names.clean_one_name),
    ("cancelled", "is_cancelled", codes.flag_cleaner("cancelled")),
)

_ADDRESS = _types(
    ("text", "address_text", address_parts.clean_address_text),
    ("address_code", "address_code", codes.pattern_cleaner("address_code", r"[0-9A-Z_-]{1,40}")),
    ("division", "division_code", clean_division),
    ("street", "street", address_parts.part_cleaner(address_parts.place_name)),
    ("community", "community", address_parts.part_cleaner(address_parts.place_name)),
    ("road", "road", address_parts.part_cleaner(address_parts.place_name)),
    ("number", "road_number", address_parts.part_cleaner(address_parts.road_number)),
    ("compound", "compound", address_parts.part_cleaner(address_parts.place_name)),
    ("building", "building", address_parts.part_cleaner(address_parts.building)),
    ("unit", "unit", address_parts.part_cleaner(address_parts.unit)),
    ("room", "room", address_parts.part_cleaner(address_parts.room)),
    ("longitude", "longitude", numbers.degrees_cleaner("longitude", 73.0, 136.0)),
    ("latitude", "latitude", numbers.degrees_cleaner("latitude", 3.0, 54.0)),
    ("floor_area", "floor_area_m2", numbers.clean_floor_area),
    ("usage", "usage_type", clean_label),
    ("active", "is_active", codes.flag_cleaner("active")),
    ("grid", "grid_code", codes.pattern_cleaner("grid_code", r"[0-9A-Z_-]{1,30}")),
)

_ENTERPRISE = _types(
    ("name", "enterprise_name", enterprises.clean_enterprise_name),
    ("trade_sign", ("enterprise_name", "is_trade_sign"), enterprises.clean_trade_sign),
    ("code", credit_code.COLUMNS, credit_code.clean),
    ("registration_number", registration_number.COLUMNS, registration_number.clean),
    ("type_code", "enterprise_type_code", codes.pattern_cleaner("type_code", r"[0-9]{1,4}")),
    ("legal_representative", "legal_representative_name", names.clean_one_name),
    ("phone", "enterprise_phones", phone.clean),
    ("industry_section", "industry_section_code", codes.pattern_cleaner("industry_section", "[A-T]")),
    ("industry", "industry_code", codes.pattern_cleaner("industry", "[0-9]{4}")),
    ("capital", "registered_capital_yuan", numbers.amount_cleaner("capital", unit=_TEN_THOUSAND)),
    ("established", "established_date", dates.date_cleaner("established")),
    ("status", "enterprise_status", codes.choice_cleaner("status", _STATUS)),
    ("risk", "risk_level", codes.pattern_cleaner("risk", "[A-D]")),
    ("permit", discharge_permit.COLUMNS, discharge_permit.clean),
    ("permit_expiry", "permit_expiry_date", dates.date_cleaner("permit_expiry")),
)
_OF_PLACES: Mapping[str, Cleaner] = {field.columns[0]: field.clean for field in _ADDRESS.values()}
"""Columns that other records share with addresses are cleaned as there."""


def _cleaner_for(column: str, python_type: object) -> Cleaner:
    """The cleaner of a column of an event, link or reference, by its name if it has its own, else by its type."""
    if column in _OF_PLACES:
        return _OF_PLACES[column]
    if column == "link_status":
        return codes.choice_cleaner(column, _LINK_STATUS)
    if column == "case_number":
        return codes.pattern_cleaner(column, r"\([12][0-9]{3}\)[^()]{2,40}")
    factory = _BY_TYPE.get(python_type)
    return clean_label if factory is None else factory(column)


_BY_TYPE: Mapping[object, Callable[[str], Cleaner]] = {
    date: dates.date_cleaner,
    datetime: dates.moment_cleaner,
    Decimal: numbers.amount_cleaner,
    int: numbers.count_cleaner,
    tuple[str, ...]: names_cleaner,
}


def _of_columns(record: type[records.Mention]) -> Mapping[str, FieldType]:
    """Claims of an event, link or reference: one a column, under its name; the record ids are not delivered."""
    own = [name for name in record.model_fields if name not in records.Mention.model_fields]
    columns = [name for name in own if not name.endswith("_record_id")]
    return _types(*((name, name, _cleaner_for(name, plain_type(record, name))) for name in columns))


def plain_type(record: type[records.Mention], column: str) -> object:
    """The Python type of a record's column without its `| None`."""
    annotated = get_args(get_type_hints(record, include_extras=True)[column])[0]
    members = () if get_origin(annotated) is tuple else get_args(annotated)
    return next((member for member in members if member is not type(None)), annotated)


CLAIMS: Mapping[type[records.Mention], Mapping[str, FieldType]] = MappingProxyType(
    {
        records.Person: _PERSON,
        records.Address: _ADDRESS,
        records.Enterprise: _ENTERPRISE,
        **{record: _of_columns(record) for record in (*records.EVENTS, *records.LINKS, *records.REFERENCES)},
    }
)
"""Every claim of every record class."""


def field_type(record: type[records.Mention], claim: str) -> FieldType:
    """The field type of one claim; DeclarationError names the record, the claim and the claims there are."""
    known = CLAIMS[record]
    if claim not in known:
        raise DeclarationError(
            f"{record.__name__} has no claim {claim!r}", next_step=f"use one of {', '.join(sorted(known))}"
        )
    return known[claim]


def clean_record(record: type[records.Mention], claims: Mapping[str, str]) -> tuple[dict[str, object], list[str]]:
    """One record by hand: claim → delivered text in, (column → value, broken rules) out.

    Only columns with a value are in the answer, ready for `record(**mention, **columns)`.  The bulk path runs the same
    field types over a column's distinct values.
    """
    columns: dict[str, object] = {}
    rules: list[str] = []
    for claim, text in claims.items():
        field = field_type(record, claim)
        values, rule = field.clean(text)
        for column, value in _present(field.columns, values):
            columns.setdefault(column, value)
        if rule is not None:
            rules.append(rule)
    return columns, rules


def _present(columns: tuple[str, ...], values: tuple[object, ...]) -> Iterator[tuple[str, object]]:
    return ((column, value) for column, value in zip(columns, values, strict=True) if value is not None)
