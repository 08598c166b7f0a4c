"""Columns that the enterprise model compares, made from the columns of Enterprise once per distinct value.

A name is taken apart once (`schema.normalize.enterprises`): region, trade name (字号), line of business, legal form,
branch.  What a sign, a complainant and the register write of one firm shares some of these and lacks others.
"""

import re
from collections.abc import Callable
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from matching.features import Derivation, Feature, derived, first_known, gathered, over_values
from schema.normalize.enterprises import (
    EnterpriseNameParts,
    branch_key,
    split_enterprise_name,
    tidy_enterprise_name,
)
from schema.normalize.names import compare_key
from schema.normalize.surnames import surname_weights
from schema.normalize.text import simplify

_COMPANY = "公司"
_LEVELS = str.maketrans(dict.fromkeys("省市区县"))
_ORDINAL_BRANCH = re.compile(r"(.{2,}?)(第[一二三四五六七八九十百0-9]+)")
_BEFORE_SURNAMES, _BEHIND_SURNAMES = tuple("老小阿大"), tuple("家记氏姐哥嫂妹叔婶姨")
_PLAIN_FORMS = frozenset(
    (
        "经营部",
        "商行",
        "商店",
        "门市部",
        "营业部",
        "服务部",
        "经销部",
        "销售部",
        "批发部",
        "中心",
        "超市",
        "便利店",
        "专卖店",
        "总店",
    )
)
"""Forms that do not say what is done."""
_HOUSES = "店厂部行社馆院所铺坊室吧站房"
_COUNTY = re.compile(r"[区县]\Z")


@lru_cache(maxsize=1 << 14)
def parts_of(name: str) -> EnterpriseNameParts:
    """A name in parts, simplified, without blanks; 有限责任公司 is 有限公司, and 杭州市余杭区 is 杭州余杭."""
    region, trade_name, industry, form, branch = split_enterprise_name(simplify(tidy_enterprise_name(name)).upper())
    form = form.replace("责任", "")
    return EnterpriseNameParts(*(part.replace(" ", "") for part in (region, trade_name, industry, form, branch)))


def registered_name(parts: EnterpriseNameParts) -> str | None:
    """The whole name where it has what a registered name must have: region and legal form."""
    whole = parts.region.translate(_LEVELS) + local_name(parts)
    return whole if parts.region and parts.legal_form else None


def local_name(parts: EnterpriseNameParts) -> str:
    """The name without its region."""
    return "".join(parts[1:])


def core_name(parts: EnterpriseNameParts) -> str | None:
    """Trade name, line of business and branch, where the name says what the firm does."""
    return parts.trade_name + parts.industry + parts.branch if parts.industry else None


def branch_place(parts: EnterpriseNameParts) -> str | None:
    """The place or number of the branch: '仁和', '2'; '' for a head office; null where the name only looks like it.

    '沃鲜生良渚分店' is a branch whose place cannot be told from the trade name.
    """
    if parts.branch:
        return branch_key(parts.branch)
    return None if parts.legal_form.startswith("分") else ""


def short_names(parts: EnterpriseNameParts) -> list[str]:
    """What a sign could say: the trade name alone, with the line of business, or with a form that is no company's.

    Each with the place of the branch behind it: '沃鲜生良渚分店', '沃鲜生(良渚店)' and '沃鲜生商业有限公司良渚店' share
    '沃鲜生良渚'.  Behind a county two characters may be a town: '余杭区良渚阿全棋牌室' is '阿全棋牌室' too.
    """
    names = [parts.trade_name]
    if _COUNTY.search(parts.region) and len(parts.trade_name) > 3:
        names.append(parts.trade_name[2:])
    form = "" if _COMPANY in parts.legal_form or parts.legal_form.startswith("分") else parts.legal_form
    variants = (variant for name in names for variant in (name, name + parts.industry, name + parts.industry + form))
    place = branch_place(parts) or ""
    return [_with_number(name) + place for name in dict.fromkeys(variants) if len(name) > 1 and not is_generic(name)]


def is_generic(trade_name: str) -> bool:
    """Whether a trade name is one of the hundreds over the doors of every town: '老王', '小李', '王家', '李记'."""
    first, second = trade_name[:1], trade_name[1:]
    surnames = surname_weights()
    return (first in _BEFORE_SURNAMES and second in surnames) or (second in _BEHIND_SURNAMES and first in surnames)


def business_of(parts: EnterpriseNameParts) -> str | None:
    """What the firm does: the words of business, or the form where it says so, as 药店 and 美容院 do."""
    form = parts.legal_form
    plain = _COMPANY in form or form.startswith("分") or form in _PLAIN_FORMS
    return (parts.industry if plain else parts.industry + form.rstrip(_HOUSES)) or None


def company_form(parts: EnterpriseNameParts) -> str | None:
    """The legal form of a company, null for others and where it is left out."""
    return parts.legal_form if _COMPANY in parts.legal_form and not parts.legal_form.startswith("分") else None


def _with_number(name: str) -> str:
    """'骏泓第二' of '骏泓第二分公司' → '骏泓2', as '骏泓商业有限公司第二分公司' gives it."""
    match = _ORDINAL_BRANCH.fullmatch(name)
    return match[1] + branch_key(f"{match[2]}分公司") if match else name


def _part(choose: Callable[[EnterpriseNameParts], object], result: pa.DataType | None = None) -> Derivation:
    return over_values(lambda name: choose(parts_of(name)) or None, result or pa.string())


def _where_true(flags: pa.Array) -> pa.Array:
    return pc.if_else(pc.fill_null(flags, False), True, None)


FEATURES: tuple[Feature, ...] = (
    derived("registered_name", "enterprise_name", _part(registered_name)),
    derived("local_name", "enterprise_name", _part(local_name)),
    derived("former_keys", "former_names", _part(local_name)),
    gathered("all_names", "local_name", "former_keys"),
    derived("core_name", "enterprise_name", _part(core_name)),
    derived("short_names", "enterprise_name", _part(short_names, pa.list_(pa.string()))),
    derived("trade_name", "enterprise_name", _part(lambda parts: parts.trade_name)),
    derived("business", "enterprise_name", _part(business_of)),
    derived("company_form", "enterprise_name", _part(company_form)),
    derived("region_key", "enterprise_name", _part(lambda parts: parts.region.translate(_LEVELS))),
    derived("branch", "enterprise_name", over_values(lambda name: branch_place(parts_of(name)), pa.string())),
    derived("is_sign", "is_trade_sign", _where_true),
    first_known("any_code", "credit_code", "credit_code_claimed"),
    derived("representative", "legal_representative_name", over_values(compare_key, pa.string())),
)
