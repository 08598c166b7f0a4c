"""A model file read and checked; what is wrong is said with file and field."""

import tomllib
from importlib import resources
from pathlib import Path

from pydantic import ValidationError

from matching.model import ModelError
from matching.model_file.words import ModelFile

_ADVICE = "correct it; docs/benchmarks.md describes model files"


def built_in() -> list[str]:
    """Names of the model files that come with the hub."""
    files = (resources.files("matching") / "models").iterdir()
    return sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml"))


def read_model_file(name: str) -> ModelFile:
    """The model file at a path, or the built-in one of that name; ModelError if there is none or it is wrong."""
    if name in built_in():
        path = f"{name}.toml"
        return parse(resources.files("matching").joinpath("models", path).read_text(encoding="utf-8"), path)
    try:
        return parse(Path(name).read_text(encoding="utf-8"), name)
    except OSError as error:
        known = ", ".join(built_in())
        raise ModelError(
            "there is no such model file", where=name, next_step=f"give a path, or one of: {known}"
        ) from error
    except UnicodeDecodeError as error:
        raise ModelError("a model file is UTF-8 text", where=name, next_step=_ADVICE) from error


def parse(text: str, file: str) -> ModelFile:
    """The model that a text declares; `file` is its name in messages."""
    try:
        return ModelFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"this is no TOML: {error}", where=file, next_step=_ADVICE) from error
    except ValidationError as error:
        raise _explained(error, file) from error


def _explained(error: ValidationError, file: str) -> ModelError:
    """The first thing that is wrong, a word that is not known before all: it may be why another is missing."""
    details = error.errors(include_url=False)
    detail = min(details, key=lambda each: each["type"] != "extra_forbidden")
    place = ".".join(map(str, detail["loc"])) or "the file"
    what = "there is no such word" if detail["type"] == "extra_forbidden" else detail["msg"]
    return ModelError(what.removeprefix("Value error, "), where=f"{file}, {place}", next_step=_ADVICE)
