"""The flow that Prefect runs every night, and ad hoc: a task a system and stage, retried where the network failed.

Imported only where a Prefect server is at hand (`pipelines.prefect_server`): importing Prefect takes two seconds.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from prefect import State, Task, flow
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from connectors.catalogue import SYSTEMS
from pipelines import night, settings, steps
from pipelines.night import Outcome, Waiter
from pipelines.request import Request
from schema.errors import SourceUnreachable

_T = TypeVar("_T")
_RUNNER: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=2)


def _is_unreachable(_task: Task[Any, Any], _run: TaskRun, state: State[Any]) -> bool:
    """Only the network is worth another try: a damaged file stays damaged."""
    return isinstance(state.result(raise_on_failure=False), SourceUnreachable)


_RETRIED: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [2, 10],
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": _is_unreachable,
}
"""The readers ask a busy service again themselves; this is for a network or database that comes back."""


class PrefectCaller:
    """Steps as tasks: what is given to them is passed on as it is, what they give is paths and counts."""

    def now(self, step: Callable[..., _T], *args: Any) -> _T:
        """Run the task and wait."""
        return self.later(step, *args)()

    def later(self, step: Callable[..., _T], *args: Any) -> Waiter[_T]:
        """Submit the task; two run at a time."""
        future: PrefectFuture[_T] = _as_task(step, args).submit(*map(quote, args))
        return future.result


def _as_task(step: Callable[..., _T], args: tuple[Any, ...]) -> Task[..., _T]:
    name = step.__name__.replace("_", " ")
    systems = [arg for arg in args if isinstance(arg, str) and arg in SYSTEMS]
    retried = _RETRIED if step is steps.land else {}
    return Task(
        fn=step,
        name=name,
        task_run_name=" ".join((name, *systems)),
        cache_policy=NO_CACHE,
        persist_result=False,
        **retried,
    )


@flow(
    name="nightly",
    description="Deliveries in, one checked release out: landing, mapping, matching, golden records, publication.",
    task_runner=_RUNNER,
    validate_parameters=False,
    persist_result=False,
)
def nightly(
    config: str = settings.FILE,
    systems: list[str] | None = None,
    full: bool = False,
    size_approved: bool = False,
    trigger: str = "nightly",
    from_landing: bool = False,
) -> Outcome:
    """One run of the hub with this configuration; `systems`: only these, all if left out."""
    return _run(config, Request(tuple(systems or ()), full, size_approved, trigger, from_landing))


def _run(config: str, request: Request) -> Outcome:
    # apart from the flow: Prefect's runner pickles a flow by value, with every object its function names
    return night.run(settings.load(Path(config), SYSTEMS), request, PrefectCaller())
