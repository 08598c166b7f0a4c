"""Names of enterprises (企业名称): region, trade name (字号), industry, legal form, branch.

The order is that of the rules on registered names (企业名称登记管理规定): region, trade name, industry, legal form;
the region may also stand in brackets behind the trade name.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from schema.cleaning import Cleaned
from schema.normalize.numbers import CHINESE_NUMERAL, arabic
from schema.normalize.reference import words
from schema.normalize.regions import is_county, is_region, leading_regions
from schema.normalize.text import ABSENT, fold, is_nothing, mark_lost, simplify

_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_BRACKETS = str.maketrans("[]{}〔〕【】〈〉<>﹙﹚", "()()()()()()()")
_OTHER_BRACKET = re.compile(r"[\[\]{}〔〕【】〈〉<>﹙﹚]")
_NO_NAME = re.compile(r"[*_.-]+|个体(?:工商)?户|无字号(?:名称)?|测试.*|TEST.*")
_NUMBER_ONLY = re.compile(r"[0-9+() -]+")
_EDGES = " ,;.。、:\"'“”‘’"

_BODIES = words("bodies.txt")
_SHORT_BODIES = tuple("店厂部社所院校馆站局吧坊铺摊")
_NARROW_BRACKETS = str.maketrans("（）", "()")
_LAST_BRACKET = re.compile(r"\([^()]*\)?\Z")
_FORMS = frozenset(words("legal_forms.txt"))
_INDUSTRIES = frozenset(words("industries.txt"))
_LONGEST_FORM, _LONGEST_INDUSTRY = max(map(len, _FORMS)), max(map(len, _INDUSTRIES))
_BRACKET = re.compile(r"\(([^()]*)\)")
_SOLE_TRADER = re.compile(r"\(个体(?:工商户|户)?\)\Z")
_COMPANY = "公司"
_PARTNERSHIPS = frozenset({"普通合伙", "有限合伙", "特殊普通合伙"})
_BRANCH_KIND = re.compile(
    r"(?:分公司|分店|分部|分厂|分行|支行|门店|门市部|营业部|经营部|办事处|项目部|加盟店|直营店|旗舰店|店)\Z"
)
_ORDINAL = re.compile(rf"第?([0-9{CHINESE_NUMERAL}]+)\Z")
_STREET = re.compile(r"[一-鿿]{2,3}(?:街道|镇|乡)(?=..)")


class EnterpriseNameParts(NamedTuple):
    """One name taken apart; a part that the name does not have is ''."""

    region: str
    """As written, several levels joined, down to the street: '杭州市余杭区良渚街道'."""
    trade_name: str
    """字号; of a trade sign what stands before the line of business."""
    industry: str
    legal_form: str
    branch: str


def looks_like_enterprise(text: str) -> bool:
    """Whether a text that should name a person, as delivered or cleaned, names a firm, shop or public body."""
    if len(text) < 4 or "·" in text:
        return False
    whole = text.rstrip()
    if whole.endswith((")", "）")):
        whole = _LAST_BRACKET.sub("", whole.translate(_NARROW_BRACKETS))
    return len(whole) >= 4 and whole.endswith(_BODIES if len(whole) == 4 else _BODIES + _SHORT_BODIES)


def tidy_enterprise_name(text: str) -> str:
    """One width, round brackets, no blanks beside Chinese characters, '*' for a lost character."""
    folded = mark_lost(fold(text)).strip(_EDGES)
    if " " in folded:
        folded = _BETWEEN_HAN.sub("", folded)
    return folded.translate(_BRACKETS) if _OTHER_BRACKET.search(folded) else folded


def clean_enterprise_name(text: str) -> Cleaned:
    """A name; '*' stands for a sole trader without one and is null; rule `name.not_a_name`."""
    name = tidy_enterprise_name(text)
    if is_nothing(name) or _NO_NAME.fullmatch(name.upper()):
        return ABSENT
    return Cleaned((None,), "name.not_a_name") if _NUMBER_ONLY.fullmatch(name) else Cleaned((name,))


def clean_trade_sign(text: str) -> Cleaned:
    """The sign over a door: (enterprise_name, is_trade_sign)."""
    cleaned = clean_enterprise_name(text)
    return Cleaned((*cleaned.values, True if cleaned.values[0] else None), cleaned.rule)


def split_enterprise_name(name: str) -> EnterpriseNameParts:
    """A tidy name in parts; a mark such as '(个体工商户)' behind it belongs to none.

    Where only words of business follow the region, its last level is the trade name: 浙江 | 长兴 | 建材 | 有限公司.
    """
    head, branch = _without_branch(_SOLE_TRADER.sub("", name))
    regions = leading_regions(head)
    parts = _split_at(head, "".join(regions) + _street(head, regions), branch)
    if regions and parts.trade_name in _INDUSTRIES:
        parts = _split_at(head, "".join(regions[:-1]), branch)
    return parts


def _street(head: str, regions: list[str]) -> str:
    """A street or town behind a county ('余杭区良渚街道'), else ''."""
    match = _STREET.match(head, sum(map(len, regions))) if regions and is_county(regions[-1]) else None
    return match[0] if match else ""


def _split_at(head: str, region: str, branch: str) -> EnterpriseNameParts:
    body, regions_in_brackets = _without_brackets(head.removeprefix(region))
    trade_name, industry, legal_form = _without_form(body)
    return EnterpriseNameParts(region + regions_in_brackets, trade_name, industry, legal_form, branch)


def _without_branch(name: str) -> tuple[str, str]:
    """What stands behind the first '公司', or in brackets at the end, is the branch unless it is a region."""
    end = name.find(_COMPANY) + len(_COMPANY)
    if len(_COMPANY) < end < len(name) and name[end] != "(":
        return name[:end], name[end:]
    bracket = _LAST_BRACKET.search(name)
    inner = bracket[0].strip("()") if bracket else ""
    if bracket and bracket.start() and inner and inner not in _PARTNERSHIPS and not is_region(inner):
        return name[: bracket.start()], inner
    return name, ""


def _without_brackets(body: str) -> tuple[str, str]:
    """Regions in brackets apart; other brackets lose their signs, those of a partnership excepted."""
    regions: list[str] = []

    def unwrap(bracket: re.Match[str]) -> str:
        inner = bracket[1]
        if is_region(inner):
            regions.append(inner)
            return ""
        return bracket[0] if inner in _PARTNERSHIPS else inner

    plain = _BRACKET.sub(unwrap, body) if "(" in body else body
    return plain, "".join(regions)


def _without_form(body: str) -> tuple[str, str, str]:
    """Trade name, industry and legal form: the longest form before which a word of business stands, else the longest.

    So '老王烟酒店' is 老王, 烟酒, 店, and '凤凰酒店' is 凤凰, 酒店.
    """
    lengths = range(min(_LONGEST_FORM, len(body) - 1), 0, -1)
    forms = [body[-length:] for length in lengths if body[-length:] in _FORMS] or [""]
    readings = ((*_without_industry(body.removesuffix(form)), form) for form in forms)
    first = next(readings)
    return first if first[1] else next((reading for reading in readings if reading[1]), first)


def _without_industry(body: str) -> tuple[str, str]:
    """The longest run of words of business at the end that leaves a trade name of two characters."""
    first, open_ends = len(body), [len(body)]
    for end in open_ends:
        for start in range(end - 2, max(end - _LONGEST_INDUSTRY, 2) - 1, -1):
            if start not in open_ends and body[start:end] in _INDUSTRIES:
                open_ends.append(start)
                first = min(first, start)
    return body[:first], body[first:]


# a night looks at the names of what was, of what is, and of what that is compared with: mostly the same ones
@lru_cache(maxsize=1 << 15)
def enterprise_key(name: str) -> str:
    """What writings of one enterprise's name share: trade name, industry, form of one kind, branch; no region."""
    parts = split_enterprise_name(simplify(tidy_enterprise_name(name)).upper())
    form = _BRACKET.sub("", parts.legal_form.replace("责任", ""))
    return "".join((parts.trade_name, parts.industry, form, parts.branch)).replace(" ", "").replace("*", "")


def branch_key(branch: str) -> str:
    """What writings of one branch share: '杭州良渚店', '良渚分公司', '良渚街道分店' → '良渚'; '第五分公司' → '5'."""
    simple = simplify(branch)
    place = _BRANCH_KIND.sub("", simple.removeprefix("".join(leading_regions(f"{simple}店")))) or simple
    ordinal = _ORDINAL.fullmatch(place)
    if ordinal:
        return ordinal[1] if ordinal[1].isascii() else arabic(ordinal[1])
    return place.removesuffix("街道") if len(place) > 3 else place
