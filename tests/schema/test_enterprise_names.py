"""Names of enterprises: one writing, taken apart, and what two writings of one name share."""

import pytest
from hypothesis import given

from schema.normalize.enterprises import (
    clean_enterprise_name,
    clean_trade_sign,
    enterprise_key,
    looks_like_enterprise,
    split_enterprise_name,
    tidy_enterprise_name,
)
from tests.schema.strategies import anything, person_names, typed


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("杭州余杭区老王科技有限公司", ("杭州余杭区", "老王", "科技", "有限公司", "")),
        ("浙江省杭州市余杭区建华服装厂", ("浙江省杭州市余杭区", "建华", "服装", "厂", "")),
        ("云栖（杭州）网络科技有限公司", ("杭州", "云栖", "网络科技", "有限公司", "")),
        ("云栖网络科技(杭州)有限公司", ("杭州", "云栖", "网络科技", "有限公司", "")),
        ("云栖网络科技有限公司(杭州)", ("杭州", "云栖", "网络科技", "有限公司", "")),
        ("阿里巴巴（中国）有限公司", ("中国", "阿里巴巴", "", "有限公司", "")),
        ("杭州宏达建材有限公司余杭分公司", ("杭州", "宏达", "建材", "有限公司", "余杭分公司")),
        ("杭州永和酒店管理有限公司(五常店)", ("杭州", "永和", "酒店管理", "有限公司", "五常店")),
        ("李姐理发(乔司店)", ("", "李姐", "理发", "", "乔司店")),
        ("老王烧烤", ("", "老王", "烧烤", "", "")),
        ("杭州余杭区老王餐饮店（个体工商户）", ("杭州余杭区", "老王", "餐饮", "店", "")),
        ("浙江长兴建材有限公司", ("浙江", "长兴", "建材", "有限公司", "")),
        ("永康五金经营部", ("", "永康", "五金", "经营部", "")),
        ("杭州天成投资合伙企业（有限合伙）", ("杭州", "天成", "投资", "合伙企业(有限合伙)", "")),
        ("余杭区星桥顺达水果店", ("余杭区", "星桥顺达", "水果", "店", "")),
    ],
)
def test_parts(written: str, parts: tuple[str, ...]) -> None:
    assert tuple(split_enterprise_name(tidy_enterprise_name(written))) == parts


@pytest.mark.parametrize(
    "written",
    [
        "杭州云栖网络科技有限公司",
        "杭州市余杭区云栖网络科技有限公司",
        "浙江云栖网络科技有限责任公司",
        "云栖（杭州）网络科技有限公司",
        "雲棲網絡科技有限公司",
        "云栖 网络科技 有限公司",
        "云栖网络科技有限公司（余杭）",
    ],
)
def test_writings_of_one_name_share_a_key(written: str) -> None:
    assert enterprise_key(written) == "云栖网络科技有限公司"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("杭州云栖网络科技有限公司", "杭州云栖网络科技有限公司余杭分公司"),
        ("杭州云栖网络科技有限公司", "杭州云栖网络有限公司"),
        ("李姐理发(乔司店)", "李姐理发(五常店)"),
    ],
)
def test_others_do_not(first: str, second: str) -> None:
    assert enterprise_key(first) != enterprise_key(second)


@pytest.mark.parametrize("written", ["*", "", "无", "**", "个体户", "个体工商户", "-", "测试企业"])
def test_no_name_is_nothing(written: str) -> None:
    assert clean_enterprise_name(written) == ((None,), None)
    assert clean_trade_sign(written) == ((None, None), None)


def test_a_number_is_no_name() -> None:
    assert clean_enterprise_name("0571-86231234") == ((None,), "name.not_a_name")


def test_a_sign_says_that_it_is_one() -> None:
    assert clean_trade_sign("李姐理发（乔司店）") == (("李姐理发(乔司店)", True), None)


@given(typed | anything)
def test_a_clean_name_stays(text: str) -> None:
    name = clean_enterprise_name(text).values[0]
    if isinstance(name, str):
        assert clean_enterprise_name(name) == ((name,), None)
        assert all(isinstance(part, str) for part in split_enterprise_name(name))


@given(person_names())
def test_persons_do_not_look_like_enterprises(name: str) -> None:
    assert not looks_like_enterprise(name)


@pytest.mark.parametrize(
    "text",
    ["老王烧烤店", "余杭区第一小学", "乔司供销商行", "杭州老王公司", "南苑街道临城社区居委会", "老王烧烤店(乔司店)"],
)
def test_enterprises_do(text: str) -> None:
    assert looks_like_enterprise(text)
