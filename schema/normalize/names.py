"""Names of persons as departments type them: one dot, one mark for a lost character, no titles."""

import re

from schema.cleaning import Cleaned
from schema.normalize.enterprises import looks_like_enterprise
from schema.normalize.surnames import COMPOUND_SURNAMES, surname_weights
from schema.normalize.text import fold, is_nothing, simplify

ABSENT = Cleaned((None, None))
DOT = "·"
LOST = "*"
"""Stands for one character that was masked or lost."""

_DOTS = "•‧∙⋅・･●˙.。"
_SIGNS = str.maketrans(dict.fromkeys(_DOTS, DOT) | dict.fromkeys("?？\ufffd×□■△▲#", LOST) | {"`": None, "'": None})
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LATIN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-ÞА-Я' .,·*-]*", re.IGNORECASE)
_PLAIN = re.compile(r"[㐀-䶿一-鿿〇]{2,4}")
_HAN_NAME = re.compile(r"[㐀-䶿一-鿿〇\U00020000-\U0003ffff*·]+")
_FORMER = re.compile(r"\((?:曾用名|原名|又名|别名|曾名|原姓名|旧名)[为是:]*\s*([^()]*)\)?")
_BRACKET = re.compile(r"\([^()]*\)?")
_WHOLE_BRACKET = re.compile(r"\(([^()]+)\)")
_SEVERAL = re.compile(r"[、,;/|]+")
_TITLE = re.compile(r"(?:先生|女士|小姐|太太|同志|老师|师傅|老板|老板娘|经理|医生|阿姨|大伯|大爷|大妈)\Z")
_MASK_WORD = re.compile(r"某{1,3}(?=\Z|·)|X{1,3}\Z")
_TRAILING = re.compile(r"[0-9A-Z]+\Z")
_NOT_NAMES = re.compile(
    r".*测试.*|TEST.*|.*无名.*|.*未登记.*|.*未命名.*|.*不详.*|.*未知.*|.*空户.*|.*待定.*|.*本人.*|户主|业主|房东|租户|群众"
)


def clean_name(text: str) -> Cleaned:
    """A person's name, and the former name where brackets give one: (name, former_name).

    Rules `name.not_a_name`, `name.enterprise`, `name.surname_only`, `name.masked`; with part of the value kept:
    `name.several` (the first), `name.suffix` (digits or letters behind a name dropped).
    """
    if _PLAIN.fullmatch(text) and text[-1] not in "士生师板理姐某姨名" and not _NOT_NAMES.fullmatch(text):
        return ABSENT if is_nothing(text) else _unless_enterprise(text)
    folded = fold(text).upper()
    if is_nothing(folded) and LOST not in folded and "?" not in folded:
        return ABSENT
    former = _FORMER.search(folded)
    former_name = _one_name(former[1])[0] if former else None
    name, rule = _name_and_rule(_WHOLE_BRACKET.sub(r"\1", folded) if _WHOLE_BRACKET.fullmatch(folded) else folded)
    return Cleaned((name, former_name), rule)


def clean_one_name(text: str) -> Cleaned:
    """`clean_name` for a column that holds a name and nothing beside it: (name,)."""
    cleaned = clean_name(text)
    return Cleaned(cleaned.values[:1], cleaned.rule)


def _unless_enterprise(name: str) -> Cleaned:
    if looks_like_enterprise(name):
        return Cleaned((None, None), "name.enterprise")
    return Cleaned((name, None))


def _name_and_rule(folded: str) -> tuple[str | None, str | None]:
    if looks_like_enterprise(folded):
        return None, "name.enterprise"
    first, *others = [part for part in _SEVERAL.split(_BRACKET.sub("", folded)) if part.strip()] or [""]
    if _LATIN.fullmatch(first):
        return (
            (_latin_name(folded.replace(",", " ")), None)
            if not is_word_for_nothing(folded)
            else (None, "name.not_a_name")
        )
    name, rule = _one_name(first)
    return name, "name.several" if name and others else rule


def is_word_for_nothing(folded: str) -> bool:
    """Whether an upper-case folded text is typed where a name is missing: '无名氏', '测试', 'TEST'."""
    return _NOT_NAMES.fullmatch(folded) is not None or is_nothing(folded.strip(LOST))


def _latin_name(name: str) -> str:
    return " ".join(re.sub(r"[^\w*]+", " ", name).split())


def _one_name(text: str) -> tuple[str | None, str | None]:
    name = _PRIVATE.sub(LOST, text.translate(_SIGNS))
    name = _join(name.split())
    name = _MASK_WORD.sub(lambda run: LOST * len(run[0]), name) if len(name) > 1 else name
    if is_word_for_nothing(name) and set(name) != {LOST}:
        return None, "name.not_a_name"
    bare = _TRAILING.sub("", _TITLE.sub("", name)) if len(name) > 1 else name
    if not bare.strip(LOST + DOT):
        return None, "name.masked" if bare else "name.not_a_name"
    if _HAN_NAME.fullmatch(bare) is None or len(bare) > 30:
        return None, "name.not_a_name"
    if len(bare) == 1:
        return None, "name.surname_only"
    return bare.strip(DOT), "name.suffix" if _TRAILING.search(name) else None


def _join(parts: list[str]) -> str:
    """Blanks inside a short name are padding; between long parts they stand for the dot of a minority name."""
    long_parts = all(len(part) >= 2 for part in parts) and sum(map(len, parts)) >= 5
    dotted = long_parts and parts[0] not in COMPOUND_SURNAMES
    return re.sub(f"{DOT}+", DOT, (DOT if dotted and len(parts) > 1 else "").join(parts))


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name of a cleaned Chinese name: '欧阳建国' → ('欧阳', '建国').

    A dotted name of a minority has no surname: ('', name).
    """
    if DOT in name or name.isascii():
        return "", name
    length = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:length], name[length:]


def is_surname(text: str) -> bool:
    """Whether a text is a surname of the list."""
    return text in surname_weights()


def compare_key(name: str) -> str:
    """What two writings of one name share: no dots or blanks, simplified characters, '*' kept.

    A minority name written without its dot has the key of the dotted one.
    """
    return simplify(name).replace(DOT, "").replace(" ", "")
