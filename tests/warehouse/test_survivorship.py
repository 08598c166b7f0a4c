"""Which claim wins a field: the SQL that declares it, against the rule written down plainly."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.linkage import Kind
from schema.records import Address, Enterprise, Mention, Person
from schema.relations import attributes, relation_name
from schema.tables import WORKSHOP
from tests.warehouse.city import LANDED, SYSTEMS, say
from warehouse.ddl import create_script
from warehouse.survivorship import choose

_TRUST = {row.system: row.trust for row in SYSTEMS}


@pytest.fixture(scope="module")
def store() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(create_script(WORKSHOP))
        for row in SYSTEMS:
            connection.execute("INSERT INTO system VALUES (?, ?, ?, ?, ?)", [row.system, "", "", "", row.trust])
        yield connection


def golden(store: duckdb.DuckDBPyConnection, records: Sequence[Mention]) -> dict[str, dict[str, object]]:
    """The choices of the one entity that all these records speak of."""
    kind = Kind(relation_name(type(records[0])))
    store.execute(f"DELETE FROM {kind}_record")
    store.execute(f"DELETE FROM {kind}_membership")
    marks = ", ".join("?" for _ in attributes(type(records[0])))
    rows = [tuple(record.model_dump().values()) for record in records]
    store.executemany(f"INSERT INTO {kind}_record VALUES ({marks})", rows)
    members = [(record.record_id, 1, "X", None, "alone") for record in records]
    store.executemany(f"INSERT INTO {kind}_membership VALUES (?, ?, ?, ?, ?)", members)
    choose(store, kind)
    (row,) = store.execute(f"SELECT * FROM {kind}_choice").fetchall()
    names = [column[0] for column in store.description]
    return dict(zip(names, row, strict=True))


def person(system: str, key: str, days: int = 0, **values: object) -> Person:
    return say(Person, system, key, observed_at=LANDED + timedelta(days=days), **values)


def test_the_more_trusted_system_wins_and_says_which_record_it_was(store: duckdb.DuckDBPyConnection) -> None:
    trusted, recent = person("police_hukou", "1", name="张三"), person("telecom", "2", days=9, name="张叁")
    choice = golden(store, [trusted, recent])["name"]
    assert choice["value"] == "张三"
    assert choice["candidates"] == 2
    assert choice["record_id"] == trusted.record_id


def test_of_one_system_the_latest_word_wins(store: duckdb.DuckDBPyConnection) -> None:
    old, new = person("hr", "1", name="张三"), person("hr", "2", days=1, name="张叁")
    assert golden(store, [new, old])["name"]["value"] == "张叁"


def test_phones_and_employer_follow_the_latest_word_whoever_says_it(store: duckdb.DuckDBPyConnection) -> None:
    old = person("police_hukou", "1", phones=("0571-86220000",), employer_name="甲厂")
    new = person("telecom", "2", days=1, phones=("13911112222",), employer_name="乙厂")
    choice = golden(store, [old, new])
    assert choice["phones"]["value"] == ["13911112222"]
    assert choice["employer_name"]["value"] == "乙厂"


def test_a_whole_name_goes_before_a_masked_one_of_a_more_trusted_system(store: duckdb.DuckDBPyConnection) -> None:
    masked, whole = person("police_hukou", "1", name="张*"), person("telecom", "2", name="张三")
    assert golden(store, [masked, whole])["name"]["value"] == "张三"
    assert golden(store, [masked])["name"]["value"] == "张*"


def test_a_verified_id_outranks_masked_and_claimed_ones_and_the_columns_for_sex_and_birth(
    store: duckdb.DuckDBPyConnection,
) -> None:
    loud = person(
        "police_hukou",
        "1",
        sex_code="2",
        birth_date=date(1900, 1, 1),
        resident_id_masked="330110********1232",
        resident_id_claimed="330110198001011233",
    )
    right = person("telecom", "2", resident_id="330110198001011232")
    choice = golden(store, [loud, right])
    assert choice["resident_id"]["value"] == "330110198001011232"
    assert choice["resident_id_masked"] is None
    assert choice["resident_id_claimed"] is None
    assert choice["birth_date"]["value"] == date(1980, 1, 1)
    assert choice["sex_code"]["value"] == "1"
    for field in ("birth_date", "sex_code"):
        assert choice[field]["rule"] == "inside the resident id"
        assert choice[field]["record_id"] == right.record_id


def test_without_a_verified_id_the_others_stand(store: duckdb.DuckDBPyConnection) -> None:
    choice = golden(store, [person("telecom", "1", resident_id_masked="330110********1232", sex_code="1")])
    assert choice["resident_id"]["value"] is None
    assert choice["resident_id_masked"]["value"] == "330110********1232"
    assert choice["sex_code"]["value"] == "1"


def test_type_and_number_of_a_document_come_from_one_record(store: duckdb.DuckDBPyConnection) -> None:
    half = person("police_hukou", "1", document_type="passport")
    whole = person("telecom", "2", document_type="taiwan_permit", document_number="12345678")
    choice = golden(store, [half, whole])
    assert choice["document_type"]["value"] == "taiwan_permit"
    assert choice["document_number"]["value"] == "12345678"


def test_a_registered_name_goes_before_a_sign_over_the_door(store: duckdb.DuckDBPyConnection) -> None:
    sign = say(Enterprise, "police_hukou", "1", enterprise_name="老王烧烤", is_trade_sign=True)
    name = say(Enterprise, "telecom", "2", enterprise_name="杭州临平王某小吃店")
    choice = golden(store, [sign, name])
    assert choice["enterprise_name"]["value"] == "杭州临平王某小吃店"
    assert choice["is_trade_sign"]["value"] is False
    assert golden(store, [sign])["is_trade_sign"]["value"] is True


def test_a_credit_code_gives_the_organisation_code_and_silences_claimed_ones(store: duckdb.DuckDBPyConnection) -> None:
    claimed = say(
        Enterprise, "police_hukou", "1", credit_code_claimed="91330110MA27XYZ000", organization_code="111111111"
    )
    verified = say(Enterprise, "telecom", "2", credit_code="91330110MA27X2R81B")
    choice = golden(store, [claimed, verified])
    assert choice["credit_code_claimed"] is None
    assert choice["organization_code"]["value"] == "MA27X2R81"
    assert golden(store, [claimed])["organization_code"]["value"] == "111111111"


def test_a_point_is_taken_whole_from_one_record(store: duckdb.DuckDBPyConnection) -> None:
    half = say(Address, "police_hukou", "1", address_text="a", longitude=120.1)
    whole = say(Address, "telecom", "2", address_text="a", longitude=120.2, latitude=30.4)
    choice = golden(store, [half, whole])
    assert (choice["longitude"]["value"], choice["latitude"]["value"]) == (120.2, 30.4)


def test_a_system_that_nobody_declared_is_trusted_least(store: duckdb.DuckDBPyConnection) -> None:
    stranger, known = person("nobody", "1", days=9, name="张叁"), person("telecom", "2", name="张三")
    assert golden(store, [stranger, known])["name"]["value"] == "张三"


_claims = st.lists(
    st.tuples(
        st.sampled_from(sorted(_TRUST)),
        st.one_of(st.none(), st.integers(0, 3)),
        st.one_of(st.none(), st.sampled_from(["张三", "张叁", "张*", "*三"])),
        st.one_of(st.none(), st.just("甲"), st.just("乙")),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(claims=_claims, random=st.randoms(use_true_random=False))
def test_the_winner_is_the_one_of_the_plain_rule_in_any_order(
    store: duckdb.DuckDBPyConnection, claims: list[tuple[str, int | None, str | None, str | None]], random: object
) -> None:
    records = [
        say(Person, system, str(key), observed_at=_day(days), name=name, employer_name=employer)
        for key, (system, days, name, employer) in enumerate(claims)
    ]
    random.shuffle(records)
    choice = golden(store, records)
    assert _outcome(choice["name"]) == _best(records, "name", lambda each: ("*" not in each.name, *_trusted(each)))
    assert _outcome(choice["employer_name"]) == _best(records, "employer_name", _recent)


def _day(days: int | None) -> datetime | None:
    return None if days is None else LANDED + timedelta(days=days)


def _trusted(record: Person) -> tuple[object, ...]:
    return _TRUST[record.system], record.observed_at or datetime.min, record.record_id  # noqa: DTZ901


def _recent(record: Person) -> tuple[object, ...]:
    trust, seen, record_id = _trusted(record)
    return seen, trust, record_id


def _best(records: Sequence[Person], field: str, order: object) -> tuple[object, int | None, int]:
    offered = [record for record in records if getattr(record, field) is not None]
    if not offered:
        return None, None, 0
    winner = max(offered, key=order)
    return getattr(winner, field), winner.record_id, len(offered)


def _outcome(choice: dict[str, object]) -> tuple[object, int | None, int]:
    return choice["value"], choice["record_id"], choice["candidates"]
