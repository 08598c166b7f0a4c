"""One person's row followed by hand: delivery → landing → record → entity → golden fields → release."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from schema.claims import clean_record
from schema.provenance import record_id
from schema.records import Person
from tests.pipelines import homes

SYSTEM, TABLE, FIELD = "police_hukou", "t_czrk", "xm"
CLAIMS = {"xm": "name", "gmsfhm": "certificate", "xbdm": "sex", "csrq": "birth_date", "lxdh": "phone"}


@pytest.fixture(scope="module")
def warehouse(demo_folder: Path) -> Any:
    with duckdb.connect(str(demo_folder / "var" / "warehouse.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def key(demo_folder: Path, warehouse: duckdb.DuckDBPyConnection) -> str:
    """A row of the household register whose person, by the city's own truth, another system knows as well."""
    row = warehouse.execute(
        """
        SELECT mine.source_key
        FROM read_parquet($truth) AS mine JOIN read_parquet($truth) AS other USING (entity)
        JOIN person_source ON person_source.source_key = mine.source_key AND person_source.system = mine.system
        JOIN person USING (person_id)
        WHERE mine.system = $system AND other.system <> $system AND person.resident_id IS NOT NULL
        ORDER BY mine.source_key LIMIT 1
        """,
        {"truth": str(demo_folder / "city" / "truth" / "person.parquet"), "system": SYSTEM},
    ).fetchone()
    assert row is not None
    return str(row[0])


@pytest.fixture(scope="module")
def delivered(demo_folder: Path, key: str) -> dict[str, Any]:
    """The row as the department holds it."""
    with closing(sqlite3.connect(demo_folder / "city" / "databases" / f"{SYSTEM}.sqlite")) as database:
        database.row_factory = sqlite3.Row
        return dict(database.execute(f"SELECT * FROM {TABLE} WHERE rybh = ?", [key]).fetchone())


def test_landing_keeps_the_declared_columns_exactly_as_delivered(
    demo_folder: Path, key: str, delivered: dict[str, Any]
) -> None:
    landed = pq.read_table(demo_folder / "var" / "landing" / SYSTEM / TABLE / "000001.parquet").to_pylist()
    (row,) = [row for row in landed if row["rybh"] == key]
    for column in CLAIMS:
        assert row[column] == delivered[column]
    assert "mzdm" in delivered
    assert "mzdm" not in row


def test_mapping_makes_of_the_row_what_the_field_types_make_of_it_by_hand(
    demo_folder: Path, key: str, delivered: dict[str, Any]
) -> None:
    by_hand, _ = clean_record(
        Person, {claim: delivered[column] for column, claim in CLAIMS.items() if delivered[column]}
    )
    with duckdb.connect(str(demo_folder / "var" / "workshop.duckdb"), read_only=True) as workshop:
        query = "SELECT * FROM person_record WHERE record_id = ?"
        (record,) = workshop.execute(query, [record_id(SYSTEM, TABLE, key, FIELD)]).to_arrow_table().to_pylist()
    assert (record["system"], record["source_key"], record["field"]) == (SYSTEM, key, FIELD)
    assert {name: record[name] for name in by_hand} == {
        name: list(value) if isinstance(value, tuple) else value for name, value in by_hand.items()
    }


def test_the_record_is_in_one_entity_with_those_of_the_other_systems(
    demo_folder: Path, warehouse: duckdb.DuckDBPyConnection, key: str
) -> None:
    rows = warehouse.execute(
        """
        SELECT DISTINCT truth.entity
        FROM person_source AS mine JOIN person_source AS other USING (person_id)
        JOIN read_parquet($truth) AS truth
            ON truth.system = other.system AND truth.table_name = other.table_name
            AND truth.source_key = other.source_key AND truth.field = other.field
        WHERE mine.system = $system AND mine.source_key = $key
        """,
        {"truth": str(demo_folder / "city" / "truth" / "person.parquet"), "system": SYSTEM, "key": key},
    ).fetchall()
    assert len(rows) == 1


def test_the_golden_record_takes_the_number_from_the_register_and_says_so(
    warehouse: duckdb.DuckDBPyConnection, key: str
) -> None:
    row = warehouse.execute(
        """
        SELECT person.resident_id, person.record_count, won.system, won.mention_field, won.candidate_count
        FROM person_source JOIN person USING (person_id) JOIN person_provenance AS won USING (person_id)
        WHERE person_source.system = $system AND person_source.source_key = $key AND won.field = 'resident_id'
        """,
        {"system": SYSTEM, "key": key},
    ).fetchone()
    assert row is not None
    number, records, winner, field, candidates = row
    assert len(number) == 18
    assert records > 1
    assert (winner, field) == (SYSTEM, FIELD)
    assert candidates >= 1


def test_the_persons_home_is_a_place_of_the_same_release(warehouse: duckdb.DuckDBPyConnection, key: str) -> None:
    row = warehouse.execute(
        """
        SELECT residence.role, address.canonical_text
        FROM residence JOIN address USING (address_id) JOIN person_source USING (person_id)
        WHERE person_source.system = $system AND person_source.source_key = $key AND residence.system = $system
        """,
        {"system": SYSTEM, "key": key},
    ).fetchone()
    assert row is not None
    assert row[0] == "registered"
    assert row[1]


def test_the_release_names_the_batch_that_brought_the_row(
    demo_folder: Path, warehouse: duckdb.DuckDBPyConnection
) -> None:
    row = warehouse.execute(
        "SELECT received, recorded, quarantined, unchanged FROM source_batch WHERE system = ? AND table_name = ?",
        [SYSTEM, TABLE],
    ).fetchone()
    assert row is not None
    received, recorded, quarantined, unchanged = row
    assert received == recorded + quarantined + unchanged
    assert homes.opened(demo_folder).home.name == "var"
