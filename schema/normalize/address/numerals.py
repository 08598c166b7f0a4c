"""Numbers in an address: what one looks like, and its canonical form.

Numbers are equal or different, never similar; so every way to write one number ends in one form: '八十八', '８８',
'088' and '88' are '88'; '367、369号' is '367、369'; '101至103' is '101-103'.
"""

import re
from functools import lru_cache

from schema.normalize.numbers import arabic

HAN = "一二三四五六七八九十百零〇两"
STEM = "甲乙丙丁戊己庚辛"
ONE = (
    r"(?:[A-Za-z]{1,2}-?\d{1,5}(?!\d)[A-Za-z]?|\d{1,2}[A-Za-z]\d{2,3}(?!\d)|\d{1,6}(?!\d)[A-Za-z]?"
    rf"|[{HAN}]{{1,5}}|[A-Za-z]{{1,2}}(?![A-Za-z])|[{STEM}])"
)
"""One number, letter or both, as a regular expression without groups."""
CHAIN = rf"{ONE}(?:[-~至之]{ONE})*"
"""Numbers joined by dashes, or 之: 22之3."""
LIST = rf"{CHAIN}(?:[、.]{CHAIN})*"
"""Chains in a row: '367、369'."""

_NUMERAL = re.compile(rf"[{HAN}]+")
_ZEROS = re.compile(r"(?<![0-9])(?<![0-9][A-Za-z])0+(?=[0-9])")
_RANGE_MARK = re.compile(r"[~至之]")
_LIST_MARK = re.compile(r"[、.]+")
_LETTER_DASH = re.compile(r"^([A-Z]{1,2})-(?=[0-9])")


@lru_cache(maxsize=50_000)
def canonical_number(written: str) -> str:
    """The one form of a number, range or list; without its suffix (号, 幢, 室)."""
    text = _NUMERAL.sub(_arabic, written).upper()
    text = _LIST_MARK.sub("、", _RANGE_MARK.sub("-", text.strip(" -、.")))
    return _LETTER_DASH.sub(r"\1", _ZEROS.sub("", text))


def _arabic(match: re.Match[str]) -> str:
    return arabic(match[0])
