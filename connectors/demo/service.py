"""The departments' REST services on the loopback, with the habits of real ones: tokens, pages, 429, repeated items.

What they answer depends on the city and on the number of requests so far alone.
"""

import base64
import bisect
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from schema.errors import NotFound

PAGE_SIZE, LARGEST_PAGE = 500, 1_000
_EPOCH = "1970-01-01T00:00:00+08:00"
Query = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Service:
    """A running service: `urls` are the base URLs by system id."""

    base_url: str
    urls: Mapping[str, str]


@dataclass(frozen=True)
class _Answer:
    status: int
    body: Mapping[str, object]
    headers: Mapping[str, str]


def _load(path: Path) -> tuple[list[dict[str, object]], list[datetime]]:
    """Items in order of change, and their times."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return rows, [datetime.fromisoformat(row["gxsj"]) for row in rows]


def _moment(query: Query, name: str) -> datetime:
    """A time with its zone; ValueError for another text.  A '+' that was not escaped has become a blank."""
    moment = datetime.fromisoformat(query.get(name, [_EPOCH])[0].replace(" ", "+"))
    if moment.tzinfo is None:
        raise ValueError(name)
    return moment


class _Cases:
    """GET /court/cases: items sorted by time of change, in pages; a page can begin with items of the one before."""

    def __init__(self, folder: Path) -> None:
        self._items, self._times = _load(folder / "court_cases.jsonl")
        self._repeats: float = json.loads((folder / "manners.json").read_text(encoding="ascii"))["repeats"]

    def allows(self, headers: Mapping[str, str], token: str) -> bool:
        return headers.get("authorization") == f"Bearer {token}"

    def answer(self, query: Query) -> Mapping[str, object]:
        """Rows later than `updated_after`; ValueError for a parameter that cannot be read."""
        after = _moment(query, "updated_after")
        page, size = int(query.get("page", ["1"])[0]), int(query.get("size", [str(PAGE_SIZE)])[0])
        if page < 1 or not 1 <= size <= LARGEST_PAGE:
            raise ValueError(page)
        first = bisect.bisect_right(self._times, after)
        start = first + (page - 1) * size
        begin = max(first, start - self._repeated(page)) if start < len(self._items) else start
        items = self._items[begin : start + size]
        return {"total": len(self._items) - first, "page": page, "size": size, "items": items}

    def _repeated(self, page: int) -> int:
        """How many items of the page before stand at the head of this one: none, or one to three."""
        luck = hashlib.blake2b(f"page {page}".encode(), digest_size=2).digest()
        return 1 + luck[1] % 3 if page > 1 and luck[0] < self._repeats * 256 else 0


class _Mediations:
    """GET /justice/mediations: items changed since a time, then on from cursor to cursor until there is none."""

    def __init__(self, folder: Path) -> None:
        self._items, self._times = _load(folder / "justice_mediation.jsonl")

    def allows(self, headers: Mapping[str, str], token: str) -> bool:
        return headers.get("x-api-key") == token

    def answer(self, query: Query) -> Mapping[str, object]:
        """Rows later than `since`, or those behind `cursor`; ValueError for a parameter that cannot be read."""
        cursor = query.get("cursor", [""])[0]
        if cursor:
            start = int(base64.urlsafe_b64decode(cursor.encode()).removeprefix(b"row "))
        else:
            start = bisect.bisect_right(self._times, _moment(query, "since"))
        end = min(start + PAGE_SIZE, len(self._items))
        following = base64.urlsafe_b64encode(f"row {end}".encode()).decode() if end < len(self._items) else None
        return {"items": self._items[start:end], "next": following}


_RESOURCES: Mapping[str, tuple[str, type[_Cases] | type[_Mediations]]] = {
    "/court/cases": ("court_cases", _Cases),
    "/justice/mediations": ("justice_mediation", _Mediations),
}


class _City:
    """The services of one city folder and the number of requests they have had."""

    def __init__(self, folder: Path, token: str) -> None:
        self._token = token
        self._lock = threading.Lock()
        self._requests = 0
        self._throttled: int = json.loads((folder / "manners.json").read_text(encoding="ascii"))["throttled"]
        self._served = {
            path: resource(folder)
            for path, (system, resource) in _RESOURCES.items()
            if (folder / f"{system}.jsonl").exists()
        }

    def systems(self) -> dict[str, str]:
        """The path of each system that is served."""
        return {_RESOURCES[path][0]: path.rpartition("/")[0] for path in self._served}

    def answer(self, path: str, query: Query, headers: Mapping[str, str]) -> _Answer:
        """Token first, then load, then the request itself."""
        resource = self._served.get(path)
        if resource is None:
            return _Answer(404, {"error": "no such resource"}, {})
        if not resource.allows(headers, self._token):
            return _Answer(401, {"error": "token missing or wrong"}, {"WWW-Authenticate": "Bearer"})
        if self._is_busy():
            return _Answer(429, {"error": "too many requests"}, {"Retry-After": "1"})
        try:
            return _Answer(200, resource.answer(query), {})
        except ValueError:
            return _Answer(400, {"error": "bad parameter"}, {})

    def _is_busy(self) -> bool:
        """Every so many requests; the first time at the second."""
        with self._lock:
            self._requests += 1
            return self._throttled > 0 and self._requests % self._throttled == min(2, self._throttled - 1)


def _handler(city: _City) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = city.answer(parts.path, parse_qs(parts.query), headers)
            body = json.dumps(answer.body, ensure_ascii=False).encode()
            self.send_response(answer.status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_request(self, code: object = "-", size: object = "-") -> None:
            """Nothing: what is asked for tells of the data."""

    return Handler


@contextmanager
def serve(city_folder: Path, port: int = 0, *, token: str | None = None) -> Iterator[Service]:
    """Serve the city's REST systems on 127.0.0.1 until the block ends; port 0 takes a free one.

    The token is that of `<city>/rest/token` unless another is given.
    """
    rest = city_folder / "rest"
    if not (rest / "token").exists():
        raise NotFound("this city has no services", where=str(city_folder), next_step="build the city first")
    secret = token or (rest / "token").read_text(encoding="ascii").strip()
    city = _City(rest, secret)
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(city))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="demo-services", daemon=True)
    thread.start()
    base_url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Service(base_url, {system: base_url + path for system, path in city.systems().items()})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
