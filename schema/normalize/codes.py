"""Codes and flags: the few values a column may hold, from the words that systems write."""

import re
from collections.abc import Mapping

from schema.cleaning import Cleaned, Cleaner
from schema.normalize.text import ABSENT, is_nothing, without_blanks

SEX_WORDS = {
    "1": "1",
    "2": "2",
    "01": "1",
    "02": "2",
    "男": "1",
    "女": "2",
    "男性": "1",
    "女性": "2",
    "M": "1",
    "F": "2",
}
SEX_WORDS |= {"MALE": "1", "FEMALE": "2", "1男": "1", "2女": "2", "1-男": "1", "2-女": "2"}
SEX_UNKNOWN = frozenset({"0", "9", "00", "09", "99", "未说明", "未说明的性别", "未知的性别"})
"""GB/T 2261.1: 0 unknown, 9 not stated; both are null here."""

FLAG_WORDS: Mapping[str, bool] = {
    **dict.fromkeys(["TRUE", "1", "T", "Y", "YES", "是", "有"], True),
    **dict.fromkeys(["FALSE", "0", "F", "N", "NO", "否"], False),
}

RELATION_WORDS = {
    **dict.fromkeys(["户主", "本人"], "02"),
    **dict.fromkeys(["配偶", "夫", "妻", "丈夫", "妻子"], "10"),
    **dict.fromkeys(["子", "儿子", "长子", "次子", "独生子"], "20"),
    **dict.fromkeys(["女", "女儿", "长女", "次女", "独生女"], "30"),
    **dict.fromkeys(["父", "父亲"], "51"),
    **dict.fromkeys(["母", "母亲"], "52"),
}
"""GB/T 4761-2008: 02 head of household, 1x spouse, 2x son, 3x daughter, 4x grandchild, 5x parent."""


def clean_sex(text: str) -> Cleaned:
    """A sex code of GB/T 2261.1; rule `sex.unknown_code`."""
    compact = without_blanks(text).upper()
    if (code := SEX_WORDS.get(compact)) is not None:
        return Cleaned((code,))
    return ABSENT if compact in SEX_UNKNOWN or is_nothing(compact) else Cleaned((None,), "sex.unknown_code")


def flag_cleaner(field: str) -> Cleaner:
    """Cleans a yes-or-no column; rule `field.unknown_code`."""
    return _lookup(field, FLAG_WORDS)


def choice_cleaner(field: str, choices: frozenset[str]) -> Cleaner:
    """Cleans a column whose canonical words the declaration has already put in; rule `field.unknown_code`."""
    return _lookup(field, {choice.upper(): choice for choice in choices})


def _lookup(field: str, words: Mapping[str, object]) -> Cleaner:
    answers = {word: Cleaned((value,)) for word, value in words.items()}
    unknown = Cleaned((None,), f"{field}.unknown_code")

    def clean(text: str) -> Cleaned:
        compact = without_blanks(text).upper()
        return answers.get(compact) or (ABSENT if is_nothing(compact) else unknown)

    return clean


def pattern_cleaner(field: str, pattern: str) -> Cleaner:
    """Cleans a code column: upper case, no blanks, and of one form; rule `field.form`."""
    form = re.compile(pattern)
    broken = Cleaned((None,), f"{field}.form")

    def clean(text: str) -> Cleaned:
        compact = without_blanks(text).upper()
        if form.fullmatch(compact):
            return Cleaned((compact,))
        return ABSENT if is_nothing(compact) else broken

    return clean


_relation_code = pattern_cleaner("household_relation", "[0-9]{1,2}")


def clean_household_relation(text: str) -> Cleaned:
    """A code of GB/T 4761, one or two digits, or the common words for it; rule `household_relation.form`."""
    code = RELATION_WORDS.get(without_blanks(text))
    return _relation_code(text) if code is None else Cleaned((code,))
