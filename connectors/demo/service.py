"""The departments' REST services on the loopback, with the habits of real ones: tokens, pages, 429, repeated items.

What they answer depends on the city and on the number of requests so far alone.
"""

import bisect
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from schema.errors import NotFound

PAGE_SIZE, LARGEST_PAGE = 500, 1_000
_EPOCH = "1970-01-01T00:00:00+08:00"


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


class _Cases:
    """GET /court/cases: items sorted by time of change, in pages; a page can begin with items of the one before."""

    def __init__(self, folder: Path) -> None:
        lines = (folder / "court_cases.jsonl").read_text(encoding="utf-8").splitlines()
        self._items = [json.loads(line) for line in lines]
        self._times = [datetime.fromisoformat(item["gxsj"]) for item in self._items]
        manners = json.loads((folder / "court_cases.json").read_text(encoding="ascii"))
        self.throttled: int = manners["throttled"]
        self._repeats: float = manners["repeats"]

    def answer(self, query: Mapping[str, Sequence[str]]) -> _Answer:
        """Rows later than `updated_after`; 400 for a parameter that cannot be read."""
        try:
            after = datetime.fromisoformat(query.get("updated_after", [_EPOCH])[0].replace(" ", "+"))
            page, size = int(query.get("page", ["1"])[0]), int(query.get("size", [str(PAGE_SIZE)])[0])
        except ValueError:
            return _Answer(400, {"error": "bad parameter"}, {})
        if page < 1 or not 1 <= size <= LARGEST_PAGE or after.tzinfo is None:
            return _Answer(400, {"error": "parameter out of range"}, {})
        first = bisect.bisect_right(self._times, after)
        start = first + (page - 1) * size
        begin = max(first, start - self._repeated(page)) if start < len(self._items) else start
        items = self._items[begin : start + size]
        return _Answer(200, {"total": len(self._items) - first, "page": page, "size": size, "items": items}, {})

    def _repeated(self, page: int) -> int:
        """How many items of the page before stand at the head of this one: none, or one to three."""
        luck = hashlib.blake2b(f"page {page}".encode(), digest_size=2).digest()
        return 1 + luck[1] % 3 if page > 1 and luck[0] < self._repeats * 256 else 0


class _City:
    """The services of one city folder and the number of requests they have had."""

    def __init__(self, folder: Path, token: str) -> None:
        self._folder, self._token = folder, token
        self._lock = threading.Lock()
        self._requests = 0

    @cached_property
    def _cases(self) -> _Cases:
        return _Cases(self._folder)

    def answer(self, path: str, query: Mapping[str, Sequence[str]], authorization: str) -> _Answer:
        """Token first, then load, then the request itself."""
        if path != "/court/cases":
            return _Answer(404, {"error": "no such resource"}, {})
        if authorization != f"Bearer {self._token}":
            return _Answer(401, {"error": "token missing or wrong"}, {"WWW-Authenticate": "Bearer"})
        with self._lock:
            self._requests += 1
            busy = self._cases.throttled > 0 and self._requests % self._cases.throttled == 2
        return _Answer(429, {"error": "too many requests"}, {"Retry-After": "1"}) if busy else self._cases.answer(query)


def _handler(city: _City) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            answer = city.answer(parts.path, parse_qs(parts.query), self.headers.get("Authorization", ""))
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
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(_City(rest, secret)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="demo-services", daemon=True)
    thread.start()
    base_url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield Service(base_url, {"court_cases": f"{base_url}/court"})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
