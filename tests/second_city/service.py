"""The REST services of court and justice on the loopback: secrets, pages, refusals under load, repeated items.

`python -m tests.second_city.service FOLDER PORT` serves the deliveries of a city until it is interrupted.
"""

import base64
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
"""Accepted where the environment has no HUB_COURT_TOKEN or HUB_JUSTICE_TOKEN."""
Item = dict[str, object]


class Register:
    """The items of one service in the order of their change."""

    def __init__(self, path: Path) -> None:
        self.items: list[Item] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []

    def after(self, since: str) -> list[Item]:
        """Items that changed later; the moment must have its offset."""
        if not since:
            return self.items
        moment = datetime.fromisoformat(since)
        if moment.tzinfo is None:
            raise ValueError("the moment needs its offset")
        return [item for item in self.items if datetime.fromisoformat(str(item["gxsj"])) > moment]


def cases(register: Register, query: dict[str, str]) -> Item:
    """Numbered pages; every 40th item comes twice, and `total` counts what comes."""
    page, size = int(query.get("page", "1")), min(500, int(query.get("size", "500")))
    if page < 1 or size < 1:
        raise ValueError("page and size count from 1")
    chosen = register.after(query.get("updated_after", ""))
    stream = [copy for index, item in enumerate(chosen) for copy in [item] * (1 + (index % 40 == 39))]
    return {"total": len(stream), "page": page, "size": size, "items": stream[(page - 1) * size : page * size]}


def mediations(register: Register, query: dict[str, str]) -> Item:
    """Pages of 97 by an opaque cursor, which remembers the moment too; a full last page is followed by an empty one."""
    since, start = query.get("since", ""), 0
    if query.get("cursor"):
        since, start = json.loads(base64.urlsafe_b64decode(query["cursor"]))
    items = register.after(since)[start : start + 97]
    further = base64.urlsafe_b64encode(json.dumps([since, start + 97]).encode()).decode()
    return {"items": items, "next": further if len(items) == 97 else None}


ANSWERS = {"/court/cases": cases, "/justice/mediations": mediations}


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, deliveries: Path, port: int) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.registers = {
            "/court/cases": Register(deliveries / "court_cases.json"),
            "/justice/mediations": Register(deliveries / "justice_mediation.json"),
        }
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
        path = url.path.rstrip("/")
        if path not in ANSWERS:
            self.reply(404, {"error": "not found"})
        elif not self.known(path):
            self.reply(401, {"error": "secret"})
        elif self.server.busy():
            self.reply(429, {"error": "busy"}, {"Retry-After": "1"})
        else:
            self.answer(path, {name: values[0] for name, values in parse_qs(url.query).items()})

    def known(self, path: str) -> bool:
        if path == "/court/cases":
            return self.headers.get("Authorization") == f"Bearer {os.environ.get('HUB_COURT_TOKEN', TOKEN)}"
        return self.headers.get("X-Api-Key") == os.environ.get("HUB_JUSTICE_TOKEN", TOKEN)

    def answer(self, path: str, query: dict[str, str]) -> None:
        try:
            body = ANSWERS[path](self.server.registers[path], query)
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
        """Says nothing, so that the tests' output stays clean."""


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
