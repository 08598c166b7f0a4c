"""Services over a real socket: paging, tokens, patience with a busy one, strictness with one that ends early."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from connectors.damage import DamagedFile, IncompleteDelivery
from connectors.landing import Landing, land
from connectors.readers.service import Patience
from connectors.reading import Location
from connectors.source import CourtCaseMap, CursorRest, Each, PagedRest, PersonMap, System, Table
from schema.errors import ContractDrift, DeliveryError, SourceUnreachable
from tests.connectors.toy import read

TOKEN = "t0psecret"
SECRET = "张秘密"
Query = dict[str, str]
Answer = tuple[int, dict[str, str], bytes]


def item(number: int, **more: Any) -> dict[str, Any]:
    """A case as the court gives it."""
    party = {"mc": f"{SECRET}{number}", "ssdw": "原告"}
    return {"ah": f"案{number}", "ay": "x", "gxsj": f"2024-01-05T10:{number % 60:02}:00+08:00", "dsr": [party], **more}


def good(body: object) -> Answer:
    return 200, {}, json.dumps(body, ensure_ascii=False).encode()


def page_of(items: list[dict[str, Any]], query: Query) -> Answer:
    """A well-behaved answer."""
    page, size = int(query["page"]), int(query["size"])
    start = (page - 1) * size
    return good({"total": len(items), "page": page, "size": size, "items": items[start : start + size]})


class Court:
    """A service whose answers a test chooses."""

    def __init__(self) -> None:
        self.answer: Callable[[Query], Answer] = lambda query: page_of([item(n) for n in range(7)], query)
        self.asked: list[Query] = []
        self.headers: list[str] = []
        self.url = ""


@pytest.fixture
def court() -> Iterator[Court]:
    """It listens on the loopback."""
    state = Court()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append({name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()})
            state.headers.append(self.headers.get("Authorization") or self.headers.get("X-Api-Key") or "")
            status, headers, body = state.answer(state.asked[-1])
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/court"
    yield state
    server.shutdown()
    server.server_close()


def cases(delivery: PagedRest | CursorRest | None = None) -> System:
    """The court's cases in few columns."""
    table = Table(
        "cases",
        key=("ah",),
        cursor="gxsj",
        records=(CourtCaseMap(case_number="ah", cause_of_action="ay"),),
        each=(Each("dsr", records=(PersonMap(name="mc"),), ignore=("ssdw",)),),
        ignore=("bz",),
    )
    way = delivery or PagedRest(size=3, patience=Patience(attempts=2))
    return System(
        id="court", department="court", title="法院", purpose="tests", delivery=way, trust=50, tables=(table,)
    )


def look(court: Court, home: Path, system: System | None = None) -> Landing:
    return land(system or cases(), Location(court.url, TOKEN), home)


def landed(home: Path, landing: Landing) -> list[dict[str, Any]]:
    return read(home / landing.batches[0].path)


def test_every_page_is_asked_for_with_the_token(court: Court, tmp_path: Path) -> None:
    landing = look(court, tmp_path)
    assert [query["page"] for query in court.asked] == ["1", "2", "3"]
    assert court.asked[0]["updated_after"] == "1970-01-01T00:00:00+08:00"
    assert set(court.headers) == {f"Bearer {TOKEN}"}
    rows = landed(tmp_path, landing)
    assert [row["ah"] for row in rows] == [f"案{n}" for n in range(7)]
    assert rows[0] == {
        "ah": "案0",
        "gxsj": "2024-01-05T10:00:00+08:00",
        "ay": "x",
        "dsr": f'[{{"mc":"{SECRET}0"}}]',
    }
    assert landing.batches[0].position == "2024-01-05 10:06:00"


def test_what_is_not_wanted_of_an_item_or_a_party_is_not_landed(court: Court, tmp_path: Path) -> None:
    court.answer = lambda query: page_of(
        [item(1, bz="canary-1", dsr=[{"mc": "a", "ssdw": "canary-2", "x": "canary-3"}])], query
    )
    landing = look(court, tmp_path)
    assert landing.drift[0].new_columns == ("dsr.x",)
    assert not [file for file in tmp_path.rglob("*") if file.is_file() and b"canary" in file.read_bytes()]


@pytest.mark.parametrize("counted", [7, 9])
def test_repeated_items_are_dropped_and_counted(court: Court, tmp_path: Path, counted: int) -> None:
    """`total` counts the repetitions at some services and not at others."""
    items = [item(n) for n in (0, 1, 1, 2, 3, 4, 4, 5, 6)]

    def answer(query: Query) -> Answer:
        return good({**json.loads(page_of(items, query)[2]), "total": counted})

    court.answer = answer
    landing = look(court, tmp_path)
    assert (landing.batches[0].rows, landing.repeated) == (7, 2)


def test_the_next_look_asks_from_ten_minutes_before_and_lands_what_is_new(court: Court, tmp_path: Path) -> None:
    look(court, tmp_path)
    assert look(court, tmp_path).batches == ()
    assert court.asked[-1]["updated_after"] == "2024-01-05T09:56:00+08:00"
    late = item(99, gxsj="2024-01-05T10:01:30+08:00")
    court.answer = lambda query: page_of([*(item(n) for n in range(7)), late], query)
    (batch,) = look(court, tmp_path).batches
    assert (batch.sequence, batch.rows, batch.position) == (2, 1, "2024-01-05 10:06:00")


@pytest.mark.parametrize("busy", [(429, {"Retry-After": "0"}), (503, {"Retry-After": "0"}), (500, {})])
def test_a_busy_service_is_asked_again(court: Court, tmp_path: Path, busy: tuple[int, dict[str, str]]) -> None:
    def answer(query: Query) -> Answer:
        if len(court.asked) % 2:
            return (*busy, b"")
        return page_of([item(n) for n in range(4)], query)

    court.answer = answer
    assert look(court, tmp_path).batches[0].rows == 4


def cut_off(query: Query) -> Answer:
    return 200, {"Content-Length": "1000"}, b'{"total": 1'


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (lambda query: (401, {}, b"no"), SourceUnreachable, "refuses the credentials (401)"),
        (lambda query: (404, {}, b"no"), SourceUnreachable, "answered 404"),
        (lambda query: (302, {"Location": "http://127.0.0.1:1/"}, b""), SourceUnreachable, "answered 302"),
        (lambda query: (500, {}, SECRET.encode()), SourceUnreachable, "answered 500 2 times in a row"),
        (cut_off, SourceUnreachable, "connection failed"),
        (lambda query: (200, {}, f'{{"items": ["{SECRET}"'.encode()), DamagedFile, "no JSON"),
        (lambda query: good([SECRET]), DamagedFile, "no JSON object"),
        (lambda query: good({"items": [item(1)]}), DamagedFile, "no total"),
        (lambda query: good({"total": 1}), DamagedFile, "no list of items"),
        (lambda query: good({"total": 1, "items": [SECRET]}), DamagedFile, "no list of items"),
        (
            lambda query: good({"total": 9, "items": [item(1)] if query["page"] == "1" else []}),
            IncompleteDelivery,
            "announces 9 items and gave 1",
        ),
        (
            lambda query: good({"total": 20, "items": [{"ah": n, "gxsj": "x"} for n in range(20)]}),
            ContractDrift,
            "missing ay, dsr",
        ),
        (lambda query: good({"total": 1, "items": [{"gxsj": "x"}]}), ContractDrift, "missing ah"),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_refused(
    court: Court, tmp_path: Path, answer: Callable[[Query], Answer], error: type[DeliveryError], words: str
) -> None:
    court.answer = answer
    with pytest.raises(error) as caught:
        look(court, tmp_path)
    message = str(caught.value)
    assert message.startswith("court.cases: ")
    assert words in message
    assert SECRET not in message
    assert TOKEN not in message
    assert not list(tmp_path.rglob("*.parquet"))


def test_no_token_and_no_service_are_told(court: Court, tmp_path: Path) -> None:
    with pytest.raises(SourceUnreachable, match="no token"):
        land(cases(), Location(court.url), tmp_path)
    with pytest.raises(SourceUnreachable, match="connection failed"):
        land(cases(), Location("http://127.0.0.1:1/court", TOKEN), tmp_path)


def test_chained_pages_are_followed_to_their_end(court: Court, tmp_path: Path) -> None:
    def answer(query: Query) -> Answer:
        start = int(query.get("cursor", "0"))
        return good(
            {"items": [item(n) for n in range(start, start + 2)], "next": str(start + 2) if start < 4 else None}
        )

    court.answer = answer
    landing = look(court, tmp_path, cases(CursorRest(patience=Patience(attempts=2))))
    assert landing.batches[0].rows == 6
    assert set(court.headers) == {TOKEN}


@pytest.mark.parametrize(
    ("body", "words"),
    [({"items": [], "next": "again"}, "go round in a circle"), ({"items": []}, "has no next")],
)
def test_pages_that_never_end_are_refused(court: Court, tmp_path: Path, body: dict[str, Any], words: str) -> None:
    court.answer = lambda query: good(body)
    with pytest.raises(DamagedFile, match=words):
        look(court, tmp_path, cases(CursorRest(patience=Patience(attempts=2))))
