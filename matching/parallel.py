"""Work on both cores at once: numpy and Arrow let go of the interpreter while they work on long arrays."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Step(Generic[Out]):
    """Something made from what the steps called `needs` make, which `make` is given in that order."""

    needs: Sequence[str]
    make: Callable[[Sequence[Out]], Out]


def in_parallel(function: Callable[[In], Out], items: Iterable[In]) -> Iterator[Out]:
    """The results in the order of the items, each as soon as it and those before it are done."""
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        yield from pool.map(function, items)


def made_together(steps: Mapping[str, Step[Out]]) -> dict[str, Out]:
    """What each step makes; a step begins as soon as there is all that it needs, whatever else is still being made."""
    made: dict[str, Out] = {}
    waiting, running = dict(steps), dict[Future[Out], str]()
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        while waiting or running:
            for name in [name for name, step in waiting.items() if made.keys() >= set(step.needs)]:
                step = waiting.pop(name)
                running[pool.submit(step.make, [made[need] for need in step.needs])] = name
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            made |= {running.pop(future): future.result() for future in done}
    return made


def made_in_order(steps: Mapping[str, Step[Out]]) -> dict[str, Out]:
    """The same one after the other, each step after those it needs: a thread takes longer to start than
    a little work to do."""
    made: dict[str, Out] = {}
    for name, step in steps.items():
        made[name] = step.make([made[need] for need in step.needs])
    return made
