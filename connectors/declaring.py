"""What every word of a declaration shares: it knows the line it stands on, and refuses options it does not have.

A declaration is checked the moment it is imported; the error names the department file, the line and the field.
"""

import difflib
import inspect
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Self

from schema.errors import DeclarationError

_WORDS = Path(__file__).parent
"""Frames of files in this very folder are the words themselves; the first one outside is the declaration."""


class Declared:
    """A word of a declaration; `place` is the file and line where it was written."""

    place: str

    def __new__(cls, *arguments: Any, **options: Any) -> Self:
        """Set the place and check the options before `__init__` runs, so that every check can name file and line."""
        word = super().__new__(cls)
        object.__setattr__(word, "place", _declared_at())
        word._check_options(arguments, options)
        return word

    def fail(self, what: str, next_step: str = "") -> DeclarationError:
        """The error to raise for this word."""
        return DeclarationError(f"{type(self).__name__}: {what}", where=self.place, next_step=next_step)

    def _check_options(self, arguments: tuple[Any, ...], options: Mapping[str, Any]) -> None:
        signature = inspect.signature(type(self).__init__)
        known = list(signature.parameters)[1:]
        if not any(p.kind is p.VAR_KEYWORD for p in signature.parameters.values()):
            for name in options:
                if name not in known:
                    raise self.fail(f"there is no option '{name}'", did_you_mean(name, known))
        try:
            signature.bind(self, *arguments, **options)
        except TypeError as error:
            raise self.fail(str(error), f"this word takes {', '.join(known)}") from None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The advice that ends a message about an unknown name."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean '{close[0]}'?" if close else f"known are {', '.join(names)}"


def _declared_at() -> str:
    frame = sys._getframe(1)
    while frame.f_back is not None and Path(frame.f_code.co_filename).parent == _WORDS:
        frame = frame.f_back
    return f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"
