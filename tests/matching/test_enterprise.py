"""What the enterprise model says of the cases that decide whether it may be used."""

from collections.abc import Mapping

import pytest

from matching.models.enterprise import ENTERPRISE
from matching.models.enterprise_features import branch_place, business_of, parts_of, short_names
from tests.matching.people import clusters, judged

CODE, OTHER_CODE = "91330110MA2FX9T87K", "91330110MA2GX8RR1P"
PLACE: Mapping[str, object] = {"address_ids": ["A1"], "building_ids": ["B1"]}


def firm(name: str | None, code: str | None = None, **more: object) -> dict[str, object]:
    """A record of an enterprise."""
    return {"enterprise_name": name, "credit_code": code, "organization_code": code and code[8:17], **more}


def test_the_same_code_is_one_enterprise_whatever_its_name() -> None:
    assert clusters(ENTERPRISE, firm("杭州宏达机械有限公司", CODE), firm("杭州远航机械有限公司", CODE)) == [1, 1]


def test_two_codes_are_two_whatever_else_agrees() -> None:
    same = {"legal_representative_name": "王大", "enterprise_phones": ["13912345678"], **PLACE}

    found = clusters(
        ENTERPRISE, firm("杭州宏达机械有限公司", CODE, **same), firm("杭州宏达机械有限公司", OTHER_CODE, **same)
    )

    assert found == [1, 2]


def test_two_rows_of_the_register_are_two_though_nothing_tells_them_apart() -> None:
    rows = [firm("杭州宏达机械有限公司", **PLACE, register_entry=f"market\te_baseinfo\tentname\t{key}") for key in "12"]

    assert clusters(ENTERPRISE, firm("杭州宏达机械有限公司", CODE, **PLACE), *rows) == [1, 1, 3]


def test_the_organisation_code_in_an_old_tax_number_is_enough() -> None:
    assert judged(ENTERPRISE, firm("宏达机械", CODE), {"organization_code": CODE[8:17]}) == "link"


@pytest.mark.parametrize(
    "written",
    [
        "杭州余杭区宏达机械有限公司",
        "杭州市余杭区宏达机械有限责任公司",
        "宏达机械有限公司",
        "宏达(杭州)机械有限公司",
        "宏达机械",
    ],
)
def test_a_registered_name_is_known_by_other_writings(written: str) -> None:
    registered = firm("杭州市余杭区宏达机械有限公司", CODE, **PLACE)

    assert judged(ENTERPRISE, registered, firm(written, **PLACE)) == "link"


@pytest.mark.parametrize(
    "other",
    ["杭州市余杭区宏远机械有限公司", "杭州市余杭区宏达贸易有限公司", "杭州市余杭区宏达机械有限公司乔司分公司"],
)
def test_another_firm_of_the_same_owner_and_place_is_another(other: str) -> None:
    same = {"legal_representative_name": "王大", "enterprise_phones": ["13912345678"], **PLACE}

    assert judged(ENTERPRISE, firm("杭州市余杭区宏达机械有限公司", CODE, **same), firm(other, **same)) == "no_link"


def test_two_branches_are_two() -> None:
    one = firm("浙江鲜生商业连锁有限公司仁和店", **PLACE)
    other = firm("浙江鲜生商业连锁有限公司良渚店", enterprise_phones=["13912345678"])

    assert judged(ENTERPRISE, one, other) == "no_link"


@pytest.mark.parametrize("sign", ["鲜生(良渚店)", "鲜生良渚分店"])
def test_a_branch_is_known_by_its_sign(sign: str) -> None:
    registered = firm("浙江鲜生餐饮管理有限公司良渚分店", CODE, **PLACE)

    assert judged(ENTERPRISE, registered, firm(sign, is_trade_sign=True, **PLACE)) == "link"


def test_a_sign_and_a_registered_name_at_one_place_are_one() -> None:
    registered = firm("杭州市余杭区老王烧烤店", CODE, legal_representative_name="王大", **PLACE)
    sign = firm("老王烧烤", is_trade_sign=True, legal_representative_name="王大", **PLACE)

    assert judged(ENTERPRISE, registered, sign) == "link"


def test_a_generic_sign_elsewhere_is_another_shop() -> None:
    registered = firm("杭州市余杭区老王烧烤店", CODE, **PLACE)
    sign = firm("老王", is_trade_sign=True, address_ids=["A2"], building_ids=["B2"])

    assert judged(ENTERPRISE, registered, sign) == "no_link"


def test_a_sole_trader_without_a_name_is_known_by_operator_and_place() -> None:
    same = {"legal_representative_name": "徐娥花", "enterprise_phones": ["15596955977"], **PLACE}

    assert judged(ENTERPRISE, firm(None, CODE, **same), firm("小徐水果", is_trade_sign=True, **same)) == "link"


def test_a_former_name_is_the_same_firm() -> None:
    register = firm("杭州远航机械有限公司", CODE, former_names=["杭州宏达机械有限公司"], **PLACE)

    assert judged(ENTERPRISE, register, firm("杭州宏达机械有限公司", **PLACE)) == "link"


def test_a_code_with_one_wrong_character_and_the_same_name_is_one() -> None:
    mistyped = {"enterprise_name": "宏达机械厂", "credit_code_claimed": "91330110MA2FX9T87L"}

    assert judged(ENTERPRISE, firm("杭州宏达机械厂", CODE), mistyped) == "link"


@pytest.mark.parametrize(
    ("name", "short", "place", "business"),
    [
        ("浙江鲜生商业连锁有限公司良渚店", "鲜生良渚", "良渚", "商业连锁"),
        ("鲜生(良渚店)", "鲜生良渚", "良渚", None),
        ("鲜生良渚分店", "鲜生良渚", None, None),
        ("余杭区良渚阿全药店", "阿全药店", "", "药"),
        ("杭州陆云美容院", "陆云美容", "", "美容"),
        ("浙江骏泓商业连锁有限公司第二分公司", "骏泓2", "2", "商业连锁"),
        ("骏泓第二分公司", "骏泓2", None, None),
    ],
)
def test_a_name_is_read_as_a_sign_says_it(name: str, short: str, place: str | None, business: str | None) -> None:
    parts = parts_of(name)

    assert short in short_names(parts)
    assert branch_place(parts) == place
    assert business_of(parts) == business
