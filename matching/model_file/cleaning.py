"""The cleaning steps that a model file may name: one text in, one text out, '' for nothing."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pyarrow as pa

from matching.model_file.words import CleaningName, InputColumn

_NO_WORD = re.compile(r"[\W_]+")
_NO_DIGIT = re.compile(r"\D+")


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalpha())


def _words(text: str) -> str:
    return _NO_WORD.sub(" ", text.lower()).strip()


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)


def _date(text: str) -> str:
    """YYYYMMDD of a date written with year first; '' for a day that the calendar does not have."""
    digits = _digits(text)
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return ""
    return digits[:8]


_STEPS: Mapping[CleaningName, Callable[[str], str]] = {
    "lower": str.lower,
    "letters": _letters,
    "digits": _digits,
    "words": _words,
    "date": _date,
}


def clean_column(column: InputColumn, texts: pa.Array) -> pa.Array:
    """The cleaned texts, null where nothing is left; each distinct text is cleaned once."""
    encoded = texts.dictionary_encode()
    cleaned = [_cleaned(column.clean, column.missing, text) for text in encoded.dictionary.to_pylist()]
    return pa.array(cleaned, pa.string()).take(encoded.indices)


def _cleaned(steps: Sequence[CleaningName], missing: Sequence[str], text: str) -> str | None:
    """Full-width forms folded (NFKC), trimmed, then step after step."""
    text = unicodedata.normalize("NFKC", text).strip()
    for step in steps:
        text = _STEPS[step](text)
    return None if text in missing else text or None
