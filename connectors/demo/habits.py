"""How badly each system describes the world: every rate of the demo city, in one place.

A test makes another city with `dataclasses.replace`.  Rates are shares of rows unless said otherwise.
"""

from dataclasses import dataclass, field

_FULL = (("浙江省杭州市余杭区", 0.6), ("杭州市余杭区", 0.25), ("余杭区", 0.15))
_DISTRICT = (("余杭区", 0.55), ("", 0.3), ("杭州市余杭区", 0.1), ("浙江省杭州市余杭区", 0.05))
_LOOSE = (("", 0.4), ("余杭区", 0.3), ("杭州市余杭区", 0.15), ("杭州余杭区", 0.05), ("余杭", 0.1))


@dataclass(frozen=True)
class Rates:
    """The world itself, before anyone describes it."""

    minority: float = 0.03
    """Of floating households."""
    foreign: float = 0.04
    """Of people from elsewhere: a passport or permit instead of a resident id."""
    moved_in: float = 0.18
    """Of registered people: an id that begins with another county's code."""
    renamed: float = 0.015
    shared_phone: float = 0.04
    lives_elsewhere: float = 0.18
    """Of registered households: live in another dwelling than the registered one."""
    moved_before: float = 0.25
    """Of households: have an earlier dwelling that some system still knows."""
    renamed_firm: float = 0.12
    moved_firm: float = 0.15
    unconverted: float = 0.06
    """Of enterprises: no credit code since the reform of 2015."""
    nameless: float = 0.12
    """Of sole traders: registered without a name."""


@dataclass(frozen=True)
class AddressStyle:
    """The share of texts that have each trait; `prefixes` are (text, weight)."""

    prefixes: tuple[tuple[str, float], ...] = (("", 1.0),)
    street: float = 1.0
    street_suffix: float = 1.0
    community: float = 0.3
    road: float = 0.7
    """With a road where a compound's name would do."""
    compound: float = 0.9
    """With a compound's name where road and number would do."""
    building_words: tuple[tuple[str, float], ...] = (("幢", 0.7), ("栋", 0.1), ("号楼", 0.2))
    han: float = 0.0
    """Building and unit in Chinese numerals."""
    dashed: float = 0.0
    """3-2-501 for 3幢2单元501室."""
    number_suffix: float = 1.0
    room_suffix: float = 0.9
    former: float = 0.02
    """Former name of the road or compound, where there is one."""
    alias: float = 0.05
    typo: float = 0.005
    blank: float = 0.0
    full_width: float = 0.0


@dataclass(frozen=True)
class PersonHabits:
    """What goes wrong with a person in one system."""

    no_id: float = 0.0
    short_id: float = 0.0
    """15 digits as issued before 1999; only for those born before."""
    wrong_id: float = 0.003
    """One digit wrong or two swapped; mostly the check digit then fails."""
    lower_x: float = 0.2
    """Of ids that end in X."""
    typo: float = 0.006
    """A homophone or a similar shape in the name."""
    former_name: float = 0.3
    """Of those who have one."""
    swapped_birth: float = 0.004
    no_phone: float = 0.12
    old_phone: float = 0.15
    wrong_phone: float = 0.004
    placeholder_phone: float = 0.0
    old_home: float = 0.15
    """Of those who moved: the earlier dwelling."""


@dataclass(frozen=True)
class FirmHabits:
    """What goes wrong with an enterprise in one system."""

    no_code: float = 0.2
    wrong_code: float = 0.003
    former_name: float = 0.35
    """Of those who have one."""
    short_name: float = 0.02
    typo: float = 0.006
    wide_brackets: float = 0.5
    no_phone: float = 0.15
    wrong_phone: float = 0.004
    old_premises: float = 0.3
    """Of those who moved."""


@dataclass(frozen=True)
class HukouHabits:
    person: PersonHabits = PersonHabits(
        short_id=0.02, wrong_id=0.003, lower_x=0.5, typo=0.002, swapped_birth=0.001, no_phone=0.3
    )
    address: AddressStyle = AddressStyle(
        prefixes=(("余杭区", 0.6), ("", 0.4)), community=0.4, road=0.6, han=0.05, typo=0.003, former=0.06
    )
    spaced_name: float = 0.3
    """Of names with two characters."""
    lost_rare: float = 0.7
    """Of names with a rare character: '?' or a private code point."""
    unknown_sex: float = 0.002
    unknown_birth: float = 0.004
    old_division: float = 0.06
    second_phone: float = 0.08
    land_line: float = 0.1


@dataclass(frozen=True)
class FloatingHabits:
    person: PersonHabits = PersonHabits(
        no_id=0.01, wrong_id=0.006, lower_x=0.3, typo=0.008, no_phone=0.08, placeholder_phone=0.04, old_home=0.0
    )
    address: AddressStyle = AddressStyle(
        prefixes=_LOOSE, street_suffix=0.85, community=0.35, han=0.03, dashed=0.15, number_suffix=0.9, room_suffix=0.7,
        former=0.08, alias=0.1, typo=0.01,
    )  # fmt: skip
    wide_id: float = 0.04
    trailing_space: float = 0.08
    no_sex: float = 0.03
    no_birth: float = 0.1
    house_code: float = 0.6
    employer: float = 0.45


@dataclass(frozen=True)
class AddressListHabits:
    no_coordinates: float = 0.12
    out_of_use: float = 0.02
    own_full_text: float = 0.06
    """Full text that is not the joined parts."""
    address: AddressStyle = AddressStyle(
        prefixes=(("浙江省杭州市余杭区", 0.5), ("余杭区", 0.5)), community=0.5, road=1.0, compound=1.0, han=0.1,
        number_suffix=0.9, room_suffix=0.8, former=0.01, alias=0.02, typo=0.001,
    )  # fmt: skip


@dataclass(frozen=True)
class CourtHabits:
    person: PersonHabits = PersonHabits(
        no_id=0.3, wrong_id=0.004, typo=0.006, no_phone=0.3, old_phone=0.3, old_home=0.4
    )
    firm: FirmHabits = FirmHabits(no_code=0.3, former_name=0.3)
    address: AddressStyle = AddressStyle(prefixes=_FULL, community=0.3, han=0.02, former=0.05, typo=0.004)
    wide_brackets: float = 0.4
    still_open: float = 0.25
    repeats: float = 0.3
    """Of pages: begin with items of the page before."""
    throttled: int = 7
    """Every so many requests one is answered 429."""


@dataclass(frozen=True)
class FireHabits:
    firm: FirmHabits = FirmHabits(no_code=0.12, former_name=0.35, short_name=0.1)
    person: PersonHabits = PersonHabits(typo=0.01)
    address: AddressStyle = AddressStyle(prefixes=_LOOSE, community=0.2, han=0.03, former=0.06, alias=0.1, typo=0.008)
    broken_code: float = 0.3
    """Of codes without letters: Excel turned them into 9.13301E+17."""
    sign_name: float = 0.2
    text_date: float = 0.4
    ten_thousands: float = 0.15
    """Losses in 万元."""


@dataclass(frozen=True)
class InsuranceHabits:
    person: PersonHabits = PersonHabits(wrong_id=0.003, typo=0.004, no_phone=0.1, swapped_birth=0.003)
    firm: FirmHabits = FirmHabits(no_code=0.2, former_name=0.3)
    address: AddressStyle = AddressStyle(
        prefixes=(("浙江省杭州市余杭区", 0.85), ("余杭区", 0.15)), community=0.55, typo=0.004, former=0.04
    )
    address_bytes: int = 100
    no_registration: float = 0.3


@dataclass(frozen=True)
class InspectionHabits:
    firm: FirmHabits = FirmHabits(no_code=0.3, former_name=0.4, short_name=0.25, typo=0.02)
    address: AddressStyle = AddressStyle(prefixes=_LOOSE, community=0.2, street_suffix=0.8, alias=0.1, typo=0.01)
    line_break: float = 0.08
    counted: float = 0.4
    """'12人' for 12."""
    ten_thousands: float = 0.3
    still_open: float = 0.2


@dataclass(frozen=True)
class UrbanHabits:
    firm: FirmHabits = FirmHabits(no_code=0.6, former_name=0.2, no_phone=0.2)
    person: PersonHabits = PersonHabits(typo=0.01)
    address: AddressStyle = AddressStyle(prefixes=_LOOSE, street_suffix=0.85, community=0.25, alias=0.1, typo=0.008)
    no_operator: float = 0.15
    closed: float = 0.12
    still_open: float = 0.1


@dataclass(frozen=True)
class TelecomHabits:
    person: PersonHabits = PersonHabits(wrong_id=0.002, typo=0.004, no_phone=0.02, old_phone=0.1, old_home=0.2)
    firm: FirmHabits = FirmHabits(no_code=0.0, former_name=0.3)
    address: AddressStyle = AddressStyle(
        prefixes=(("余杭", 0.75), ("余杭区", 0.15), ("", 0.1)), community=0.05, road=0.2, dashed=0.6, room_suffix=0.5,
        former=0.05, alias=0.12, typo=0.006, street_suffix=0.9,
    )  # fmt: skip
    masked_name: float = 0.15
    stopped: float = 0.12


@dataclass(frozen=True)
class Habits:
    """The world's rates, and the habits of each system."""

    world: Rates = field(default_factory=Rates)
    given_characters: str = ""
    """Characters of all given names; '' takes the lists by sex and time."""
    hukou: HukouHabits = field(default_factory=HukouHabits)
    floating: FloatingHabits = field(default_factory=FloatingHabits)
    address_list: AddressListHabits = field(default_factory=AddressListHabits)
    court: CourtHabits = field(default_factory=CourtHabits)
    fire: FireHabits = field(default_factory=FireHabits)
    insurance: InsuranceHabits = field(default_factory=InsuranceHabits)
    inspection: InspectionHabits = field(default_factory=InspectionHabits)
    urban: UrbanHabits = field(default_factory=UrbanHabits)
    telecom: TelecomHabits = field(default_factory=TelecomHabits)


HABITS = Habits()
