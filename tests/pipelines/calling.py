"""The `hub` command, called in this process on a home."""

import json
from collections.abc import Callable
from typing import Any

Answer = tuple[int, str, str]
"""Exit code, standard output, standard error."""
Hub = Callable[..., Answer]
"""`hub(*words)` calls `hub …`."""


def answer(result: Answer) -> Any:
    """The JSON document of a command that went well."""
    code, shown, error = result
    assert code == 0, error
    return json.loads(shown)
