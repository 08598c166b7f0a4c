"""Work on both cores at once: numpy and Arrow let go of the interpreter while they work on long arrays."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def in_parallel(function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
    """The results in the order of the items, each as soon as it and those before it are done."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        yield from pool.map(function, items)
