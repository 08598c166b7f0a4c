"""Several names in one field: a JSON array, or names with marks between them."""

import json
import re

from schema.cleaning import Cleaned, Cleaner
from schema.normalize.text import ABSENT, fold, is_nothing

_BETWEEN = re.compile(r"[、,;/|]+")


def names_cleaner(field: str) -> Cleaner:
    """Cleans a column of names into a tuple, in their order, each once; rule `field.not_an_array`."""
    broken = Cleaned((None,), f"{field}.not_an_array")

    def clean(text: str) -> Cleaned:
        try:
            given = _elements(text)
        except ValueError:
            return broken
        names = (fold(part) for element in given for part in _BETWEEN.split(fold(element)))
        found = tuple(dict.fromkeys(name for name in names if not is_nothing(name)))
        return Cleaned((found,)) if found else ABSENT

    return clean


def _elements(text: str) -> list[str]:
    if not text.lstrip().startswith("["):
        return [text]
    try:
        parsed = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not all(isinstance(element, str | None) for element in parsed):
        raise ValueError("an element is no name")
    return [element for element in parsed if element]
