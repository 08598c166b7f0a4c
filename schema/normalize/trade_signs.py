"""What a shop's sign (店招) tells beside its name: the line of business, and the surname of who runs it."""

import re
from functools import lru_cache

from schema.normalize.enterprises import EnterpriseNameParts
from schema.normalize.reference import lists
from schema.normalize.surnames import surname_weights

_NICKNAME = re.compile(r"[老小阿大](.)|(.)(?:记|氏|姐|哥|妹|嫂|姨|叔|婶|师傅|老师|老板)")


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    return {word: line[0] for line in lists("business_lines.txt") for word in line}


def business_line(parts: EnterpriseNameParts) -> str:
    """The line of business: '女装', '服饰' and '服装' are one; '' where the words say none.

    A sign and the registered name seldom use the same word, but they seldom name different lines.
    """
    lines = _lines()
    return lines.get(parts.industry) or lines.get(parts.legal_form, "")


def sign_surname(trade_name: str) -> str:
    """The surname that a sign is called after: '老葛', '葛记', '葛姐' → '葛'; '' for any other name."""
    match = _NICKNAME.fullmatch(trade_name)
    surname = (match[1] or match[2]) if match else ""
    return surname if surname in surname_weights() else ""
