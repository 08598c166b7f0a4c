"""Time by stage, and a word to whoever waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

Progress = Callable[[str, float], None]
"""Called with the name of a stage and the share of it that is done."""


class Clock:
    """Seconds of each stage, in the order in which they ran."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    def progress(self, stage: str, share: float) -> None:
        if self._progress is not None:
            self._progress(stage, share)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self.progress(name, 0.0)
        start = perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - start
        self.progress(name, 1.0)
