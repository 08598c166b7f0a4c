"""The Prefect deployment of a home: one server, one schedule, one run at a time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module

from pipelines import prefect_server
from pipelines.settings import Settings


@dataclass(frozen=True)
class Service:
    """A server that is up, and the deployment that it will run."""

    settings: Settings
    api: str

    @property
    def page(self) -> str:
        """For a browser on this machine."""
        return self.api.removesuffix("/api")

    def run(self) -> None:
        """Serve the deployment until SIGTERM or SIGINT."""
        import_module("pipelines.deployment").serve(self.settings)


@contextmanager
def serving(settings: Settings) -> Iterator[Service]:
    """A Prefect server for this home with its page, and Prefect ready to be imported."""
    os.environ.update(prefect_server.environment(settings.home))
    server = prefect_server.start(settings.home, port=settings.night.port, page=True)
    os.environ["PREFECT_API_URL"] = server.url
    try:
        server.wait()
        with prefect_server.announced(settings.home, server):
            yield Service(settings, server.url)
    finally:
        server.stop()
