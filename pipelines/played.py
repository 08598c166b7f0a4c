"""The REST services that a demo city plays, on the loopback, for as long as somebody asks them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from connectors.demo.service import serve
from pipelines.settings import Settings


@contextmanager
def played_services(settings: Settings) -> Iterator[Mapping[str, str]]:
    """System → URL of its service; none where this is no demo home."""
    if settings.city is None:
        yield {}
        return
    with serve(settings.city) as service:
        yield service.urls
