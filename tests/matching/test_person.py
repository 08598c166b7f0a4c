"""What the person model says of the cases that decide whether it may be used."""

from collections.abc import Mapping
from datetime import date

import pytest

from matching.models.person import PERSON
from tests.matching.people import clusters, judged

Record = Mapping[str, object]

FATHER_ID, SON_ID = "330110196503121419", "330110199008081417"
HOME = {"phones": ["13912345678"], "address_ids": ["A1"], "building_ids": ["B1"]}
FATHER = {"name": "张建国", "resident_id": FATHER_ID, "birth_date": date(1965, 3, 12), "sex_code": "1", **HOME}


def test_the_same_number_and_name_is_one_person() -> None:
    moved = {"name": "张建国", "resident_id": FATHER_ID, "phones": ["13700000001"], "address_ids": ["A9"]}

    assert clusters(PERSON, FATHER, moved) == [1, 1]


def test_two_numbers_are_two_persons_whatever_else_agrees() -> None:
    other = FATHER | {"resident_id": SON_ID}

    assert clusters(PERSON, FATHER, other) == [1, 2]


def test_two_numbers_stay_apart_when_a_third_record_fits_both() -> None:
    between = {"name": "张建国", **HOME}
    other = FATHER | {"resident_id": SON_ID, "birth_date": date(1990, 8, 8)}

    found = clusters(PERSON, FATHER, between, other)

    assert found[0] != found[2]


def test_father_and_son_of_one_home_are_two() -> None:
    son = {"name": "张建军", "birth_date": date(1990, 8, 8), "sex_code": "1", **HOME}
    father = {key: value for key, value in FATHER.items() if key != "resident_id"}

    assert judged(PERSON, father, son) == "no_link"


def test_twins_are_two() -> None:
    born = {"birth_date": date(2012, 5, 1), "sex_code": "2", "guardian_name": "张建国", **HOME}

    assert judged(PERSON, {"name": "张雨桐", **born}, {"name": "张雨欣", **born}) == "no_link"


def test_a_child_with_a_parents_telephone_is_not_the_parent() -> None:
    child = {"name": "张子轩", "birth_date": date(2015, 6, 1), "guardian_name": "张建国", **HOME}

    assert judged(PERSON, FATHER, child) == "no_link"


def test_a_child_registered_twice_is_one() -> None:
    born = date(2015, 6, 1)
    school = {"name": "张子轩", "birth_date": born, "guardian_name": "张建国", "phones": ["13912345678"]}
    clinic = {"name": "张子轩", "birth_date": born, "mother_name": "李梅", "phones": ["13912345678"]}

    assert judged(PERSON, school, clinic) == "link"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("张*国", "masked in the middle"),
        ("*建国", "masked in front"),
        ("张建过", "homophone"),
        ("张建囯", "looks alike"),
        ("张 建 国", "blanks"),
    ],
)
def test_another_writing_of_the_name_is_the_same_person(name: str, why: str) -> None:
    other = {"name": name.replace(" ", ""), "birth_date": date(1965, 3, 12), **HOME}

    assert judged(PERSON, FATHER, other) == "link", why


def test_a_minority_name_with_and_without_its_dot_is_one() -> None:
    with_dot = {"name": "古丽娜尔·吐尔逊", "birth_date": date(1997, 7, 13), **HOME}
    without = {"name": "古丽娜尔吐尔逊", "birth_date": date(1997, 7, 13), **HOME}

    assert judged(PERSON, with_dot, without) == "link"


def test_a_former_name_with_the_same_birth_date_and_home_is_one() -> None:
    before = {"name": "张卫东", "birth_date": date(1965, 3, 12), **HOME}

    assert judged(PERSON, FATHER | {"former_name": "张卫东"}, before) == "link"


def test_a_masked_number_that_fits_is_the_same_person() -> None:
    subscriber = {"name": "张*国", "resident_id_masked": "330110********1419", "phones": ["13912345678"]}

    assert judged(PERSON, FATHER, subscriber) == "link"


def test_a_renamed_person_is_known_by_masked_number_and_telephone() -> None:
    subscriber = {"name": "张爱军", "resident_id_masked": "330110********1419", **HOME}

    assert judged(PERSON, FATHER, subscriber) == "link"


def test_a_name_and_the_last_four_are_one_person() -> None:
    customer = {"name": "张建国", "resident_id_masked": "**************1419", "address_ids": ["A7"]}

    assert judged(PERSON, FATHER, customer) != "no_link"


def test_a_mistyped_number_does_not_make_one_of_two_names() -> None:
    other = {"name": "李秀英", "resident_id_claimed": "330110196503121418"}

    assert judged(PERSON, FATHER, other) == "no_link"


def test_a_masked_number_that_contradicts_is_another() -> None:
    subscriber = {"name": "张建国", "resident_id_masked": "330110********2222", **HOME}

    assert judged(PERSON, FATHER, subscriber) == "no_link"


def test_a_masked_number_with_one_wrong_character_is_forgiven() -> None:
    subscriber = {"name": "张建国", "resident_id_masked": "330110********1418", **HOME}

    assert judged(PERSON, FATHER, subscriber) == "link"


def test_a_number_one_step_from_a_valid_one_is_that_one() -> None:
    mistyped = {"name": "张建国", "resident_id_claimed": "330110196503121491", "birth_date": date(1965, 3, 12)}

    assert judged(PERSON, FATHER, mistyped) == "link"


def test_a_swapped_day_and_month_is_forgiven() -> None:
    swapped = {"name": "张建国", "birth_date": date(1965, 12, 3), **HOME}

    assert judged(PERSON, FATHER, swapped) == "link"


def test_another_birth_year_of_the_same_name_at_the_same_address_is_another() -> None:
    namesake = {"name": "张建国", "birth_date": date(1988, 11, 25), "address_ids": ["A1"], "building_ids": ["B1"]}

    assert judged(PERSON, FATHER, namesake) == "no_link"


def test_the_birth_date_inside_the_number_counts_where_the_column_is_empty() -> None:
    numbered = {"name": "张建国", "resident_id": FATHER_ID}
    dated = {"name": "张建国", "birth_date": date(1965, 3, 12)}
    others = [{"name": f"王{letter}", "birth_date": date(1970, 1, 1)} for letter in "甲乙丙丁"]

    assert clusters(PERSON, numbered, dated, *others)[:2] == [1, 1]


def test_a_common_name_alone_is_no_link() -> None:
    namesakes: list[Record] = [
        {"name": "王伟", "resident_id": f"33011019{70 + n}0101001{n}", "address_ids": [f"A{n}"]} for n in range(9)
    ]

    found = clusters(PERSON, *namesakes, {"name": "王伟", "enterprise_ids": ["E1"]})

    assert found == list(range(1, 11))


def test_a_name_and_an_enterprise_are_one_person() -> None:
    insured = {"name": "罗慧琼", "resident_id": "41022219730419106X", "enterprise_ids": ["E1"]}
    representative = {"name": "罗慧琼", "enterprise_ids": ["E1"]}

    assert judged(PERSON, insured, representative) == "link"


def test_a_passport_is_a_number_too() -> None:
    one = {"name": "JOHN SMITH", "document_number": "E12345678"}
    other = {"name": "SMITH JOHN", "document_number": "E12345678", "phones": ["13912345678"]}

    assert judged(PERSON, one, other) == "link"


@pytest.mark.parametrize("shared", [{"phones": ["13912345678"]}, {"address_ids": ["A1"], "building_ids": ["B1"]}])
def test_a_newborn_under_its_mothers_name_is_the_child_of_that_day_and_home(shared: Record) -> None:
    born = {"birth_date": date(2023, 7, 12), "sex_code": "2", **shared}

    assert judged(PERSON, {"name": "马春燕之女", "mother_name": "马春燕", **born}, {"name": "刘舒窈", **born}) == "link"


def test_a_newborn_of_another_day_is_another_child() -> None:
    sister = {"name": "刘舒窈", "birth_date": date(2020, 2, 1), "sex_code": "2", **HOME}

    assert judged(PERSON, sister, {"name": "马春燕之女", "birth_date": date(2023, 7, 12), **HOME}) == "no_link"


@pytest.mark.parametrize("shared", [{"phones": ["13912345678"]}, {"address_ids": ["A1"], "building_ids": ["B1"]}])
def test_a_name_that_lost_its_last_character_is_found_by_telephone_or_dwelling(shared: Record) -> None:
    known = {"name": "余诗玥", "resident_id": FATHER_ID, **shared}

    assert judged(PERSON, known, {"name": "余诗*", **shared}) == "link"
    assert judged(PERSON, known, {"name": "余涵*", **shared}) == "no_link"
