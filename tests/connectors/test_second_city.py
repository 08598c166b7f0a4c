"""A city of the same 25 formats made by other hands: every row becomes a record, event or link, or is in quarantine."""

import tomllib
from collections import Counter
from pathlib import Path

import duckdb
import pytest

from connectors.catalogue import SYSTEMS
from connectors.landing import land
from connectors.mapping import map_batch
from connectors.reading import Location
from schema.records import RELATIONS
from schema.relations import relation_name
from tests.second_city import build, service

SCALE = 0.001
CHANGES = "telecom_subscribers"
"""Its later files delete rows of the first: the truth knows what is left."""
Key = tuple[str, str, str]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city's folder with the hub's home in it, every system landed and mapped."""
    folder = tmp_path_factory.mktemp("rough")
    build(folder, scale=SCALE, seed=5, profile="rough")
    with service.running(folder):
        sections = tomllib.loads((folder / "hub.toml").read_text(encoding="utf-8"))["systems"]
        for system, section in sections.items():
            for batch in land(SYSTEMS[system], _location(folder, section["location"]), folder / "home").batches:
                map_batch(SYSTEMS[system], batch, folder / "home")
    return folder


def _location(folder: Path, written: str) -> Location:
    if written.startswith("http"):
        return Location(written, service.TOKEN)
    database = written.removeprefix("sqlite:///")
    return Location(f"sqlite:///{folder / database}" if database != written else str(folder / written))


def _rows(city: Path, relation: str, columns: str) -> list[tuple[str, ...]]:
    files = [str(file) for file in city.glob(f"home/mapped/*/*/*/{relation}.parquet")]
    if not files:
        return []
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet($files)", {"files": files}).fetchall()


def _truth(city: Path, name: str, columns: str) -> list[tuple[str, ...]]:
    with duckdb.connect() as connection:
        query = f"SELECT {columns} FROM read_parquet($file)"
        return connection.execute(query, {"file": str(city / "truth" / f"{name}.parquet")}).fetchall()


def test_every_delivered_key_yields_something(city: Path) -> None:
    keys = {row for record in RELATIONS for row in _rows(city, relation_name(record), "system, table_name, source_key")}
    found = Counter((system, table) for system, table, _ in keys)
    delivered = _truth(city, "delivered", "system, table_name, keys")
    assert len(delivered) == 34
    assert [row for row in delivered if row[0] != CHANGES and found[row[:2]] != row[2]] == []
    assert [row for row in delivered if row[0] == CHANGES and found[row[:2]] < row[2]] == []


def test_rows_that_lost_their_key_are_in_quarantine(city: Path) -> None:
    files = list(city.glob("home/mapped/*/*/*/quarantine.parquet"))
    rows = [(file.parts[-4], file.parts[-3], reason) for file in files for (reason,) in _reasons(file)]
    apart = Counter((system, table) for system, table, reason in rows if reason == "key.missing")
    keyless = {
        (system, table): int(count) for system, table, count in _truth(city, "delivered", "system, table_name, keyless")
    }
    assert apart == Counter(keyless)
    assert {reason for *_, reason in rows} <= {"key.missing", "key.repeated", "row.repeated"}


def _reasons(file: Path) -> list[tuple[str]]:
    with duckdb.connect() as connection:
        return connection.execute("SELECT reason FROM read_parquet($file)", {"file": str(file)}).fetchall()


@pytest.mark.parametrize("kind", ["person", "enterprise", "address"])
def test_every_mention_of_the_truth_is_a_record_under_its_key_and_field(city: Path, kind: str) -> None:
    mentions = "system, table_name, source_key, field"
    true, found = set(_truth(city, kind, mentions)), set(_rows(city, kind, mentions))
    assert true - found == set()
    places_of_lists = {("grid_platform", "grid"), ("market_registry", "e_alter")}
    beyond = {row[:2] for row in found - true if row[0] != CHANGES}
    assert beyond <= (places_of_lists if kind == "address" else set())


def test_alterations_names_and_grids_refer_to_what_they_are_of(city: Path) -> None:
    firms = {row[0] for row in _rows(city, "enterprise", "record_id")}
    assert {row[0] for row in _rows(city, "enterprise_alteration", "enterprise_record_id")} <= firms
    places = {row[0] for row in _rows(city, "address", "record_id")}
    for relation in ("place_name", "grid"):
        referred = {row[0] for row in _rows(city, relation, "address_record_id")}
        assert referred
        assert referred <= places


def test_every_owner_owns_a_unit_of_the_register(city: Path) -> None:
    links = _rows(city, "ownership", "role, person_record_id, enterprise_record_id, address_record_id")
    places = {row[0] for row in _rows(city, "address", "record_id")}
    assert {row[0] for row in links} == {"owner", "landlord"}
    assert all((person is None) != (enterprise is None) and place in places for _, person, enterprise, place in links)


def test_the_tenant_lives_in_the_dwelling_until_the_lease_ends(city: Path) -> None:
    links = _rows(city, "residence", "role, source_key, to_date")
    ends = [(key, end) for role, key, end in links if role == "tenant"]
    assert ends
    assert all(key.endswith("|T") and end is not None for key, end in ends)
