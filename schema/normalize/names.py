"""Names of persons as departments type them: one dot, one mark for a lost character, no titles."""

import re

from schema.cleaning import Cleaned, Plain
from schema.normalize.enterprises import looks_like_enterprise
from schema.normalize.surnames import COMPOUND_SURNAMES
from schema.normalize.text import LOST, fold, is_nothing, mark_lost, simplify

ABSENT = Cleaned((None, None))
DOT = "·"

_HAN = r"㐀-䶿一-鿿〇\U00020000-\U0003ffff"
_SIMPLE = re.compile(f"[{_HAN}{LOST}]+(?:·[{_HAN}{LOST}]+)*")
_PLAIN = re.compile(f"[{_HAN}]{{2,4}}")
_NO_NAME_SIGNS = "[测名未不空待本户业房租群无某]|[先小太同老师经医阿大女][生姐太志师傅板理姨伯爷妈士]"
_MAYBE_NO_NAME = re.compile(_NO_NAME_SIGNS + r"\Z")
PLAIN = Plain("^[一-鿿]{2,3}$", _NO_NAME_SIGNS)
"""Shorter than the name of any enterprise."""
_ANY_HAN = re.compile(f"[{_HAN}{LOST}?]")
_NAME = re.compile(rf"[{_HAN}{LOST}{DOT}]{{1,30}}")
_SIGNS = str.maketrans(dict.fromkeys("•‧∙⋅・･●˙.。-", DOT) | dict.fromkeys("?×□■△▲#", LOST) | dict.fromkeys("`'\"“”‘’"))
_SEVERAL_DOTS = re.compile(f"{DOT}{{2,}}")

_FORMER = re.compile(r"\((?:曾用名|原名|又名|别名|曾名|原姓名|旧名)[为是:]*\s*([^()]*)\)?")
_BRACKET = re.compile(r"\([^()]*\)?|\)")
_WHOLE_BRACKET = re.compile(r"\(([^()]+)\)")
_SEVERAL = re.compile(r"[、,;/|]+")
_TITLE = re.compile(r"(?:先生|女士|小姐|太太|同志|老师|师傅|老板娘?|经理|医生|阿姨|大伯|大爷|大妈)\Z")
_MASK_LETTERS = re.compile(f"(?<=[{_HAN}{LOST}])X{{1,3}}\\Z")
_MASK_WORD = re.compile(r"(?<=.)(某{1,2})[甲乙丙丁]?\Z")
_TAIL = re.compile(rf"[0-9A-Z{DOT}]+\Z")
_FOREIGN = re.compile(r"[^\W\d_](?:[^\d_]*[^\W\d_])+[. ]*")
_NO_NAME = re.compile(
    r".*(?:测试|无名|未登记|未命名|不详|未知|空户|待定|本人).*|TEST.*|X+|户主|业主|房东|租户|租客|群众|无|匿名"
)


def clean_name(text: str) -> Cleaned:
    """A person's name, and the former name where brackets give one: (name, former_name).

    Rules `name.not_a_name`, `name.enterprise`, `name.surname_only`, `name.masked`; with part of the value kept:
    `name.several` (the first), `name.suffix` (digits or letters behind a name dropped).
    """
    if _PLAIN.fullmatch(text) and not _MAYBE_NO_NAME.search(text) and not looks_like_enterprise(text):
        return Cleaned((text, None))
    folded = fold(text).upper()
    if (simple := _simple(folded)) is not None:
        return Cleaned((simple, None))
    if is_nothing(folded) and not _ANY_HAN.search(folded):
        return ABSENT
    if looks_like_enterprise(folded):
        return Cleaned((None, None), "name.enterprise")
    former = _FORMER.search(folded)
    whole = _WHOLE_BRACKET.fullmatch(folded)
    name, rule = _first_name(whole[1] if whole else folded)
    return Cleaned((name, _read(former[1])[0] if former else None), rule)


def _simple(folded: str) -> str | None:
    """The name where only blanks, dots and lost characters need care; None where the rules must look closer."""
    signs = mark_lost(folded).translate(_SIGNS)
    name = signs.replace(" ", "") if len(signs) <= 4 + signs.count(" ") else signs
    if not 2 <= len(name) <= 30 or _SIMPLE.fullmatch(name) is None or not name.strip(LOST + DOT):
        return None
    return None if _MAYBE_NO_NAME.search(name) or looks_like_enterprise(name) else name


def clean_one_name(text: str) -> Cleaned:
    """`clean_name` for a column that holds a name and nothing beside it: (name,)."""
    cleaned = clean_name(text)
    return Cleaned(cleaned.values[:1], cleaned.rule)


def _first_name(folded: str) -> tuple[str | None, str | None]:
    bare = _BRACKET.sub("", folded).strip(" ,;、/|")
    if is_nothing(bare) and not _ANY_HAN.search(bare):
        return None, None if is_nothing(folded) else "name.not_a_name"
    if not _ANY_HAN.search(bare):
        return _foreign_name(bare)
    first, *others = _SEVERAL.split(bare)
    name, rule = _read(first)
    return name, "name.several" if name and others else rule


def _foreign_name(text: str) -> tuple[str | None, str | None]:
    """A name in another script: upper case, its parts one blank apart; the order is the department's."""
    if _FOREIGN.fullmatch(text) is None or _NO_NAME.fullmatch(text):
        return None, "name.not_a_name"
    return " ".join(re.sub(r"[^\w*]+|_", " ", text).split()), None


def _read(text: str) -> tuple[str | None, str | None]:
    """One name in Chinese characters and the rule it breaks."""
    signs = mark_lost(text).translate(_SIGNS)
    joined = _SEVERAL_DOTS.sub(DOT, _join(signs.split())).strip(DOT)
    if is_nothing(joined) and LOST not in joined:
        return None, None
    if _NO_NAME.fullmatch(joined):
        return None, "name.not_a_name"
    starred = _MASK_LETTERS.sub(lambda run: LOST * len(run[0]), joined)
    bare = _TAIL.sub("", starred)
    untitled = _TITLE.sub("", bare.strip(DOT))
    name = _MASK_WORD.sub(lambda run: LOST * len(run[1]), untitled).strip(DOT)
    return _judge(name, suffix=len(bare) < len(starred))


def _judge(name: str, *, suffix: bool) -> tuple[str | None, str | None]:
    if _NAME.fullmatch(name) is None:
        return None, "name.not_a_name"
    if not name.strip(LOST + DOT):
        return None, "name.masked"
    if len(name) == 1:
        return None, "name.surname_only"
    if looks_like_enterprise(name):
        return None, "name.enterprise"
    return name, "name.suffix" if suffix else None


def _join(parts: list[str]) -> str:
    """Blanks inside a short name are padding; between long parts they stand for the dot of a minority name."""
    long_parts = len(parts) > 1 and all(len(part) >= 2 for part in parts) and sum(map(len, parts)) >= 5
    return (DOT if long_parts and parts[0] not in COMPOUND_SURNAMES else "").join(parts)


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name of a cleaned Chinese name: '欧阳建国' → ('欧阳', '建国').

    A dotted name of a minority and a name in another script have no surname here: ('', name).
    """
    if DOT in name or name.isascii():
        return "", name
    length = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:length], name[length:]


def compare_key(name: str) -> str:
    """What two writings of one cleaned name share: no dots or blanks, simplified characters, '*' kept.

    A minority name written without its dot has the key of the dotted one; the parts of a name in another script stand
    in alphabetical order, since departments disagree on which is the family's.
    """
    return "".join(sorted(simplify(name).replace(DOT, "").split(" ")))
