"""Names of enterprises (企业名称): region, trade name (字号), industry, legal form, branch.

The order is that of the rules on registered names (企业名称登记管理规定): region, trade name, industry, legal form;
the region may also stand in brackets behind the trade name.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from schema.cleaning import Cleaned
from schema.normalize.reference import words
from schema.normalize.regions import leading_region, whole_region
from schema.normalize.text import ABSENT, fold, is_nothing, simplify

_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_BRACKETS = str.maketrans("[]{}〔〕【】〈〉<>", "()()()()()()")
_CHINESE_BRACKETS = str.maketrans({"﹙": "(", "﹚": ")"})
_LOST = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
_NO_NAME = re.compile(r"[*\-_.]+|个体(?:工商)?户|无字号(?:名称)?|测试.*|TEST.*")
_NUMBER_ONLY = re.compile(r"[0-9+() -]+")

_FORMS = "|".join(map(re.escape, words("legal_forms.txt")))
_BODY = re.compile(rf".{{2,}}(?:{'|'.join(words('bodies.txt'))})(?:\(.*\))?\Z")
_SHORT_BODY = re.compile(r".{3,}[店厂部社行所院校馆站队会局园吧坊轩阁铺摊城](?:\(.*\))?\Z")
_FORM = re.compile(f"({_FORMS})")
_ENDS_IN_FORM = re.compile(rf"(.+?)({_FORMS})(\([^()]*\))?")
_INDUSTRY = re.compile(rf"(.{{2,}}?)((?:{'|'.join(words('industries.txt'))})+)")
_BRACKET = re.compile(r"\(([^()]*)\)")
_BRANCH = re.compile(r".*(?:店|分公司|分店|分部|门市部|营业部|经营部|办事处|分厂|分行|支行|项目部|工地|柜台|[0-9]+号?)")


class EnterpriseNameParts(NamedTuple):
    """One name taken apart; a part that the name does not have is ''."""

    region: str
    """As written, several levels joined: '浙江省杭州市'."""
    trade_name: str
    """字号; of a trade sign the whole of it."""
    industry: str
    legal_form: str
    branch: str


def looks_like_enterprise(text: str) -> bool:
    """Whether a text that should name a person names a firm, shop or public body."""
    if len(text) < 4 or "·" in text:
        return False
    return _BODY.match(text) is not None or (len(text) > 4 and _SHORT_BODY.match(text) is not None)


def tidy_enterprise_name(text: str) -> str:
    """One width, round brackets, no blanks beside Chinese characters, '*' for a lost character."""
    folded = fold(text.translate(_CHINESE_BRACKETS)).translate(_BRACKETS)
    return _LOST.sub("*", _BETWEEN_HAN.sub("", folded)).strip(" ,;.。、")


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


@lru_cache(maxsize=1 << 16)
def split_enterprise_name(name: str) -> EnterpriseNameParts:
    """A tidy name in parts; every character but brackets goes into one of them."""
    head, branch = _without_branch(name)
    region, rest = leading_region(head)
    body, legal_form = _without_form(rest)
    body, region_in_brackets = _without_brackets(body)
    match = _INDUSTRY.fullmatch(body)
    trade_name, industry = match.groups() if match else (body, "")
    return EnterpriseNameParts(region + region_in_brackets, trade_name, industry, legal_form, branch)


def _without_branch(name: str) -> tuple[str, str]:
    """What stands behind the legal form, or in brackets at the end of a sign."""
    forms = list(_FORM.finditer(name))
    for form in forms:
        tail = name[form.end() :]
        if tail and form[1].endswith("公司") and not tail.startswith("("):
            return name[: form.end()], tail
    match = re.fullmatch(r"(.+?)\(([^()]+)\)", name)
    if match and _BRANCH.fullmatch(match[2]) and not whole_region(match[2]):
        return match[1], match[2]
    return name, ""


def _without_form(name: str) -> tuple[str, str]:
    match = _ENDS_IN_FORM.fullmatch(name)
    if match is None:
        return name, ""
    return match[1] + (match[3] or ""), match[2]


def _without_brackets(body: str) -> tuple[str, str]:
    regions = [inner for inner in _BRACKET.findall(body) if whole_region(inner)]
    kept = _BRACKET.sub(lambda bracket: "" if bracket[1] in regions else bracket[1], body)
    return kept, "".join(regions)


def enterprise_key(name: str) -> str:
    """What writings of one enterprise's name share: trade name, industry, form of one kind, branch; no region."""
    parts = split_enterprise_name(simplify(tidy_enterprise_name(name)).upper())
    form = parts.legal_form.replace("责任", "").replace("(普通合伙)", "").replace("(有限合伙)", "")
    return "".join((parts.trade_name, parts.industry, form, parts.branch)).replace(" ", "").replace("*", "")
