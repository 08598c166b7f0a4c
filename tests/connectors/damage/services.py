"""Services that misbehave: each answers from a script, over a real socket on the loopback."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from connectors.catalogue import SYSTEMS
from connectors.damage import DamagedFile, IncompleteDelivery
from connectors.readers.service import Patience
from connectors.source import System
from schema.errors import ContractDrift, SourceUnreachable
from tests.connectors.damage.case import Outcome, Read, Refused
from tests.connectors.damage.goods import SECRET

COURT, JUSTICE = "court_cases", "justice_mediation"
ITEMS = 7
"""Of each service when all is well."""
_SIZE = 3
_PATIENCE = Patience(attempts=2, seconds=0.3, whole_seconds=0.4, whole_bytes=100_000)
Query = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    """Seconds of silence before it."""
    drops: int = 0
    """So many times the body comes again, a tenth of a second apart; the length of it all is not told."""


Script = Callable[[Query, int], Answer]
"""The query and which request it is, from 1 → the answer."""


@dataclass(frozen=True, slots=True)
class ServiceDamage:
    """The service behaves as scripted from the first question on."""

    name: str
    system: str
    script: Script
    outcome: Outcome


def patient(system: str) -> System:
    """The declared system, with small pages and little patience."""
    declared = SYSTEMS[system]
    sizes = {"size": _SIZE} if system == COURT else {}
    return replace(declared, delivery=replace(declared.delivery, patience=_PATIENCE, **sizes))


def item(number: int) -> dict[str, Any]:
    """A case of the court."""
    party = {"mc": f"{SECRET}{number}", "ssdw": "原告", "lx": "自然人", "zjhm": "", "dz": "甲路1号", "lxdh": ""}
    case = {"ah": f"案{number}", "ajlx": "民事", "ay": "x", "larq": "2024-01-01", "jarq": None, "bdje": 1}
    return {**case, "dsr": [party], "gxsj": f"2024-01-05T10:{number % 60:02}:00+08:00"}


def mediation(number: int) -> dict[str, Any]:
    """One of the people's mediation."""
    dispute = {"bh": f"M{number}", "lx": "邻里", "dd": "甲路1号", "slrq": "2024-01-01", "jg": "调解成功", "jarq": None}
    return {**dispute, "dsr": [], "gxsj": f"2024-01-05T10:{number % 60:02}:00+08:00"}


def good(body: object) -> Answer:
    return Answer(json.dumps(body, ensure_ascii=False).encode())


def page(query: Query, items: list[dict[str, Any]] | None = None, total: int | None = None) -> Answer:
    """The court's answer when all is well."""
    there = [item(number) for number in range(ITEMS)] if items is None else items
    start = (int(query["page"]) - 1) * _SIZE
    return good({"total": len(there) if total is None else total, "items": there[start : start + _SIZE]})


def _first(bad: Answer) -> Script:
    """The first question meets this, the others a good answer."""
    return lambda query, asked: bad if asked == 1 else page(query)


def _always(bad: Answer) -> Script:
    return lambda query, asked: bad


def _with_repeated(query: Query, asked: int) -> Answer:
    return page(query, [item(number) for number in (0, 1, 1, 2, 3, 4, 4, 5, 6)], total=ITEMS)


SERVICES = (
    ServiceDamage("a service that answers 500 and then recovers", COURT, _first(Answer(status=500)), Read(ITEMS)),
    ServiceDamage(
        "a service that answers 500 and does not recover",
        COURT,
        _always(Answer(SECRET.encode(), 500)),
        Refused(SourceUnreachable, "it answered 500 2 times in a row"),
    ),
    ServiceDamage(
        "a busy service (429 with Retry-After)",
        COURT,
        _first(Answer(status=429, headers={"Retry-After": "0"})),
        Read(ITEMS),
    ),
    ServiceDamage(
        "a slow service that answers all the same",
        COURT,
        lambda query, asked: replace(page(query), wait=0.05),
        Read(ITEMS),
    ),
    ServiceDamage(
        "a service that is silent for longer than a minute",
        COURT,
        _always(Answer(b"{}", wait=0.5)),
        Refused(SourceUnreachable, "the connection failed (ReadTimeout) 2 times in a row"),
    ),
    ServiceDamage(
        "a page that comes drop by drop without an end",
        COURT,
        _always(Answer(b" ", drops=20)),
        Refused(SourceUnreachable, "one page took more than 0.4 seconds 2 times in a row"),
    ),
    ServiceDamage(
        "a page larger than any page can be",
        COURT,
        _always(Answer(b" " * 200_000)),
        Refused(DamagedFile, "one page of it is larger than 100,000 bytes"),
    ),
    ServiceDamage(
        "an answer that breaks off",
        COURT,
        _always(Answer(b'{"total": 1', headers={"Content-Length": "1000"})),
        Refused(SourceUnreachable, "the connection failed (RemoteProtocolError) 2 times in a row"),
    ),
    ServiceDamage(
        "credentials that are refused",
        COURT,
        _always(Answer(status=401)),
        Refused(SourceUnreachable, "it refuses the credentials (401)"),
    ),
    ServiceDamage(
        "a redirect to another host, which would carry the token there",
        COURT,
        _always(Answer(status=302, headers={"Location": "http://127.0.0.2:9/"})),
        Refused(SourceUnreachable, "it answered 302"),
    ),
    ServiceDamage(
        "a page of HTML instead of JSON",
        COURT,
        _always(Answer("<html>系统维护中</html>".encode())),
        Refused(DamagedFile, "its answer is no JSON from character 0 on"),
    ),
    ServiceDamage("items that come twice", COURT, _with_repeated, Read(ITEMS)),
    ServiceDamage(
        "a service that ends before its total",
        COURT,
        lambda query, asked: page(query, total=20),
        Refused(IncompleteDelivery, "it announces 20 items and gave 7"),
    ),
    ServiceDamage(
        "a total that runs away while it is read",
        COURT,
        lambda query, asked: page(query, [item(number) for number in range(1000)], total=10 * int(query["page"])),
        Refused(IncompleteDelivery, "its total went from 10 to 30 while it was read"),
    ),
    ServiceDamage(
        "items without a column of the contract",
        COURT,
        _always(good({"total": 20, "items": [{"ah": str(number), "gxsj": "x"} for number in range(20)]})),
        Refused(ContractDrift, "missing ajlx, ay, larq, jarq, bdje, dsr"),
    ),
    ServiceDamage(
        "pages that go round in a circle",
        JUSTICE,
        lambda query, asked: good({"items": [mediation(asked)], "next": str(asked % 3)}),
        Refused(DamagedFile, "its pages go round in a circle"),
    ),
    ServiceDamage(
        "pages that never end and bring nothing new",
        JUSTICE,
        lambda query, asked: good({"items": [mediation(1)], "next": str(asked)}),
        Refused(DamagedFile, "its pages go round in a circle"),
    ),
    ServiceDamage(
        "an answer that does not say whether it is the last one",
        JUSTICE,
        _always(good({"items": [mediation(1)]})),
        Refused(DamagedFile, "its answer has no next"),
    ),
)


@contextmanager
def served(script: Script) -> Iterator[str]:
    """The URL of a service that follows the script."""
    asked = 0

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            nonlocal asked
            asked += 1
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            try:
                self._send(script(query, asked))
            except OSError:
                self.close_connection = True  # the hub has lost its patience

        def _send(self, answer: Answer) -> None:
            time.sleep(answer.wait)
            self.send_response(answer.status)
            length = {} if answer.drops else {"Content-Length": str(len(answer.body))}
            for name, value in {**length, **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)
            for _ in range(answer.drops):
                time.sleep(0.1)
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/service"
    finally:
        server.shutdown()
        server.server_close()
