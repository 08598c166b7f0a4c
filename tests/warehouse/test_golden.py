"""What analysts read: golden records with provenance, sources, links, events, history, and what was refused."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from schema.records import Address, CityEvent, CourtCase, Employment, Enterprise, Grid, GridIncident, Premises
from tests.warehouse.city import LANDED, deliver, home_of, resident, rows, say, subscriber, sync
from warehouse.workshop import FILE, open_workshop

Workshop = duckdb.DuckDBPyConnection
ZHANG = "330110198001011232"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, prototype: Path) -> Path:
    """Two systems that disagree on 张三, an employer, a case and a street case."""
    zhang = resident("1", name="张三", resident_id=ZHANG, phones=("13911112222",), sex_code="2", mother_name="李某")
    line = subscriber("a", name="张*", resident_id=ZHANG, phones=("13911113333",), observed_at=LANDED.replace(day=9))
    firm = say(Enterprise, "hr", "9", "aab004", enterprise_name="杭州某某有限公司", credit_code="91330110MA27X2R81B")
    seat = say(Address, "hr", "9", "aae006", address_text="东湖街道/汀洲社区/7")
    ends = {"enterprise_record_id": firm.record_id}
    premises = say(Premises, "hr", "9", "aae006", role="registered", address_record_id=seat.record_id, **ends)
    job = say(Employment, "hr", "7", "aac001", person_record_id=zhang.record_id, from_date=date(2019, 3, 1), **ends)
    lost = say(Employment, "hr", "8", "aac001", person_record_id=12345, **ends)
    case = say(CourtCase, "hr", "(2019)浙0110民初1号", "ah", case_number="(2019)浙0110民初1号", **ends)
    spot = say(Address, "hr", "e1", "address", address_text="东湖街道/汀洲社区")
    event = say(CityEvent, "hr", "e1", "event_no", event_number="e1", address_record_id=spot.record_id)
    home = tmp_path_factory.mktemp("published")
    shutil.copy(prototype, home / FILE)
    batches = (
        deliver(
            home,
            "police_hukou",
            1,
            [zhang, *home_of(zhang, "南苑街道/临城社区/88/501")],
            quarantined=[(4, None, "no key"), (5, None, "no key")],
            rejected=[("1", "csrq", "birth_date", "birth_date.placeholder")],
        ),
        deliver(home, "telecom", 1, [line, *home_of(line, "南苑街道/临城社区/88/501")]),
        deliver(home, "hr", 1, [firm, seat, premises, job, lost, case, spot, event]),
    )
    with open_workshop(home) as workshop:
        sync(workshop, home, *batches)
    return home


def test_a_golden_person_is_the_best_of_both_systems(published: Path) -> None:
    query = (
        "SELECT name, resident_id, sex_code, birth_date, phones, mother_name, record_count, system_count FROM person"
    )
    assert rows(published, query) == [
        ("张三", ZHANG, "1", date(1980, 1, 1), ["13911113333"], "李某", 2, 2),
    ]


def test_provenance_names_the_record_that_won_each_field_that_is_not_null(published: Path) -> None:
    query = (
        "SELECT field, system, source_key, mention_field, rule, candidate_count FROM person_provenance ORDER BY field"
    )
    assert rows(published, query) == [
        ("birth_date", "police_hukou", "1", "xm", "inside the resident id", 0),
        ("mother_name", "police_hukou", "1", "xm", "trust, recency", 1),
        ("name", "police_hukou", "1", "xm", "unmasked, trust, recency", 2),
        ("phones", "telecom", "a", "xm", "recency, trust", 2),
        ("resident_id", "police_hukou", "1", "xm", "verified, trust, recency", 2),
        ("sex_code", "police_hukou", "1", "xm", "inside the resident id", 1),
    ]


@pytest.mark.parametrize("kind", ["person", "enterprise", "address"])
def test_a_field_has_provenance_where_it_has_a_value(published: Path, kind: str) -> None:
    fields = {field for (field,) in rows(published, f"SELECT DISTINCT field FROM {kind}_provenance")}
    assert fields
    for field in fields:
        query = f"SELECT count({field}) FROM {kind} WHERE record_count > 0"
        assert rows(published, query) == rows(
            published, f"SELECT count(*) FROM {kind}_provenance WHERE field = '{field}'"
        )


def test_sources_say_which_record_belongs_to_which_entity(published: Path) -> None:
    query = """
        SELECT system, table_name, source_key, field, person_id, match_weight, match_rule, batch_id
        FROM person_source ORDER BY ALL
    """
    ((person_id,),) = rows(published, "SELECT person_id FROM person")
    assert rows(published, query) == [
        ("police_hukou", "t", "1", "xm", person_id, 12.5, "resident_id", "police_hukou.t.000001"),
        ("telecom", "t", "a", "xm", person_id, 12.5, "resident_id", "telecom.t.000001"),
    ]


def test_links_lead_from_entity_to_entity_and_keep_their_source(published: Path) -> None:
    query = """
        SELECT person.name, address.canonical_text, residence.role, residence.system
        FROM residence JOIN person USING (person_id) JOIN address USING (address_id) ORDER BY ALL
    """
    assert rows(published, query) == [
        ("张三", "南苑街道临城社区88501", "registered", "police_hukou"),
        ("张三", "南苑街道临城社区88501", "registered", "telecom"),
    ]


def test_a_link_whose_other_end_is_unknown_stays(published: Path) -> None:
    query = "SELECT person_id IS NULL, enterprise_id IS NULL, from_date, person_record_id FROM employment ORDER BY 1"
    found = rows(published, query)
    assert [row[:3] for row in found] == [(False, False, date(2019, 3, 1)), (True, False, None)]
    assert found[1][3] == 12345


def test_events_are_placed_and_name_their_enterprise(published: Path) -> None:
    assert rows(published, "SELECT event_number, street, community, address_id IS NULL FROM city_event") == [
        ("e1", "东湖街道", "汀洲社区", False)
    ]
    query = "SELECT enterprise_name, street FROM court_case JOIN enterprise USING (enterprise_id)"
    assert rows(published, query) == [("杭州某某有限公司", None)]


def test_an_address_is_a_tree_down_to_the_room(published: Path) -> None:
    query = """
        WITH RECURSIVE up AS (
            SELECT address_id, parent_address_id, level FROM address WHERE level = 'room'
            UNION ALL
            SELECT address.address_id, address.parent_address_id, address.level
            FROM up JOIN address ON address.address_id = up.parent_address_id
        ) SELECT level FROM up
    """
    assert [level for (level,) in rows(published, query)] == ["room", "number", "community", "street"]
    assert rows(published, "SELECT level, record_count FROM address WHERE record_count > 0 ORDER BY ALL") == [
        ("community", 1),
        ("number", 1),
        ("room", 2),
    ]


def test_what_was_refused_is_counted_and_never_shown(published: Path) -> None:
    query = 'SELECT system, verdict, field, "column", rule, row_count FROM quarantine_summary ORDER BY ALL'
    assert rows(published, query) == [
        ("police_hukou", "row kept apart", None, None, "no key", 2),
        ("police_hukou", "value refused", "csrq", "birth_date", "birth_date.placeholder", 1),
    ]


def test_the_release_says_what_it_was_made_of(published: Path) -> None:
    assert rows(published, "SELECT batch_id, received, recorded, quarantined FROM source_batch ORDER BY ALL") == [
        ("hr.t.000001", 5, 5, 0),
        ("police_hukou.t.000001", 3, 1, 2),
        ("telecom.t.000001", 1, 1, 0),
    ]
    assert rows(published, "SELECT release_number, person_count, enterprise_count FROM release") == [(1, 1, 1)]
    assert rows(published, "SELECT kind, change, count(*) FROM entity_change GROUP BY ALL ORDER BY ALL") == [
        ("address", "created", 3),
        ("enterprise", "created", 1),
        ("person", "created", 1),
    ]


def test_history_closes_what_changed_and_opens_what_is_new(workshop: Workshop, home: Path) -> None:
    li, zhao = resident("2", name="李四", resident_id="330110199001010012"), resident("3", name="赵六")
    wang = resident("4", name="王五")
    sync(workshop, home, deliver(home, "police_hukou", 1, [li, zhao, wang]))
    married = li.model_copy(update={"former_name": "李四", "name": "李思"})
    new = resident("5", name="孙七")
    sync(workshop, home, deliver(home, "police_hukou", 2, [married, new], deleted=["3"]))
    query = "SELECT name, former_name, valid_from_release, valid_to_release FROM person_history ORDER BY ALL"
    assert rows(home, query) == [
        ("孙七", None, 2, None),
        ("李四", None, 1, 2),
        ("李思", "李四", 2, None),
        ("王五", None, 1, None),
        ("赵六", None, 1, 2),
    ]
    sync(workshop, home, deliver(home, "police_hukou", 3, [li, zhao]))
    assert rows(home, f"{query.split(' ORDER', maxsplit=1)[0]} WHERE name IN ('李四', '赵六') ORDER BY ALL") == [
        ("李四", None, 1, 2),
        ("李四", None, 3, None),
        ("赵六", None, 1, 2),
        ("赵六", None, 3, None),
    ]
    times = rows(home, "SELECT count(DISTINCT valid_from), count(DISTINCT valid_to) FROM person_history")
    assert times == [(3, 2)]


def test_history_of_a_release_with_fewer_columns_is_carried_on(workshop: Workshop, home: Path) -> None:
    sync(workshop, home, deliver(home, "police_hukou", 1, [resident("1", name="张三", mother_name="李某")]))
    file = home / "releases" / "000001.duckdb"
    file.chmod(0o600)
    with duckdb.connect(str(file)) as old:
        old.execute("ALTER TABLE person_history DROP COLUMN mother_name")
    sync(workshop, home, deliver(home, "police_hukou", 2, [resident("2", name="李四")], unchanged=1))
    query = "SELECT name, valid_from_release, valid_to_release FROM person_history ORDER BY ALL"
    assert rows(home, query) == [("张三", 1, None), ("李四", 2, None)]


def test_comments_are_in_the_release(published: Path) -> None:
    query = "SELECT comment FROM duckdb_columns() WHERE table_name = 'person' AND column_name = 'resident_id'"
    assert rows(published, query) == [("公民身份号码: GB 11643-1999, 18 characters, check digit verified",)]
    assert rows(published, "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL") == [(0,)]
    assert rows(published, "SELECT count(*) FROM duckdb_tables() WHERE comment IS NULL") == [(0,)]


def test_places_and_events_are_in_the_grid_that_their_building_or_community_tells(
    workshop: Workshop, home: Path
) -> None:
    texts = {
        "1": "南苑街道/甲社区/8/101",
        "2": "南苑街道/甲社区/8/102",
        "3": "南苑街道/乙社区/9",
        "4": "南苑街道/甲社区/7",
    }
    places = [
        say(Address, "hr", key, "dz", address_text=text, grid_code="G8" if key == "1" else None)
        for key, text in texts.items()
    ]
    grids = [
        say(Grid, "hr", code, "grid", grid_code=code, street="南苑街道", community=community)
        for code, community in (("G8", "甲社区"), ("G7", "甲社区"), ("G9", "乙社区"))
    ]
    happened = say(CityEvent, "hr", "e", "no", event_number="e", address_record_id=places[1].record_id)
    reported = say(GridIncident, "hr", "i", "no", grid_code="G7", address_record_id=places[1].record_id)
    nameless = say(GridIncident, "hr", "j", "no", address_record_id=places[2].record_id)
    sync(workshop, home, deliver(home, "hr", 1, [*places, *grids, happened, reported, nameless]))
    found = dict(rows(home, "SELECT concat_ws('/', community, road_number, room), grid_code FROM address"))
    assert found == {
        "": None,
        "甲社区": None,
        "甲社区/8": "G8",
        "甲社区/8/101": "G8",
        "甲社区/8/102": "G8",
        "甲社区/7": None,
        "乙社区": "G9",
        "乙社区/9": "G9",
    }
    assert rows(home, "SELECT grid_code FROM city_event") == [("G8",)]
    assert rows(home, "SELECT source_key, grid_code FROM grid_incident ORDER BY ALL") == [("i", "G7"), ("j", "G9")]


def test_an_incident_whose_place_tells_no_community_lies_where_its_grid_does(workshop: Workshop, home: Path) -> None:
    texts = {"crossing": "南苑街道", "told": "南苑街道/甲社区/8", "elsewhere": "东湖街道"}
    places = {key: say(Address, "hr", key, "dz", address_text=text, address_code=key) for key, text in texts.items()}
    grids = [
        say(Grid, "hr", key, "grid", grid_code=code, street="南苑街道", community=community)
        for key, code, community in (("1", "G7", "乙社区"), ("2", "G8", "甲社区"), ("3", "G8", "丙社区"))
    ]
    incidents = [
        say(GridIncident, "hr", key, "no", grid_code="G7", address_record_id=place.record_id)
        for key, place in places.items()
    ]
    incidents.append(say(GridIncident, "hr", "nothing", "no", grid_code="G7"))
    crossing = places["crossing"].record_id
    incidents.append(say(GridIncident, "hr", "two", "no", grid_code="G8", address_record_id=crossing))
    sync(workshop, home, deliver(home, "hr", 1, [*places.values(), *grids, *incidents]))
    found = rows(home, "SELECT source_key, street, community, grid_code FROM grid_incident")
    assert {key: tuple(where) for key, *where in found} == {
        "crossing": ("南苑街道", "乙社区", "G7"),
        "told": ("南苑街道", "甲社区", "G7"),
        "elsewhere": ("东湖街道", None, "G7"),
        "nothing": ("南苑街道", "乙社区", "G7"),
        "two": ("南苑街道", None, "G8"),
    }
