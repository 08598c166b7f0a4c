"""The one place where a foreign error becomes ours: databases quote data in their messages, so none is shown."""

import os
import traceback
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from schema.errors import HubError

_P = ParamSpec("_P")
_T = TypeVar("_T")
_OURS = Path(__file__).parent.parent
_PACKAGES = frozenset({"pipelines", "connectors", "schema", "matching", "warehouse"})


class Defect(HubError):
    """Something that the hub did not foresee; the message names the place in the code, and no value."""

    exit_code = 70


def scrubbed(step: Callable[_P, _T]) -> Callable[_P, _T]:
    """The step, whose every error is a HubError without a cause that could quote data."""

    @wraps(step)
    def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        try:
            return step(*args, **kwargs)
        except HubError as error:
            raise error from None
        except Exception as error:
            raise as_defect(error) from None

    return call


def as_defect(error: BaseException) -> Defect:
    """What happened and where, without the message of the error; with `HUB_DEBUG=1` it is printed whole."""
    if os.environ.get("HUB_DEBUG"):
        traceback.print_exception(error)
    return Defect(
        f"unexpected {type(error).__module__}.{type(error).__qualname__}",
        where=_place(error),
        next_step="run again with HUB_DEBUG=1 on data that may be seen, and report what it prints",
    )


def _place(error: BaseException) -> str:
    """The innermost line of ours."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_OURS) and path.relative_to(_OURS).parts[0] in _PACKAGES:
            return f"{path.relative_to(_OURS)}:{frame.lineno}"
    return "outside the hub's code"
