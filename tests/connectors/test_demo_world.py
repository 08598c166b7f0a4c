"""The demo world before any department describes it: persons, families and enterprises as they really are."""

import pytest

from connectors.demo import world as worlds
from connectors.demo.habits import HABITS
from schema.identifiers import credit_code, organization_code, registration_number, resident_id


@pytest.fixture(scope="module")
def world() -> worlds.World:
    return worlds.make(0.01, 7, HABITS)


def test_numbers_are_well_formed_and_one_a_person(world: worlds.World) -> None:
    people, firms = world.people, world.firms
    ids = [number for number in people.resident_id.to_pylist() if number]
    assert len(ids) == len(set(ids))
    assert all(resident_id.is_valid(number) for number in ids)
    assert all(credit_code.is_valid(number) for number in firms.credit_code.to_pylist() if number)
    assert all(organization_code.is_valid(number) for number in firms.organization_code.to_pylist())
    assert all(registration_number.is_valid(number) for number in firms.registration_number.to_pylist() if number)


def test_families_are_families(world: worlds.World) -> None:
    people = world.people
    names = people.name.to_pylist()
    children = [row for row in range(len(names)) if people.father[row] >= 0]
    assert all(people.birth[row] - people.birth[people.father[row]] > 14 * 365 for row in children)
    assert all(people.household[row] == people.household[people.father[row]] for row in children)
    like_father = [names[row][0] == names[people.father[row]][0] for row in children]
    assert 0.88 < sum(like_father) / len(like_father) < 0.99
    twins = [row for row in range(len(names)) if people.role[row] == 4]
    assert twins
    assert all(people.birth[row] == people.birth[row - 1] for row in twins)
    assert all(people.phone[row] != 0 for row in range(len(names)))


def test_registered_names_of_enterprises_are_given_once(world: worlds.World) -> None:
    names = [name for name in world.firms.name.to_pylist() if name]
    assert len(names) == len(set(names))
    assert len(names) < len(world.firms.kind)
