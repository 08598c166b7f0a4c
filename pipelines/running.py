"""One run by Prefect, from the command line."""

from importlib import import_module

from pipelines import lock, progress
from pipelines.prefect_server import Server, prefect_server
from pipelines.request import Request
from pipelines.settings import Settings
from schema.errors import DeliveryError, GateFailed, HubError, PartlyFailed


def run_flow(
    settings: Settings,
    request: Request,
    server: Server | None = None,
) -> HubError | None:
    """Run the flow `nightly`; the way in which it ended if it was not wholly well, after it was recorded.

    Without a server that is starting already, one is found or started for the time of the run.  What keeps a run from
    beginning, such as another one, is raised.
    """
    lock.check_free(settings.home)
    if server is None:
        with prefect_server(settings.home) as own:
            return run_flow(settings, request, own)
    # here and not above: it takes two seconds, reads the environment, and the server starts meanwhile
    flows = import_module("pipelines.flows")
    server.wait()
    try:
        with progress.shown():
            flows.nightly(
                config=str(settings.file),
                systems=list(request.systems),
                full=request.full,
                size_approved=request.is_size_approved,
                trigger=request.trigger,
                from_landing=request.is_from_landing,
            )
    except (PartlyFailed, GateFailed, DeliveryError) as error:
        return error
    return None
