"""One JSON service over HTTP: asks again when it is busy or stumbles, gives up with a message that holds no token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from connectors.damage import DamagedFile
from schema.errors import DeliveryError, SourceUnreachable

_LONGEST_WAIT = 120.0
"""Seconds; a service that asks for more is waited for that long."""
_pause = wait_exponential_jitter(multiplier=0.3, max=30.0, jitter=0.3)


class _Stumbled(Exception):
    """The service is busy (429, 503 with Retry-After), answered 5xx, or the connection broke."""

    def __init__(self, what: str, seconds: float | None = None) -> None:
        super().__init__(what)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """How much is borne of one page before the service is given up."""

    attempts: int = 6
    """So often it is asked for."""
    seconds: float = 60.0
    """A silence of that length ends an attempt."""
    whole_seconds: float = 600.0
    """So long one answer may take that comes drop by drop."""
    whole_bytes: int = 256 << 20
    """So large one answer may be."""


@dataclass(frozen=True, slots=True)
class Service:
    """A base URL and the header that opens it."""

    client: httpx.Client
    where: str
    patience: "Patience"

    def get(self, path: str, parameters: Mapping[str, str | int]) -> dict[str, Any]:
        """The JSON object that answers; raises SourceUnreachable or DamagedFile."""
        try:
            for attempt in Retrying(
                retry=retry_if_exception_type(_Stumbled),
                stop=stop_after_attempt(self.patience.attempts),
                wait=_wait,
                reraise=True,
            ):
                with attempt:
                    return self._object(self._ask(path, parameters))
        except _Stumbled as error:
            raise self._unreachable(f"{error} {self.patience.attempts} times in a row") from None
        raise AssertionError  # Retrying either returns or raises

    def _ask(self, path: str, parameters: Mapping[str, str | int]) -> bytes:
        try:
            with self.client.stream("GET", path, params=dict(parameters)) as response:
                content = self._content(response)
        except httpx.TransportError as error:
            raise _Stumbled(f"the connection failed ({type(error).__name__})") from None
        if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
            raise _Stumbled(f"it answered {response.status_code}", _retry_after(response.headers.get("Retry-After")))
        if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise self._unreachable(f"it refuses the credentials ({response.status_code})")
        if not response.is_success:
            raise self._unreachable(f"it answered {response.status_code}")
        return content

    def _content(self, response: httpx.Response) -> bytes:
        """The body, as long as it comes to an end."""
        deadline = monotonic() + self.patience.whole_seconds
        content = bytearray()
        for chunk in response.iter_bytes():
            content += chunk
            if len(content) > self.patience.whole_bytes:
                raise self._damaged(f"one page of it is larger than {self.patience.whole_bytes:,} bytes")
            if monotonic() > deadline:
                raise _Stumbled(f"one page took more than {self.patience.whole_seconds:g} seconds")
        return bytes(content)

    def _object(self, content: bytes) -> dict[str, Any]:
        try:
            answer = orjson.loads(content)
        except orjson.JSONDecodeError as error:
            raise self._damaged(f"its answer is no JSON from character {error.pos} on") from None
        if not isinstance(answer, dict):
            raise self._damaged("its answer is no JSON object")
        return answer

    def _unreachable(self, what: str) -> DeliveryError:
        advice = "check the location and the token in the settings, then ask the service's owner"
        return SourceUnreachable(what, where=self.where, next_step=advice)

    def _damaged(self, what: str) -> DeliveryError:
        return DamagedFile(what, where=self.where, next_step="ask the service's owner")


def open_client(url: str, headers: Mapping[str, str], patience: Patience) -> httpx.Client:
    """A client with time limits; it follows no redirect, which could carry the token elsewhere."""
    timeout = httpx.Timeout(patience.seconds, connect=min(patience.seconds, 10.0))
    return httpx.Client(base_url=url.rstrip("/") + "/", headers=dict(headers), timeout=timeout)


def shown(url: str, path: str) -> str:
    """The URL path for messages and manifests."""
    return f"{urlsplit(url).path.rstrip('/')}/{path}"


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    seconds = error.seconds if isinstance(error, _Stumbled) else None
    return min(seconds, _LONGEST_WAIT) if seconds is not None else _pause(state)


def _retry_after(header: str | None) -> float | None:
    """Seconds, from a number of them or from an HTTP date (RFC 9110, 10.2.3)."""
    if header is None:
        return None
    if header.strip().replace(".", "", 1).isdigit():
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (until - datetime.now(until.tzinfo)).total_seconds())
