"""The nights of the demo city, made once for all tests that look at them."""

import pytest

from connectors.demo import city as demo
from connectors.demo.aging.difference import Difference
from connectors.demo.aging.states import all_nights, states
from connectors.demo.habits import HABITS
from connectors.demo.registry import SYSTEMS
from connectors.demo.world import World
from tests.connectors.nights import SCALE, Nights, databases, digests


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("nights")
    city = demo.build(folder, scale=SCALE)
    tables, contents = [databases(folder)], [digests(folder)]
    for night in (2, 3):
        city = demo.age(folder, night=night)
        tables.append(databases(folder))
        contents.append(digests(folder))
    return Nights(city, tables, contents)


@pytest.fixture(scope="session")
def worlds() -> list[World]:
    return all_nights(0.01, 7, HABITS, 2)


@pytest.fixture(scope="session")
def differences(worlds: list[World]) -> dict[tuple[str, str], Difference]:
    """The second night of a larger city, table by table."""
    found = {}
    for system in SYSTEMS.values():
        *_, last = states(system, worlds, HABITS)
        found |= {(system.id, difference.after.name): difference for difference in last.differences}
    return found
