"""The court's REST service on the loopback: bearer token, pages, refusals under load, repeated items.

`python -m tests.second_city.service FOLDER PORT` serves the deliveries of a city until it is interrupted.
"""

import json
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

TOKEN = "second-city-token"
"""Accepted where the environment has no HUB_COURT_TOKEN."""
Item = dict[str, object]


class Court:
    """The cases in the order of their change; every 40th item of the answer comes twice."""

    def __init__(self, path: Path) -> None:
        self.items: list[Item] = json.loads(path.read_text(encoding="utf-8"))

    def answer(self, query: dict[str, list[str]]) -> Item:
        since = query.get("updated_after", [""])[0]
        after = datetime.fromisoformat(since) if since else None
        page, size = int(query.get("page", ["1"])[0]), min(500, int(query.get("size", ["500"])[0]))
        if page < 1 or size < 1 or (after and after.tzinfo is None):
            raise ValueError("page and size count from 1, updated_after needs its offset")
        chosen = [item for item in self.items if after is None or _changed(item) > after]
        stream = [copy for index, item in enumerate(chosen) for copy in [item] * (1 + (index % 40 == 39))]
        return {"total": len(stream), "page": page, "size": size, "items": stream[(page - 1) * size : page * size]}


def _changed(item: Item) -> datetime:
    return datetime.fromisoformat(str(item["gxsj"]))


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, deliveries: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.court = Court(deliveries / "court_cases.json")
        self.requests = 0
        self.lock = threading.Lock()

    def busy(self) -> bool:
        """Every fifth request is too many."""
        with self.lock:
            self.requests += 1
            return self.requests % 5 == 2


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        expected = os.environ.get("HUB_COURT_TOKEN", TOKEN)
        if url.path.rstrip("/") != "/court/cases":
            self.reply(404, {"error": "not found"})
        elif self.headers.get("Authorization") != f"Bearer {expected}":
            self.reply(401, {"error": "token"})
        elif self.server.busy():
            self.reply(429, {"error": "busy"}, {"Retry-After": "1"})
        else:
            self.answer(parse_qs(url.query))

    def answer(self, query: dict[str, list[str]]) -> None:
        try:
            body = self.server.court.answer(query)
        except ValueError as error:
            self.reply(400, {"error": str(error)})
        else:
            self.reply(200, body)

    def reply(self, status: int, body: Item, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: object) -> None:
        """Says nothing: a query could name a time, and the tests' output stays clean."""


def point_config(folder: Path, port: int) -> None:
    """Writes the port into the city's hub.toml."""
    path = folder / "hub.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"http://127\.0\.0\.1:\d+/", f"http://127.0.0.1:{port}/", text), encoding="utf-8")


@contextmanager
def running(folder: Path, port: int = 0) -> Iterator[int]:
    """Serves the city's REST systems in a thread; gives the port, which hub.toml then names."""
    server = Server(folder / "deliveries", port)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        point_config(folder, server.server_port)
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main(arguments: list[str]) -> None:
    folder, port = Path(arguments[0]), int(arguments[1])
    server = Server(folder / "deliveries", port)
    point_config(folder, server.server_port)
    server.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
