"""One text looked up among the places of a run: the same place as the run found, and why."""

from collections.abc import Iterator

import duckdb
import pyarrow as pa
import pytest

from matching.addresses import AddressResolution, resolve
from matching.addresses.placing import Placing, place
from matching.addresses.reference import home_districts
from schema.normalize.address.components import Part
from schema.normalize.gazetteer import Entry, Gazetteer
from tests.matching.address_records import parts, place_of, relation, text
from tests.matching.test_addresses import HABITS, REFERENCE

MORE = [
    parts("B01", "乔司街道", "永和村", "", "", "永和茂苑", "1", "", "101"),
    parts("B02", "乔司街道", "永和村", "", "", "永和乐苑", "1", "", "101"),
]
OPEN = {"石塘路88号"}
"""Left open by a run and here."""


class City:
    """The documented reference with the documented texts, resolved once, and a look-up among its places."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        records = [*REFERENCE, *(text(row[0]) for row in HABITS), *MORE]
        self.resolution: AddressResolution = resolve(
            self.connection, relation(self.connection, dict(enumerate(records, start=1)))
        )
        fill(self.connection, self.resolution)
        self.gazetteer = gazetteer_of(self.resolution.names)

    def find(self, written: str) -> Placing:
        return place(self.connection, self.gazetteer, written)


def fill(connection: duckdb.DuckDBPyConnection, resolution: AddressResolution) -> None:
    connection.register("resolution", resolution.places)
    connection.execute(
        "CREATE TABLE resolve_place AS SELECT cluster_id::VARCHAR AS address_id,"
        " parent_cluster_id::VARCHAR AS parent_address_id, * EXCLUDE (cluster_id, parent_cluster_id)"
        " FROM resolution"
    )


def gazetteer_of(names: pa.Table) -> Gazetteer:
    entries = [
        (row["name"], Entry(Part(row["part"]), row["official"], row["street"], row["community"]))
        for row in names.to_pylist()
        if row["kind"] != "misspelt"
    ]
    return Gazetteer(entries, home_districts(["330110"]))


@pytest.fixture(scope="module")
def city() -> Iterator[City]:
    made = City()
    yield made
    made.connection.close()


@pytest.mark.parametrize("written", [row[0] for row in HABITS if row[2] != "unreadable"])
def test_the_place_is_the_one_that_the_run_found(city: City, written: str) -> None:
    number = len(REFERENCE) + 1 + [row[0] for row in HABITS].index(written)
    found = city.find(written)
    if written in OPEN:
        assert not found.path
        assert len(found.candidates) > 1
    else:
        assert found.path[-1].canonical_text == place_of(city.resolution, number)["canonical_text"]


def test_the_path_leads_from_the_district_to_the_room(city: City) -> None:
    found = city.find("余杭乔司永和苑3-2-501")
    levels = [place.level for place in found.path]
    assert levels == ["district", "street", "community", "compound", "building", "unit", "room"]
    assert [place.code for place in found.path][:3] == ["330110", "330113005", "330113005205"]


def test_a_room_that_is_not_known_ends_above_it(city: City) -> None:
    found = city.find("乔司街道永和苑3幢2单元9999室")
    assert (found.path[-1].level, found.unknown) == ("unit", ("room",))


def test_a_number_that_is_not_known_ends_at_its_road(city: City) -> None:
    found = city.find("乔司街道五星路777号")
    assert (found.path[-1].canonical_text, found.unknown) == ("乔司街道五星路", ("number",))


def test_a_misspelt_compound_is_put_right_and_said(city: City) -> None:
    found = city.find("南苑街道理想国际大夏A座1203")
    assert found.corrections == {"理想国际大夏": "理想国际大厦"}
    assert found.path[-1].level == "room"


def test_a_misspelling_of_two_compounds_stays_open(city: City) -> None:
    found = city.find("乔司街道永和秀苑1幢101室")
    assert (found.corrections, found.suggestions) == ({}, {"永和秀苑": ("永和乐苑", "永和茂苑")})
    assert found.path[-1].canonical_text == "乔司街道"


def test_points_say_what_speaks_for_a_candidate(city: City) -> None:
    (best, *_) = city.find("余杭街道石塘路88号").candidates
    assert best.points == {"street": 2, "road": 1, "number": 2}
    assert best.score == 5


def test_another_district_is_named(city: City) -> None:
    found = city.find("安徽省阜阳市颍上县十八里铺镇宋洋村李庄12号")
    assert found.outside == "安徽省阜阳市颍上县"
    assert not found.path


def test_the_canonical_text_of_a_place_leads_to_it(city: City) -> None:
    for row in city.resolution.places.to_pylist():
        if row["level"] != "unreadable" and row["canonical_text"] not in OPEN:
            assert city.find(row["canonical_text"]).path[-1].address_id == str(row["cluster_id"])


def test_a_group_may_be_any_natural_village_that_has_the_number() -> None:
    with duckdb.connect() as connection:
        houses = [("3组章家圩", "8"), ("3组章家圩", "20"), ("5组姚家埭", "8"), ("5组姚家埭", "9")]
        records = [parts("", "乔司街道", "永和村", *house) for house in houses]
        found = resolve(connection, relation(connection, dict(enumerate(records, start=1))))
        fill(connection, found)
        names = gazetteer_of(found.names)
        (one, both) = (place(connection, names, f"乔司街道永和村3组{number}号") for number in ("20", "8"))
    assert one.path[-1].canonical_text == "乔司街道永和村章家圩20号"
    assert (both.path, len(both.candidates)) == ((), 2)
