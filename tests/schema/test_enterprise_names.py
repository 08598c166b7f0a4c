"""Names of enterprises: one writing, taken apart, and what two writings of one name share."""

import pytest
from hypothesis import given

from schema.normalize.enterprises import (
    branch_key,
    clean_enterprise_name,
    clean_trade_sign,
    enterprise_key,
    looks_like_enterprise,
    split_enterprise_name,
    tidy_enterprise_name,
)
from schema.normalize.trade_signs import business_line, sign_surname
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
        ("杭州余杭区良渚街道臻纬烟酒店", ("杭州余杭区良渚街道", "臻纬", "烟酒", "店", "")),
        ("余杭区塘栖镇凤凰酒店", ("余杭区塘栖镇", "凤凰", "", "酒店", "")),
        ("杭州江南水乡餐饮店", ("杭州", "江南水乡", "餐饮", "店", "")),
        ("杭州快客来商业连锁有限公司良渚分公司", ("杭州", "快客来", "商业连锁", "有限公司", "良渚分公司")),
        ('"杭州余杭区森骏服装店"', ("杭州余杭区", "森骏", "服装", "店", "")),
        ("老葛名烟名酒", ("", "老葛", "名烟名酒", "", "")),
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


@pytest.mark.parametrize(
    "branch", ["良渚店", "良渚分店", "良渚分公司", "杭州良渚店", "余杭良渚分公司", "良渚街道店", "良渚"]
)
def test_writings_of_one_branch_share_a_key(branch: str) -> None:
    assert branch_key(branch) == "良渚"


def test_numbered_branches_are_told_apart() -> None:
    assert branch_key("第五分公司") == branch_key("第5分公司") == "5"
    assert branch_key("第十二分店") == "12"
    assert branch_key("") == ""


def _line(written: str) -> str:
    return business_line(split_enterprise_name(written))


@pytest.mark.parametrize(
    ("sign", "registered", "surname"),
    [
        ("老葛名烟名酒", "杭州余杭区葛青静烟酒店", "葛"),
        ("费姐汽修", "杭州余杭区费楹汽车修理厂", "费"),
        ("姚记药店", "余杭区良渚街道姚桉桉大药房", "姚"),
        ("阿敏女装", "余杭区凌楚服装店", "敏"),
        ("小卜面馆", "余杭区隆曜骐牛肉面馆", "卜"),
        ("骥睿鲜果", "杭州市余杭区骥睿水果店", ""),
    ],
)
def test_a_sign_tells_the_business_and_who_runs_it(sign: str, registered: str, surname: str) -> None:
    assert _line(sign) == _line(registered) != ""
    assert sign_surname(split_enterprise_name(sign).trade_name) == surname


@given(person_names())
def test_persons_do_not_look_like_enterprises(name: str) -> None:
    assert not looks_like_enterprise(name)


@pytest.mark.parametrize(
    "text",
    [
        "老王烧烤店",
        "余杭区第一小学",
        "乔司供销商行",
        "杭州老王公司",
        "南苑街道临城社区居委会",
        "老王烧烤店(乔司店)",
        "老王公司（杭州） ",
    ],
)
def test_enterprises_do(text: str) -> None:
    assert looks_like_enterprise(text)
