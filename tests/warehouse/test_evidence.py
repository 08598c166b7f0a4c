"""What each model is given to compare: its records, with what the kinds resolved before it say of them."""

from pathlib import Path

import duckdb

from schema.linkage import Kind
from schema.records import Address, Employment, Enterprise, EnterpriseAlteration, Person, Premises, Representation
from schema.relations import attributes
from tests.warehouse.city import deliver, home_of, identify, partition, place_tree, resident, resolve, say
from warehouse.evidence import address_input, enterprise_input, person_input
from warehouse.load import load_batch
from warehouse.workshop import SystemRow, store_systems

Workshop = duckdb.DuckDBPyConnection


def test_a_person_lives_in_a_dwelling_and_its_building_but_not_in_a_street(workshop: Workshop, home: Path) -> None:
    deep, shallow, none = (resident(key, name=key) for key in "123")
    records = [
        deep,
        *home_of(deep, "南苑街道/临城社区/88/501"),
        shallow,
        *home_of(shallow, "南苑街道/临城社区"),
        none,
    ]
    load_batch(workshop, deliver(home, "police_hukou", 1, records), home)
    resolve(workshop, home)
    ids = dict(workshop.execute("SELECT level, address_id FROM place").fetchall())
    found = _by_key(person_input(workshop), "source_key, address_ids, building_ids")
    assert found == {"1": ([ids["room"]], [ids["number"]]), "2": (None, None), "3": (None, None)}


def test_a_place_at_the_house_number_is_its_own_building(workshop: Workshop, home: Path) -> None:
    villager = resident("1", name="张三")
    load_batch(workshop, deliver(home, "police_hukou", 1, [villager, *home_of(villager, "塘栖镇/谢村/12")]), home)
    resolve(workshop, home)
    ((address_ids, building_ids),) = _by_key(person_input(workshop), "source_key, address_ids, building_ids").values()
    assert address_ids == building_ids
    assert len(address_ids) == 1


def test_two_homes_in_one_row_are_both_there_once(workshop: Workshop, home: Path) -> None:
    zhang = resident("1", name="张三")
    _, link = home_of(zhang, "a/b/1/1")
    texts = {"dz": "a/b/1/1", "xzz": "a/b/1/2", "yj": "a/b/1/2"}
    places = [say(Address, "police_hukou", "1", field, address_text=text) for field, text in texts.items()]
    links = [link.model_copy(update={"address_record_id": place.record_id}) for place in places]
    load_batch(workshop, deliver(home, "police_hukou", 1, [zhang, *places, *links]), home)
    resolve(workshop, home)
    ((address_ids, building_ids),) = _by_key(person_input(workshop), "source_key, address_ids, building_ids").values()
    assert len(address_ids) == 2
    assert len(building_ids) == 1


def test_a_person_is_seen_with_the_enterprises_he_works_for_and_represents(workshop: Workshop, home: Path) -> None:
    worker, boss = resident("1", name="张三"), resident("2", name="李四")
    firm = say(Enterprise, "hr", "9", "aab004", enterprise_name="杭州某某有限公司")
    ends = {"enterprise_record_id": firm.record_id}
    job = say(Employment, "hr", "8", "aac001", person_record_id=worker.record_id, **ends)
    post = say(Representation, "hr", "9", "aab013", person_record_id=boss.record_id, **ends)
    load_batch(workshop, deliver(home, "police_hukou", 1, [worker, boss]), home)
    load_batch(workshop, deliver(home, "hr", 1, [firm, job, post]), home)
    resolve(workshop, home)
    found = _by_key(person_input(workshop), "source_key, enterprise_ids")
    assert found == {"1": ([f"E{firm.record_id:016x}"],), "2": ([f"E{firm.record_id:016x}"],)}


def test_an_enterprise_is_seen_with_its_seat_and_its_representatives_valid_ids(workshop: Workshop, home: Path) -> None:
    firm = say(Enterprise, "hr", "9", "aab004", enterprise_name="杭州某某有限公司")
    seat = say(Address, "hr", "9", "aae006", address_text="a/b/1/1")
    ends = {"enterprise_record_id": firm.record_id}
    premises = say(Premises, "hr", "9", "aae006", address_record_id=seat.record_id, **ends)
    boss = say(Person, "hr", "9", "aab013", name="李四", resident_id="330110198001011232")
    nobody = say(Person, "hr", "9", "aab014", name="王五", resident_id_masked="330110********1232")
    posts = [
        say(Representation, "hr", "9", person.field, person_record_id=person.record_id, **ends)
        for person in (boss, nobody)
    ]
    load_batch(workshop, deliver(home, "hr", 1, [firm, seat, premises, boss, nobody, *posts]), home)
    identify(workshop, home, Kind.ADDRESS, partition(workshop, "address_record", "address_text"), place_tree(workshop))
    columns = "source_key, len(address_ids), len(building_ids), former_names, legal_representative_ids"
    assert _by_key(enterprise_input(workshop), columns) == {"9": (1, 1, None, ["330110198001011232"])}


def test_an_enterprise_is_seen_with_the_names_it_had_before(workshop: Workshop, home: Path) -> None:
    firm = say(Enterprise, "hr", "9", "entname", enterprise_name="杭州新名有限公司")
    alterations = [
        say(
            EnterpriseAlteration,
            "hr",
            f"alter{number}",
            "altid",
            enterprise_record_id=firm.record_id,
            altered_item=item,
            value_before=before,
        )
        for number, (item, before) in enumerate(
            [("名称", "杭州旧名有限公司"), ("名称", "杭州老名有限公司"), ("住所", "某路1号"), ("名称", None)]
        )
    ]
    load_batch(workshop, deliver(home, "hr", 1, [firm, *alterations]), home)
    found = _by_key(enterprise_input(workshop), "source_key, former_names")
    assert found == {"9": (["杭州旧名有限公司", "杭州老名有限公司"],)}


def test_a_record_of_a_register_has_its_entry(workshop: Workshop, home: Path) -> None:
    hr = SystemRow("hr", "hr", "社会保险信息系统", "who works where", 70, registers=(("t", "xm"),))
    store_systems(workshop, [hr])
    for system in ("hr", "telecom"):
        load_batch(workshop, deliver(home, system, 1, [say(Person, system, "7|a"), say(Enterprise, system, "8")]), home)
    for relation, key in ((person_input(workshop), "7|a"), (enterprise_input(workshop), "8")):
        found = dict(relation.project("system, register_entry").fetchall())
        assert found == {"hr": f"hr\tt\txm\t{key}", "telecom": None}


def test_each_input_has_the_columns_of_its_record_first_and_one_row_a_record(workshop: Workshop, home: Path) -> None:
    zhang = resident("1", name="张三")
    load_batch(workshop, deliver(home, "police_hukou", 1, [zhang, *home_of(zhang, "a/b/1")]), home)
    resolve(workshop, home)
    for record, relation, rows in (
        (Address, address_input(workshop), 1),
        (Enterprise, enterprise_input(workshop), 0),
        (Person, person_input(workshop), 1),
    ):
        names = [attribute.name for attribute in attributes(record)]
        assert relation.columns[: len(names)] == names
        assert len(relation.fetchall()) == rows


def _by_key(relation: duckdb.DuckDBPyRelation, columns: str) -> dict[str, tuple[object, ...]]:
    return {key: tuple(rest) for key, *rest in relation.project(columns).fetchall()}
