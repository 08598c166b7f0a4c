"""Names of enterprises (企业名称): region, trade name (字号), industry, legal form, branch.

The order is that of the rules on registered names (企业名称登记管理规定): region, trade name, industry, legal form;
the region may also stand in brackets behind the trade name.
"""

import re
from typing import NamedTuple

from schema.cleaning import Cleaned
from schema.normalize.reference import words
from schema.normalize.regions import is_region, leading_regions
from schema.normalize.text import ABSENT, fold, is_nothing, mark_lost, simplify

_BETWEEN_HAN = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
_BRACKETS = str.maketrans("[]{}〔〕【】〈〉<>﹙﹚", "()()()()()()()")
_OTHER_BRACKET = re.compile(r"[\[\]{}〔〕【】〈〉<>﹙﹚]")
_NO_NAME = re.compile(r"[*_.-]+|个体(?:工商)?户|无字号(?:名称)?|测试.*|TEST.*")
_NUMBER_ONLY = re.compile(r"[0-9+() -]+")
_EDGES = " ,;.。、:"

_BODIES = words("bodies.txt")
_SHORT_BODIES = tuple("店厂部社所院校馆站局吧坊铺摊")
_LAST_BRACKET = re.compile(r"\([^()]*\)?\Z")
_FORMS = frozenset(words("legal_forms.txt"))
_INDUSTRIES = frozenset(words("industries.txt"))
_LONGEST_FORM, _LONGEST_INDUSTRY = max(map(len, _FORMS)), max(map(len, _INDUSTRIES))
_BRACKET = re.compile(r"\(([^()]*)\)")
_SOLE_TRADER = re.compile(r"\(个体(?:工商户|户)?\)\Z")
_BRANCH = re.compile(r"店|分公司|分部|门市部?|营业部|经营部|办事处|分厂|分行|支行|项目部|工地|柜台?|[0-9]+号?")


class EnterpriseNameParts(NamedTuple):
    """One name taken apart; a part that the name does not have is ''."""

    region: str
    """As written, several levels joined: '浙江省杭州市'."""
    trade_name: str
    """字号; of a trade sign what stands before the line of business."""
    industry: str
    legal_form: str
    branch: str


def looks_like_enterprise(text: str) -> bool:
    """Whether a text that should name a person names a firm, shop or public body."""
    if len(text) < 4 or "·" in text:
        return False
    whole = _LAST_BRACKET.sub("", text) if text[-1] == ")" else text
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
    parts = _split_at(head, "".join(regions), branch)
    if regions and parts.trade_name in _INDUSTRIES:
        parts = _split_at(head, "".join(regions[:-1]), branch)
    return parts


def _split_at(head: str, region: str, branch: str) -> EnterpriseNameParts:
    body, legal_form = _without_form(head.removeprefix(region))
    body, region_in_brackets = _without_brackets(body)
    trade_name, industry = _without_industry(body)
    return EnterpriseNameParts(region + region_in_brackets, trade_name, industry, legal_form, branch)


def _without_branch(name: str) -> tuple[str, str]:
    """What stands behind the first '公司', or in brackets at the end of a sign, is the branch."""
    end = name.find("公司") + len("公司")
    if end > len("公司") and end < len(name) and name[end] != "(":
        return name[:end], name[end:]
    bracket = _LAST_BRACKET.search(name)
    inner = bracket[0].strip("()") if bracket else ""
    if bracket and bracket.start() and _BRANCH.search(inner) and not is_region(inner):
        return name[: bracket.start()], inner
    return name, ""


def _without_form(name: str) -> tuple[str, str]:
    """The longest legal form at the end; a bracket behind it that is no part of it stays with the body."""
    bracket = _LAST_BRACKET.search(name)
    for tail in ("", bracket[0] if bracket else ""):
        head = name.removesuffix(tail) if tail else name
        for length in range(min(_LONGEST_FORM, len(head) - 1), 0, -1):
            if head[-length:] in _FORMS:
                return head[:-length] + tail, head[-length:]
    return name, ""


def _without_brackets(body: str) -> tuple[str, str]:
    regions = [inner for inner in _BRACKET.findall(body) if is_region(inner)]
    kept = _BRACKET.sub(lambda bracket: "" if bracket[1] in regions else bracket[1], body)
    return kept, "".join(regions)


def _without_industry(body: str) -> tuple[str, str]:
    """The longest run of words of business at the end that leaves a trade name of two characters."""
    starts = {len(body)}
    for start in range(len(body) - 2, 1, -1):
        lengths = range(2, min(_LONGEST_INDUSTRY, len(body) - start) + 1)
        if any(start + length in starts and body[start : start + length] in _INDUSTRIES for length in lengths):
            starts.add(start)
    first = min(starts)
    return body[:first], body[first:]


def enterprise_key(name: str) -> str:
    """What writings of one enterprise's name share: trade name, industry, form of one kind, branch; no region."""
    parts = split_enterprise_name(simplify(tidy_enterprise_name(name)).upper())
    form = _BRACKET.sub("", parts.legal_form.replace("责任", ""))
    return "".join((parts.trade_name, parts.industry, form, parts.branch)).replace(" ", "").replace("*", "")
