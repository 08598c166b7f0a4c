"""The deployment `nightly/nightly`; imported only where a Prefect server is at hand."""

import warnings

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from pipelines.flows import nightly
from pipelines.settings import Settings


def serve(settings: Settings) -> None:
    """Keep the schedule until this process is told to end; a night that finds another run going on is cancelled."""
    # on SIGTERM the runner ends at once by SystemExit, and Python mentions its own tidying up that is left undone
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
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
