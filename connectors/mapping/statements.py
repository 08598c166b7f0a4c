"""The SQL files of mapping: one statement each, its first line says what it reads."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """The text of a file by its name without ending."""
    return (files("connectors.mapping") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
