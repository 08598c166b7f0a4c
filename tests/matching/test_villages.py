"""Houses of villages: written with the group, with the natural village, with both or with neither."""

import random

from tests.matching.address_records import Record, clusters, parts, place_of, resolved, text

VILLAGE = ("乔司街道", "永和村")


def house(name: str, number: int | str, *, compound: str = "", room: str = "", written: str = "") -> Record:
    """A reference record with `name` where the road stands."""
    return parts("", *VILLAGE, name, str(number), compound, "", "", room, written=written)


def texts(*written: str) -> list[Record]:
    return [text(f"乔司街道永和村{one}") for one in written]


def together(records: list[Record], *written: str) -> bool:
    """Whether all these texts, after the records, are of one place."""
    return len(set(placed(records, *written))) == 1


def placed(records: list[Record], *written: str) -> list[int]:
    """The places of these texts."""
    members = clusters(resolved([*records, *texts(*written)]))
    return [members[len(records) + place] for place in range(1, len(written) + 1)]


def apart(records: list[Record], *written: str) -> bool:
    return len(set(placed(records, *written))) == len(written)


TIED = [house("3组章家圩", number) for number in range(1, 9)]
"""A natural village that is a group."""
OTHER = [house("5组姚家埭", number) for number in range(1, 9)]
"""Another, with the same numbers."""


def test_group_natural_village_and_both_are_one_house() -> None:
    assert together(TIED + OTHER, "3组章家圩8号", "章家圩8号", "第三组8号", "3村民小组8号", "三组章家圩８号")


def test_the_group_beside_a_natural_village_tells_nothing_more() -> None:
    assert together(TIED + OTHER, "章家圩8号", "4组章家圩8号", "5组章家圩8号")


def test_rooms_follow_their_house() -> None:
    assert together(TIED + OTHER, "3组8号302室", "章家圩8号302", "3组章家圩8号3楼302室")
    assert apart(TIED + OTHER, "3组8号302室", "章家圩8号301", "5组8号302室")


def test_the_same_number_in_two_natural_villages_is_two_houses() -> None:
    assert apart(TIED + OTHER, "3组8号", "姚家埭8号")
    assert apart(TIED + OTHER, "章家圩8号", "5组8号")


def test_a_number_of_two_natural_villages_stays_at_the_village() -> None:
    assert apart(TIED + OTHER, "8号", "3组8号", "5组8号")


def test_a_number_of_one_part_of_the_village_is_enough() -> None:
    through = [house("3组章家圩", number) for number in (1, 2, 3)] + [house("5组姚家埭", number) for number in (4, 5)]
    assert together(through, "5号", "5组5号", "姚家埭5号", "5组姚家埭5号")


def test_what_one_text_says_once_ties_nothing() -> None:
    alone = [*[house("3组", number) for number in range(1, 9)], *[house("章家圩", number) for number in range(1, 9)]]
    assert apart([*alone, *texts("3组章家圩2号")], "3组8号", "章家圩8号")


def test_texts_alone_tie() -> None:
    named = texts("3组章家圩1号", "3组章家圩2号", "3组章家圩4号", "5组姚家埭1号", "5组姚家埭2号", "5组姚家埭8号")
    assert together(named, "3组8号", "章家圩8号")


def test_a_slip_in_hundreds_changes_nothing() -> None:
    many = [house("3组章家圩", number) for number in range(1, 60)] + [
        house("5组姚家埭", number) for number in range(1, 60)
    ]
    slips = texts("5组章家圩7号", "5组章家圩9号", "3组姚家埭7号")
    assert together(many + slips, "3组8号", "章家圩8号")
    assert together(many + slips, "5组7号", "姚家埭7号")
    assert apart(many + slips, "3组7号", "5组7号")


def test_a_slip_does_not_take_a_number_from_its_house() -> None:
    through = [house("3组章家圩", number) for number in range(1, 40)]
    through += [house("5组姚家埭", number) for number in range(40, 80)]
    known = texts("3组章家圩8号", "章家圩8号", "3组8号")
    slips = [*texts("姚家埭8号"), *texts("5组姚家埭41号")]
    assert together(through + known * 2 + slips, "8号", "3组8号", "章家圩8号")


def test_a_natural_village_of_several_groups_counts_its_houses_through() -> None:
    several = [house("3组章家圩", number) for number in (1, 2, 3, 4)]
    several += [house("4组章家圩", number) for number in (5, 6, 7, 8)]
    assert together(several + OTHER, "章家圩8号", "4组8号", "4组章家圩8号", "3组章家圩8号")


def test_groups_of_one_natural_village_with_numbers_of_their_own() -> None:
    own = [house(f"{group}组章家圩", number) for group in (3, 4) for number in range(1, 9)]
    own += [house("4组章家圩", 20)]
    assert apart(own, "3组8号", "4组8号", "章家圩8号")
    assert together(own, "3组章家圩8号", "3组8号")
    assert together(own, "章家圩20号", "4组20号")


def test_a_group_of_several_natural_villages_with_numbers_of_their_own() -> None:
    own = [house(f"3组{name}", number) for name in ("章家圩", "姚家埭") for number in range(1, 9)]
    assert apart(own, "章家圩8号", "姚家埭8号", "3组8号")
    assert together(own, "3组章家圩8号", "章家圩8号")


def test_a_group_of_several_natural_villages_that_counts_its_houses_through() -> None:
    own = [house("3组章家圩", number) for number in (1, 2, 3)] + [house("3组姚家埭", number) for number in (4, 5, 8)]
    own += [house("6组骆家里", number) for number in range(1, 9)]
    assert together(own, "3组8号", "姚家埭8号")
    assert apart(own, "3组8号", "骆家里8号")


def test_a_group_says_what_it_is_in_its_own_village_only() -> None:
    elsewhere = [
        parts("", "乔司街道", "五星村", f"{group}组姚家埭", str(number)) for group in (3,) for number in (1, 2, 8)
    ]
    records = [*TIED, *OTHER, *elsewhere]
    members = clusters(resolved([*records, text("乔司街道五星村3组8号"), text("乔司街道五星村姚家埭8号")]))
    assert members[len(records) + 1] == members[len(records) + 2] == len(records)
    assert together(records, "3组8号", "章家圩8号")


def test_a_natural_village_in_the_column_of_compounds_is_none() -> None:
    written = [house("3组", number, compound="章家圩") for number in (22, 56)] + [house("5组", 22, compound="姚家埭")]
    resolution = resolved([*written, *texts("章家圩22号", "3组22号", "3组章家圩56号", "章家圩491号", "3组22号章家圩")])
    members = clusters(resolution)
    assert [members[number] for number in (4, 5, 6, 8)] == [1, 1, 2, 1]
    assert members[7] == 7
    assert place_of(resolution, 7)["canonical_text"] == "乔司街道永和村章家圩491号"
    assert (place_of(resolution, 4)["level"], place_of(resolution, 4)["compound"]) == ("number", None)


def test_a_compound_of_a_village_stays_one() -> None:
    buildings = [parts("", *VILLAGE, "3组", "22", "章家圩", str(building), "1", "101") for building in (1, 2)]
    estate = [house("", 30, compound="永和苑"), house("", 32, compound="永和苑")]
    resolution = resolved([*buildings, *estate, *texts("章家圩2幢1单元101室", "永和苑")])
    assert clusters(resolution)[5] == 2
    assert place_of(resolution, 6)["level"] == "compound"


def test_a_natural_village_may_be_called_a_lane() -> None:
    written = [house("3组章家弄", number) for number in range(1, 9)] + [house("章家弄", 9)]
    assert together(written + OTHER, "3组8号", "章家弄8号", "3组章家弄8号")
    assert together(written + OTHER, "3组9号", "章家弄9号")


def test_a_number_in_the_column_of_roads_is_the_number() -> None:
    resolution = resolved([parts("", *VILLAGE, "3组46号", "", "", "", "", "303"), *texts("3组46号303室")])
    assert clusters(resolution)[2] == 1
    assert place_of(resolution, 1)["canonical_text"] == "乔司街道永和村3组46号303室"


def test_the_text_of_a_reference_names_the_group_too() -> None:
    named = [house("章家圩", number, written=f"乔司街道永和村3组章家圩{number}号") for number in (1, 2)]
    beside = [house("章家圩", number, written=f"乔司街道永和村3组{number}号") for number in (3, 8)]
    for known in (named, beside):
        records = [*known, house("章家圩", 8), house("5组", 8)]
        assert together(records, "3组8号", "章家圩8号")


def test_the_order_of_records_does_not_matter() -> None:
    records = [*TIED, *OTHER[:3], *texts("5组章家圩7号", "3组8号", "章家圩8号", "8号", "姚家埭2号", "5组2号")]
    numbered = dict(enumerate(records, start=1))
    shuffled = dict(random.Random(5).sample(sorted(numbered.items()), len(numbered)))
    one, other = resolved(numbered), resolved(shuffled)
    assert one.memberships.equals(other.memberships)
    assert one.places.equals(other.places)
