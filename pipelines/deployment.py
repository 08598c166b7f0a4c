"""The deployment `nightly/nightly`; imported only where a Prefect server is at hand."""

import asyncio
import logging
import warnings

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from pipelines.flows import nightly
from pipelines.settings import Settings


def _is_no_ending(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def serve(settings: Settings) -> None:
    """Keep the schedule until this process is told to end; a night that finds another run going on is cancelled."""
    # on SIGTERM the runner ends by SystemExit from within its loop: what Python says of tasks cut off is no error
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    logging.getLogger("asyncio").addFilter(_is_no_ending)
    nightly.serve(
        name="nightly",
        schedule=Cron(settings.night.cron, timezone=settings.night.timezone),
        parameters={"config": str(settings.file)},
        description="What the departments delivered, merged into one checked release.",
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        limit=1,
        entrypoint_type=EntrypointType.MODULE_PATH,
        pause_on_shutdown=False,
        print_starting_message=False,
    )
