"""Resolving addresses: which records name one place, how deep, and why."""

import random

import duckdb
import pytest

from matching.addresses import resolve
from matching.addresses.workers import Bulk
from tests.matching.address_records import Record, clusters, parts, place_of, places, relation, resolved, rules, text
from tests.schema.habits import table

REFERENCE = [
    parts(*row)
    for row in table("code", "street", "community", "road", "number", "compound", "building", "unit", "room")
]
HABITS = table("text to resolve", "place", "level")
YONGHE = ("乔司街道", "永和村", "石塘路", "88", "永和苑", "3", "2")


@pytest.fixture(scope="module")
def documented() -> dict[str, dict[str, object]]:
    resolution = resolved([*REFERENCE, *(text(row[0]) for row in HABITS)])
    first = len(REFERENCE) + 1
    return {row[0]: place_of(resolution, first + place) for place, row in enumerate(HABITS)}


@pytest.mark.parametrize(("written", "place", "level"), HABITS)
def test_habit(documented: dict[str, dict[str, object]], written: str, place: str, level: str) -> None:
    found = documented[written]
    assert (found["canonical_text"] or "–", found["level"]) == (place, level)


def sample() -> dict[int, Record]:
    records = [*REFERENCE, *REFERENCE, *(text(row[0]) for row in HABITS), *(text(row[0]) for row in HABITS[::2])]
    records += [text("乔司街道新名苑3幢2单元501", code="A01"), text("新名苑3幢2单元502", code="A02"), text("新名苑3幢")]
    return {1000 + 7 * place: record for place, record in enumerate(records)}


def test_the_result_does_not_depend_on_the_order_of_records() -> None:
    records = sample()
    shuffled = dict(random.Random(3).sample(sorted(records.items()), len(records)))
    one, other = resolved(records), resolved(shuffled)
    assert one.memberships.equals(other.memberships)
    assert one.places.equals(other.places)


def test_every_record_is_in_one_place_that_its_smallest_record_names() -> None:
    records = sample()
    resolution = resolved(records)
    members = clusters(resolution)
    assert set(members) == set(records)
    smallest: dict[int, int] = {}
    for record, cluster in sorted(members.items()):
        assert smallest.setdefault(cluster, record) == cluster


def test_places_form_a_tree() -> None:
    resolution = resolved(sample())
    found = places(resolution)
    assert len(found) == resolution.places.num_rows
    assert set(clusters(resolution).values()) <= set(found)
    for row in found.values():
        parent = row["parent_cluster_id"]
        assert parent is None or parent in found
        assert (parent is None) == (row["level"] in {"district", "outside", "unreadable"})


def test_a_text_seen_before_is_not_read_again() -> None:
    records = sample()
    first = resolved(records)
    second = resolved(records, first.readings)
    assert (first.report["texts_cut"] > 0, first.report["heads_read"] > 0) == (True, True)
    assert (second.report["texts_cut"], second.report["heads_read"]) == (0, 0)
    assert second.memberships.equals(first.memberships)
    assert second.places.equals(first.places)


def test_a_pool_reads_as_one_process_does() -> None:
    records = sample()
    with duckdb.connect() as connection:
        pooled = resolve(connection, relation(connection, records), bulk=Bulk(workers=2, pool_from=0))
    alone = resolved(records)
    assert pooled.memberships.equals(alone.memberships)
    assert pooled.places.equals(alone.places)


def test_no_reference_still_resolves() -> None:
    resolution = resolved(
        [text("乔司街道永和苑3-2-501"), text("乔司街道永和苑3幢2单元501室"), text("乔司街道永和苑3幢2单元502室")]
    )
    assert clusters(resolution) == {1: 1, 2: 1, 3: 3}
    assert rules(resolution) == {1: "text", 2: "text", 3: "alone"}


def test_without_reference_home_is_the_district_that_most_texts_name() -> None:
    texts = [
        "余杭区乔司街道永和苑3幢",
        "杭州市余杭区乔司街道永和苑3幢",
        "乔司街道永和苑3幢",
        "安徽省颍上县十八里铺镇永和苑3幢",
    ]
    resolution = resolved([text(value) for value in texts])
    assert clusters(resolution) == {1: 1, 2: 1, 3: 1, 4: 4}
    assert place_of(resolution, 4)["level"] == "outside"


def test_numbers_are_never_similar() -> None:
    rooms = ["3幢2单元501室", "3幢2单元502室", "3幢1单元501室", "2幢2单元501室", "3幢2单元5011室"]
    members = clusters(resolved([text(f"乔司街道永和苑{room}") for room in rooms]))
    assert len(set(members.values())) == len(rooms)


def test_what_cannot_be_read_is_shared_by_nobody() -> None:
    resolution = resolved([text("无"), text("无"), text("13800138000"), {}])
    assert clusters(resolution) == {1: 1, 2: 2, 3: 3, 4: 4}
    assert {row["level"] for row in places(resolution).values()} >= {"unreadable"}


def test_a_code_tells_the_compound_but_makes_the_text_no_deeper() -> None:
    reference = parts("A01", *YONGHE, "501")
    resolution = resolved([reference, text("乔司街道旧名花园3幢2单元501", "A01"), text("乔司街道旧名花园3幢", "A01")])
    assert clusters(resolution)[2] == 1
    assert rules(resolution)[2] in {"code", "alias"}
    assert place_of(resolution, 3)["level"] == "building"
    assert place_of(resolution, 3)["compound"] == "永和苑"


def test_a_code_does_not_overrule_what_the_text_says() -> None:
    references = [parts("A01", *YONGHE, "501"), parts("A02", *YONGHE, "502")]
    members = clusters(resolved([*references, text("乔司街道永和苑3幢2单元502", "A01")]))
    assert members[3] == members[2]


def test_other_names_are_learned_and_serve_records_without_code() -> None:
    rooms = ["501", "502", "503"]
    references = [parts(f"A{room}", *YONGHE, room) for room in rooms]
    coded = [text(f"乔司街道旧名花园3幢2单元{room}", f"A{room}") for room in rooms]
    resolution = resolved([*references, *coded, text("余杭乔司旧名花园3-2-503")])
    assert clusters(resolution)[7] == clusters(resolution)[3]
    assert rules(resolution)[7] == "alias"


def test_a_road_through_two_streets_stays_open_where_both_have_the_number() -> None:
    references = [
        parts("A01", "乔司街道", "永和村", "石塘路", "88"),
        parts("A02", "余杭街道", "凤联社区", "石塘路", "88"),
        parts("A03", "余杭街道", "凤联社区", "石塘路", "90"),
    ]
    resolution = resolved([*references, text("石塘路88号"), text("石塘路90号"), text("余杭街道石塘路88号")])
    assert clusters(resolution)[4] == 4
    assert clusters(resolution)[5] == 3
    assert clusters(resolution)[6] == 2


def test_telling_characters_are_no_slips() -> None:
    references = [parts("A01", "乔司街道", "永和村", "", "", "永和东苑", "3", "", "501")]
    names = ["永和西苑", "永和新苑", "永和苑"]
    members = clusters(resolved([*references, *(text(f"乔司街道{name}3幢501室") for name in names)]))
    assert len(set(members.values())) == 1 + len(names)


def test_a_character_written_twice_is_a_slip() -> None:
    references = [parts("A01", "乔司街道", "永和村", "高教路", "12"), parts("A02", *YONGHE, "501")]
    members = clusters(resolved([*references, text("乔司街道高高教路12号"), text("乔司街道永和和苑3-2-501")]))
    assert (members[3], members[4]) == (1, 2)


def test_what_several_phases_are_called_stands_for_none_of_them() -> None:
    phases = [
        parts(f"A{phase}", "乔司街道", "永和村", "", "", f"永新家园{phase}", "3", "2", "501")
        for phase in ("北区", "南区")
    ]
    lost = [text("乔司街道永新家园区3幢2单元501", "A北区"), text("乔司街道永新家园3幢2单元501", "A北区")]
    whole = [text("乔司街道永新家园北区3幢2单元501"), text("永新家园南区3-2-501")]
    members = clusters(resolved([*phases, *lost, *whole]))
    assert (members[5], members[6]) == (1, 2)


def test_another_name_of_two_places_follows_the_street() -> None:
    references = [
        parts("A01", "乔司街道", "永和村", "", "", "溪语新村", "3", "2", "501"),
        parts("A02", "余杭街道", "凤联社区", "", "", "溪语府", "3", "2", "501"),
    ]
    texts = ["乔司街道溪语苑3-2-501", "余杭街道溪语苑3幢2单元501室", "溪语苑3幢2单元501室"]
    with duckdb.connect() as connection:
        given = relation(connection, dict(enumerate([*references, *map(text, texts)], start=1)))
        names = connection.sql(
            "SELECT record AS address_record_id, NULL::VARCHAR[] AS former_place_names, ['溪语苑'] AS place_aliases"
            " FROM (VALUES (1), (2)) AS records (record)"
        )
        members = clusters(resolve(connection, given, place_names=names))
    assert (members[3], members[4], members[5]) == (1, 2, 5)


def test_a_unit_left_out_is_filled_in_only_where_one_fits() -> None:
    rows = [parts("A01", *YONGHE, "501"), parts("A02", *YONGHE[:6], "1", "501"), parts("A03", *YONGHE[:6], "1", "502")]
    resolution = resolved([*rows, text("乔司街道永和苑3幢501室"), text("乔司街道永和苑3幢502室")])
    assert clusters(resolution)[4] == 4
    assert clusters(resolution)[5] == 3


def test_the_kind_of_a_house_is_nothing_to_its_number() -> None:
    texts = ["高层3幢2单元501", "3#公寓楼2单元501室", "3幢2单元501室", "排屋3幢2单元501,一户一表"]
    members = clusters(resolved([parts("A01", *YONGHE, "501"), *(text(f"乔司街道永和苑{one}") for one in texts)]))
    assert set(members.values()) == {1}


def test_the_kind_of_a_house_tells_two_of_one_number_apart() -> None:
    references = [parts("A01", *YONGHE[:5], "高层3幢", "2", "501"), parts("A02", *YONGHE[:5], "多层3幢", "2", "501")]
    references.append(parts("A03", *YONGHE[:5], "高层4幢", "2", "501"))
    texts = ["小高层3幢2单元501", "多层3#2单元501", "3幢2单元501室", "4幢2单元501室", "多层4幢2单元501"]
    members = clusters(resolved([*references, *(text(f"乔司街道永和苑{one}") for one in texts)]))
    assert [members[record] for record in range(4, 9)] == [1, 2, 6, 3, 8]


def test_houses_of_two_kinds_stay_two_where_no_reference_knows_them() -> None:
    members = clusters(resolved([text(f"乔司街道新名苑{one}3幢2单元501") for one in ("高层", "多层", "小高层")]))
    assert members == {1: 1, 2: 2, 3: 1}


def test_a_room_in_the_column_of_units_is_a_room() -> None:
    references = [parts("A01", *YONGHE, "501"), parts("A02", *YONGHE[:6], "501室"), parts("A03", *YONGHE[:6], "601")]
    resolution = resolved([*references, text("乔司街道永和苑3幢601室")])
    assert clusters(resolution) == {1: 1, 2: 1, 3: 3, 4: 3}
    assert place_of(resolution, 3)["unit"] is None


def test_groups_tell_houses_apart_only_where_they_must() -> None:
    references = [parts("A01", "乔司街道", "五星村", "3组", "12"), parts("A02", "乔司街道", "五星村", "4组", "12")]
    references.append(parts("A03", "乔司街道", "五星村", "4组", "20"))
    texts = ["五星村3组12号", "五星村4组12号", "五星村12号", "五星村20号", "五星村4组20号"]
    members = clusters(resolved([*references, *map(text, texts)]))
    assert [members[record] for record in range(4, 9)] == [1, 2, 6, 3, 3]


def test_what_many_communities_have_is_another_place_in_each() -> None:
    communities = ("五星村", "永和村", "三角村")
    texts = [f"乔司街道{community}文化礼堂" for community in (*communities, *communities, "")]
    texts += [f"乔司街道{community}新名苑" for community in communities[:2]]
    resolution = resolved([text(each) for each in texts])
    members = clusters(resolution)
    assert [members[record] for record in range(1, 10)] == [1, 2, 3, 1, 2, 3, 7, 8, 8]
    assert [place_of(resolution, record)["community"] for record in (1, 2, 3, 7)] == [*communities, None]


def test_a_crossing_is_one_place_in_either_order() -> None:
    names = ["石塘路与五星路交叉口", "五星路、石塘路路口东50米", "石塘路", "五星路"]
    members = clusters(resolved([text(f"乔司街道{name}") for name in names]))
    assert members == {1: 1, 2: 1, 3: 3, 4: 4}


def test_a_shorter_naming_joins_the_one_fuller_naming_that_no_reference_knows() -> None:
    full = text("乔司街道新路9号新苑大厦3幢501室")
    members = clusters(
        resolved([full, text("新苑大厦3幢501室"), text("新路9号3幢501室"), text("乔司街道新苑大厦3幢501室")])
    )
    assert set(members.values()) == {1}


def test_the_register_of_names_tells_former_and_other_names() -> None:
    references = [
        parts("A01", *YONGHE, "501"),
        parts("", "乔司街道", "", "石塘路"),
        parts("", "乔司街道", "", "", "", "永和苑"),
    ]
    texts = [text("乔司街道工农路88号3幢2单元501"), text("乔司永乐公寓3-2-501"), text("乔司街道工农路")]
    with duckdb.connect() as connection:
        given = relation(connection, dict(enumerate([*references, *texts], start=1)))
        names = connection.sql(
            "SELECT * FROM (VALUES (2, ['工农路'], NULL), (3, NULL, ['永乐公寓']))"
            " AS names (address_record_id, former_place_names, place_aliases)"
        )
        members = clusters(resolve(connection, given, place_names=names))
    assert (members[4], members[5], members[6]) == (1, 1, 2)


def test_stars_behind_a_whole_room_leave_it_whole() -> None:
    references = [parts("A01", *YONGHE, "501")]
    resolution = resolved([*references, text("乔司街道永和苑3-2-501**"), text("乔司街道永和苑3幢5**室")])
    assert clusters(resolution)[2] == 1
    assert place_of(resolution, 3)["level"] == "building"


def test_places_carry_codes_of_today() -> None:
    place = place_of(resolved([parts("A01", *YONGHE, "501")]), 1)
    assert (place["division_code"], place["street_code"], place["community_code"]) == (
        "330113",
        "330113005",
        "330113005205",
    )


def test_nothing_is_left_in_the_connection() -> None:
    with duckdb.connect() as connection:
        given = relation(connection, dict(enumerate(REFERENCE)))
        resolve(connection, given)
        left = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name LIKE 'resolve_%'").fetchone()
        views = connection.execute("SELECT count(*) FROM duckdb_views() WHERE view_name LIKE 'resolve_%'").fetchone()
    assert (left, views) == ((0,), (0,))
