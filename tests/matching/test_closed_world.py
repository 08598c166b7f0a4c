"""A customer who is only a name is the one known person of that name, where nearly all customers are known."""

from collections.abc import Iterable, Mapping
from itertools import product

import pytest

from matching import engine
from matching.closed_world import is_closed
from matching.model import LinkageModel
from matching.models.person import PERSON
from matching.nights.changes import Records
from matching.nights.linking import Linked, link
from matching.nights.night import NightLinkage
from tests.matching.people import CONNECTION, relation_of

Record = Mapping[str, object]

NAMES = ["".join(of) for of in product("赵钱孙李周吴郑王", "伟芳娜敏静强磊洋", "华军平霞刚英杰涛")]
KNOWN, STRANGERS = NAMES[:400], NAMES[400:]
TWICE = KNOWN[380:]
FIRST_CUSTOMER = 1000


def _registered(number: int, name: str) -> Record:
    return {
        "name": name,
        "resident_id": f"330110{1950 + number % 50}0101{number:04d}",
        "address_ids": [f"home {number}"],
        "phones": [f"139{number:08}"],
    }


def _customer(name: str) -> Record:
    return {"name": name, "address_ids": [f"flat of {name}"], "phones": [f"customer {name}"]}


def _city(customers: Iterable[str]) -> dict[int, Record]:
    """Everybody known is registered, and a namesake for some; customers follow in their order."""
    known = dict(enumerate(map(_registered, range(420), [*KNOWN, *TWICE])))
    return known | dict(enumerate(map(_customer, customers), start=FIRST_CUSTOMER))


def _linked(records: Mapping[int, Record], before: Linked | None = None) -> Linked:
    relation = CONNECTION.from_arrow(relation_of(PERSON, records))
    return link(Records(CONNECTION, relation), PERSON, index=before.index if before else None)


def _clusters(records: Mapping[int, Record], model: LinkageModel = PERSON) -> dict[int, int]:
    found = engine.link(CONNECTION, CONNECTION.from_arrow(relation_of(model, records)), model)
    return dict(zip(*(found.memberships[name].to_pylist() for name in ("record_id", "cluster_id")), strict=True))


def test_the_only_bearer_of_a_name_is_the_customer() -> None:
    found = _clusters(_city(KNOWN[:150]))

    assert [found[FIRST_CUSTOMER + number] for number in range(150)] == list(range(150))


def test_of_two_bearers_neither_is() -> None:
    records = _city(KNOWN[:150]) | {900: _registered(900, KNOWN[7])}

    found = _clusters(records)

    assert found[FIRST_CUSTOMER + 7] == FIRST_CUSTOMER + 7
    assert found[FIRST_CUSTOMER + 8] == 8


def test_where_many_customers_are_strangers_a_name_alone_says_nothing() -> None:
    found = _clusters(_city([*KNOWN[:100], *STRANGERS[:20]]))

    assert all(cluster == record for record, cluster in found.items())


def test_a_few_customers_say_nothing_about_strangers() -> None:
    found = _clusters(_city(KNOWN[:60]))

    assert all(cluster == record for record, cluster in found.items())


@pytest.mark.parametrize(("name", "is_borne"), [(KNOWN[200], True), (KNOWN[200][:2] + "*", False)])
def test_a_name_with_a_hidden_character_is_borne_by_nobody_alone(name: str, is_borne: bool) -> None:
    found = _clusters(_city(KNOWN[:150]) | {2000: _customer(name)})

    assert (found[2000] == 200) == is_borne


def test_a_night_on_which_a_namesake_registers_gives_what_comparing_everything_gives() -> None:
    """The weight of a pair of two unchanged records is gone, and comes again when the namesake leaves."""
    city = _city(KNOWN[:150])
    first = _linked(city)
    grown = city | {900: _registered(900, KNOWN[7])}

    night = _linked(grown, first)
    again = _linked(city, night)

    assert isinstance(night.found, NightLinkage)
    assert isinstance(again.found, NightLinkage)
    assert _said(night)[FIRST_CUSTOMER + 7] == FIRST_CUSTOMER + 7
    assert _said(again)[FIRST_CUSTOMER + 7] == 7
    everything = _clusters(grown)
    assert _said(night) == {record: everything[record] for record in _said(night)}


def _said(linked: Linked) -> dict[int, int]:
    members = linked.found.memberships
    return dict(zip(members["record_id"].to_pylist(), members["cluster_id"].to_pylist(), strict=True))


def test_how_many_strangers_are_few_depends_on_how_rare_names_are() -> None:
    assert is_closed(0.0, 1.0)
    assert is_closed(0.05, 0.3)
    assert not is_closed(0.05, 1.0)
    assert not is_closed(1.0, 0.1)
