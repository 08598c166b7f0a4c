"""The services of the demo city on the loopback: tokens, pages, 429 and repeated items."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from connectors.demo import city as demo
from connectors.demo.habits import HABITS
from connectors.demo.service import Service, serve
from schema.errors import NotFound

HTTP = httpx.Client()
BUSY = replace(HABITS, court=replace(HABITS.court, throttled=4, repeats=0.6))


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> demo.City:
    systems = ["court_cases", "justice_mediation"]
    return demo.build(tmp_path_factory.mktemp("services"), scale=0.05, habits=BUSY, systems=systems)


@pytest.fixture
def service(city: demo.City) -> Iterator[Service]:
    with serve(city.folder) as running:
        yield running


def token(city: demo.City) -> str:
    return (city.folder / "rest/token").read_text().strip()


def ask(service: Service, city: demo.City, **query: object) -> httpx.Response:
    """One page of cases; asked again when the service is busy."""
    headers = {"Authorization": f"Bearer {token(city)}"}
    for _ in range(3):
        answer = HTTP.get(f"{service.urls['court_cases']}/cases", params=query, headers=headers)
        if answer.status_code != 429:
            return answer
    raise AssertionError("busy three times running")


def pages(service: Service, city: demo.City, size: int, **query: object) -> list[list[dict[str, object]]]:
    first = ask(service, city, page=1, size=size, **query).json()
    count = -(-first["total"] // size)
    rest = [ask(service, city, page=page, size=size, **query).json()["items"] for page in range(2, count + 1)]
    return [first["items"], *rest]


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"X-Api-Key": "wrong"}])
def test_a_wrong_token_is_refused(service: Service, headers: dict[str, str]) -> None:
    for url in (f"{service.urls['court_cases']}/cases", f"{service.urls['justice_mediation']}/mediations"):
        assert HTTP.get(url, headers=headers).status_code == 401


def test_another_token_can_be_given(city: demo.City) -> None:
    with serve(city.folder, token="t") as running:
        url = f"{running.urls['court_cases']}/cases"
        assert HTTP.get(url, headers={"Authorization": f"Bearer {token(city)}"}).status_code == 401
        assert HTTP.get(url, headers={"Authorization": "Bearer t"}).status_code == 200


def test_under_load_it_says_when_to_come_back_and_then_answers(service: Service, city: demo.City) -> None:
    headers = {"Authorization": f"Bearer {token(city)}"}
    url = f"{service.urls['court_cases']}/cases"
    answers = [HTTP.get(url, params={"size": 10}, headers=headers) for _ in range(12)]
    busy = [place for place, answer in enumerate(answers) if answer.status_code == 429]
    assert len(busy) == 3
    assert all(int(answers[place].headers["Retry-After"]) >= 0 for place in busy)
    assert all(answers[place + 1].status_code == 200 for place in busy)


def test_pages_bring_every_case_and_some_of_them_twice(service: Service, city: demo.City) -> None:
    found = pages(service, city, 100)
    numbers = [str(case["ah"]) for page in found for case in page]
    assert len(set(numbers)) == city.counts["court_cases"]["cases"]
    assert len(numbers) > len(set(numbers))
    for before, after in pairwise(found):
        repeated = [case for case in after if case in before]
        assert repeated == before[len(before) - len(repeated) :]


def test_the_same_requests_get_the_same_answers(city: demo.City) -> None:
    def run() -> list[object]:
        with serve(city.folder) as running:
            headers = {"Authorization": f"Bearer {token(city)}"}
            url = f"{running.urls['court_cases']}/cases"
            answers = [HTTP.get(url, params={"page": page}, headers=headers) for page in (1, 2, 2, 3, 4, 4)]
            return [(answer.status_code, answer.json()) for answer in answers]

    assert run() == run()


def test_only_what_changed_later_is_answered(service: Service, city: demo.City) -> None:
    whole = [case for page in pages(service, city, 500) for case in page]
    since = sorted(str(case["gxsj"]) for case in whole)[len(whole) // 2]
    later = [case for page in pages(service, city, 500, updated_after=since) for case in page]
    assert later
    assert {str(case["ah"]) for case in later} == {str(case["ah"]) for case in whole if str(case["gxsj"]) > since}
    newest = max(str(case["gxsj"]) for case in whole)
    assert ask(service, city, updated_after=newest).json() == {"total": 0, "page": 1, "size": 500, "items": []}


def test_a_page_behind_the_last_is_empty(service: Service, city: demo.City) -> None:
    assert ask(service, city, page=99, size=500).json()["items"] == []


@pytest.mark.parametrize("query", [{"page": "0"}, {"page": "x"}, {"size": "5000"}, {"updated_after": "yesterday"}])
def test_a_bad_parameter_is_refused(service: Service, city: demo.City, query: dict[str, str]) -> None:
    assert ask(service, city, **query).status_code == 400


def test_cases_are_as_described(service: Service, city: demo.City) -> None:
    cases = [case for page in pages(service, city, 500) for case in page]
    assert {case["ajlx"] for case in cases} == {"民事", "执行"}
    assert {str(case["ah"])[0] for case in cases} == {"(", "（"}
    assert any(case["jarq"] is None for case in cases)
    parties = [party for case in cases for party in json.loads(json.dumps(case["dsr"]))]
    assert {party["ssdw"] for party in parties} == {"原告", "被告", "申请人", "被执行人"}
    assert {party["lx"] for party in parties} == {"自然人", "法人"}
    numbered = [party for party in parties if party["zjhm"]]
    assert 0.62 < len(numbered) / len(parties) < 0.76


def test_mediations_go_on_from_cursor_to_cursor(service: Service, city: demo.City) -> None:
    url, headers = f"{service.urls['justice_mediation']}/mediations", {"X-Api-Key": token(city)}
    query: dict[str, str] = {"since": "2000-01-01T00:00:00+08:00"}
    numbers: list[str] = []
    for _ in range(50):
        answer = HTTP.get(url, params=query, headers=headers)
        if answer.status_code == 429:
            continue
        body = answer.json()
        numbers += [item["bh"] for item in body["items"]]
        if body["next"] is None:
            break
        query = {"cursor": body["next"]}
    assert len(numbers) == len(set(numbers)) == city.counts["justice_mediation"]["mediations"]
    assert ask_bad_cursor(url, headers) == 400


def ask_bad_cursor(url: str, headers: dict[str, str]) -> int:
    """The status of a cursor that the service never gave."""
    codes = {HTTP.get(url, params={"cursor": "!!"}, headers=headers).status_code for _ in range(2)}
    return next(iter(codes - {429}))


def test_a_folder_without_services_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound), serve(tmp_path):
        raise AssertionError("served nothing")
