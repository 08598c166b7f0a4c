"""Whatever the nights bring, the history of the last release tells what every release said."""

from collections.abc import Iterator
from datetime import timedelta

import duckdb
import pytest
from duckdb_sqlalchemy import Dialect
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.schema import CreateTable

from schema.linkage import Kind
from schema.published_tables import PUBLISHED
from tests.warehouse.city import LANDED
from warehouse import history

Persons = dict[str, tuple[str | None, list[str] | None]]

_nights = st.lists(
    st.dictionaries(
        st.sampled_from(["P1", "P2", "P3"]),
        st.tuples(st.sampled_from([None, "张三", "李四"]), st.sampled_from([None, ["139"], ["139", "138"]])),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def store() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for catalogue in ("draft", "previous"):
            connection.execute(f"ATTACH ':memory:' AS {catalogue}")
            connection.execute(f"USE {catalogue}")
            for name in ("person", "person_history"):
                connection.execute(str(CreateTable(PUBLISHED.tables[name]).compile(dialect=Dialect())))
        connection.execute("USE memory")
        yield connection


@settings(max_examples=25)
@given(nights=_nights)
def test_every_release_can_be_read_back(store: duckdb.DuckDBPyConnection, nights: list[Persons]) -> None:
    for number, persons in enumerate(nights, start=1):
        _release(store, number, persons)
    for number, persons in enumerate(nights, start=1):
        assert _as_of(store, number) == persons
    assert _open_rows_with_time(store) == []


@settings(max_examples=15)
@given(persons=_nights.map(lambda nights: nights[0]))
def test_a_release_that_says_the_same_adds_no_rows(store: duckdb.DuckDBPyConnection, persons: Persons) -> None:
    for number in (1, 2, 3):
        _release(store, number, persons)
    assert store.execute("SELECT count(*) FROM draft.person_history").fetchall() == [(len(persons),)]


def _release(store: duckdb.DuckDBPyConnection, number: int, persons: Persons) -> None:
    store.execute("DELETE FROM previous.person_history")
    if number > 1:
        store.execute("INSERT INTO previous.person_history FROM draft.person_history")
    for table in ("person", "person_history"):
        store.execute(f"DELETE FROM draft.{table}")
    for key, (name, phones) in persons.items():
        store.execute(
            "INSERT INTO draft.person BY NAME SELECT $key AS person_id, $name AS name, $phones::VARCHAR[] AS phones, "
            "$number AS record_count, 1 AS system_count",
            {"key": key, "name": name, "phones": phones, "number": number},
        )
    stamp = {"release_number": number, "published_at": LANDED + timedelta(days=number)}
    history.carry_on(store, Kind.PERSON, has_previous=number > 1, release=stamp)


def _as_of(store: duckdb.DuckDBPyConnection, number: int) -> Persons:
    query = """
        SELECT person_id, name, phones FROM draft.person_history
        WHERE valid_from_release <= $number AND coalesce(valid_to_release > $number, true)
    """
    found = store.execute(query, {"number": number}).fetchall()
    assert len({key for key, *_ in found}) == len(found)
    return {key: (name, phones) for key, name, phones in found}


def _open_rows_with_time(store: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    query = "FROM draft.person_history WHERE (valid_to IS NULL) <> (valid_to_release IS NULL) OR valid_from IS NULL"
    return store.execute(query).fetchall()
