"""Steps called without Prefect: for tests, and for whoever wants the stages in a program of his own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

from pipelines.night import Waiter

_T = TypeVar("_T")
WORKERS = 2


class PlainCaller:
    """Calls steps in this process, two at a time where they are begun for later."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def now(self, step: Callable[..., _T], *args: Any) -> _T:
        """Call it."""
        return step(*args)

    def later(self, step: Callable[..., _T], *args: Any) -> Waiter[_T]:
        """Begin it in a thread."""
        return self._pool.submit(step, *args).result


@contextmanager
def plain_caller() -> Iterator[PlainCaller]:
    """For the time of one run."""
    with ThreadPoolExecutor(WORKERS) as pool:
        yield PlainCaller(pool)
