"""Any certificate field: each document goes into its own columns."""

import pytest
from hypothesis import given

from schema.identifiers import certificate, permits, resident_id
from tests.schema.strategies import credit_codes, resident_ids


def _sorted(text: str) -> tuple[dict[str, object], str | None]:
    values, rule = certificate.clean(text)
    return {column: value for column, value in zip(certificate.COLUMNS, values, strict=True) if value}, rule


@given(resident_ids())
def test_a_resident_number_is_found_behind_its_label(number: str) -> None:
    for written in (number, f"身份证:{number}", f"居民身份证号码：{number}", f"ID {number}"):
        assert _sorted(written) == ({"resident_id": number}, None)


@pytest.mark.parametrize(
    ("written", "kind", "number"),
    [
        ("G12345678", "passport", "G12345678"),
        ("e 1234 5678", "passport", "E12345678"),
        ("EA1234567", "passport", "EA1234567"),
        ("C01X00T47", "passport", "C01X00T47"),
        ("护照：K1234567", "passport", "K1234567"),
        ("512345678", "passport", "512345678"),
        ("H12345678", "hk_macao_permit", "H12345678"),
        ("h1234567801", "hk_macao_permit", "H12345678"),
        ("M01234567", "hk_macao_permit", "M01234567"),
        ("01234567", "taiwan_permit", "01234567"),
        ("0123456789(B)", "taiwan_permit", "0123456789"),
        ("USA110059090101", "foreign_permit", "USA110059090101"),
    ],
)
def test_documents_are_told_apart_by_their_form(written: str, kind: str, number: str) -> None:
    assert _sorted(written) == ({"document_type": kind, "document_number": number}, None)


@pytest.mark.parametrize(
    ("first_17", "kind"),
    [
        ("81000019860312123", "residence_permit"),
        ("82000019860312123", "residence_permit"),
        ("83000019860312124", "residence_permit"),
        ("91184019860312123", "foreign_permit"),
    ],
)
def test_documents_built_like_a_resident_number_need_its_check(first_17: str, kind: str) -> None:
    number = first_17 + resident_id.check_character(first_17)
    assert _sorted(number) == ({"document_type": kind, "document_number": number}, None)
    wrong = first_17 + ("0" if number[-1] != "0" else "1")
    columns, rule = _sorted(wrong)
    assert list(columns) == ["resident_id_claimed"]
    assert rule is not None


@given(resident_ids(), resident_ids())
def test_of_several_numbers_the_first_stands(first: str, second: str) -> None:
    assert _sorted(f"{first}、{second}") == ({"resident_id": first}, "certificate.several")


@given(credit_codes())
def test_the_number_of_an_enterprise_is_not_a_persons(code: str) -> None:
    assert _sorted(code) == ({}, "certificate.credit_code") or permits.is_valid(code)


@pytest.mark.parametrize("written", ["", "  ", "无", "-", "NULL", "不详", "/"])
def test_nothing_is_nothing(written: str) -> None:
    assert _sorted(written) == ({}, None)


@pytest.mark.parametrize("written", ["00000000", "G00000000", "11111111", "123456789", "E12345678A"[:1] + "1" * 8])
def test_placeholders_are_refused(written: str) -> None:
    columns, rule = _sorted(written)
    assert not columns
    assert rule is not None
    assert rule.endswith(".placeholder")


def test_a_document_of_unknown_form_stays_as_evidence() -> None:
    assert _sorted("军字第01234567号") == ({"document_number": "军字第01234567号"}, "document.form")


@pytest.mark.parametrize("written", ["E6****58", "H4＊＊＊＊36", "EA*****67", "08***087", "31****0320"])
def test_a_masked_document_tells_too_little(written: str) -> None:
    assert _sorted(written) == ({}, "document.masked")


@pytest.mark.parametrize("written", ["000918828", "561234987", "E12345679"])
def test_passports_of_digits_alone_are_passports_too(written: str) -> None:
    assert _sorted(written) == ({"document_type": "passport", "document_number": written}, None)
