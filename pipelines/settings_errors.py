"""What is wrong with hub.toml, in words: the key, what it should be, and the name that was probably meant.

A message never repeats what stands in the file: it could be a secret.
"""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schema.errors import SettingsError

Location = tuple[int | str, ...]


def explained(error: ValidationError, model: type[BaseModel], file: Path) -> SettingsError:
    """The first thing that is wrong, an unknown key before all: it may be why another is missing.

    pydantic's own messages quote the input, ours do not.
    """
    details = error.errors(include_url=False, include_input=False)
    detail = min(details, key=lambda each: each["type"] != "extra_forbidden")
    location, kind = detail["loc"], detail["type"]
    where = ", ".join((str(file), _key(location)))
    if kind == "extra_forbidden":
        return unknown_name("key", str(location[-1]), _keys_at(model, location[:-1]), where)
    return SettingsError(_what(detail), where=where, next_step="correct it; README.md shows the file")


def unknown_name(what: str, name: str, known: Iterable[str], where: str) -> SettingsError:
    """No such system, section or key, with the likely one."""
    return SettingsError(f"there is no {what} {name!r}", where=where, next_step=likely(name, known))


def likely(name: str, known: Iterable[str]) -> str:
    """The name that was probably meant, or all there are."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"


def _what(detail: ErrorDetails) -> str:
    if detail["type"] == "missing":
        return "is missing"
    if detail["type"] == "value_error":
        return detail["msg"].removeprefix("Value error, ")
    return detail["msg"][:1].lower() + detail["msg"][1:]


def _key(location: Location) -> str:
    return ".".join(map(str, location)) or "the file"


def _keys_at(model: type[BaseModel], location: Location) -> Iterable[str]:
    """Keys that may stand in the section at `location`."""
    for part in location:
        field = model.model_fields.get(str(part))
        inner = _model_in(field.annotation) if field else None
        # inside a mapping the part is a name of the file's own
        model = inner or model
    return model.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
