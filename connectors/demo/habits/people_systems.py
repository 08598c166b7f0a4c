"""Habits of the systems that hold people."""

from dataclasses import dataclass

from connectors.demo.habits.common import FULL, LOOSE, AddressStyle, FirmHabits, PersonHabits


@dataclass(frozen=True)
class HukouHabits:
    person: PersonHabits = PersonHabits(
        short_id=0.02, wrong_id=0.003, lower_x=0.5, typo=0.002, swapped_birth=0.001, no_phone=0.3, hears=1.0
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
        prefixes=LOOSE, street_suffix=0.85, community=0.35, han=0.03, dashed=0.15, number_suffix=0.9, room_suffix=0.7,
        former=0.08, alias=0.1, typo=0.01,
    )  # fmt: skip
    wide_id: float = 0.04
    trailing_space: float = 0.08
    no_sex: float = 0.03
    no_birth: float = 0.1
    house_code: float = 0.6
    employer: float = 0.45


@dataclass(frozen=True)
class CourtHabits:
    person: PersonHabits = PersonHabits(
        no_id=0.3, wrong_id=0.004, typo=0.006, no_phone=0.3, old_phone=0.3, old_home=0.4, hears=0.05
    )
    firm: FirmHabits = FirmHabits(no_code=0.3, former_name=0.3, hears=0.05, hears_name=0.02)
    address: AddressStyle = AddressStyle(prefixes=FULL, community=0.3, han=0.02, former=0.05, typo=0.004)
    wide_brackets: float = 0.4
    still_open: float = 0.25
    repeats: float = 0.3
    """Of pages: begin with items of the page before."""
    throttled: int = 7
    """Every so many requests one is answered 429."""


@dataclass(frozen=True)
class InsuranceHabits:
    person: PersonHabits = PersonHabits(wrong_id=0.003, typo=0.004, no_phone=0.1, swapped_birth=0.003)
    firm: FirmHabits = FirmHabits(no_code=0.2, former_name=0.3)
    address: AddressStyle = AddressStyle(
        prefixes=(("浙江省杭州市余杭区", 0.9), ("余杭区", 0.1)), community=0.75, road=0.85, typo=0.004, former=0.04
    )
    address_bytes: int = 100
    no_registration: float = 0.3


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
class LeaseHabits:
    person: PersonHabits = PersonHabits(no_id=0.02, wrong_id=0.004, typo=0.006, no_phone=0.05, old_phone=0.1)
    firm: FirmHabits = FirmHabits(no_code=0.1, former_name=0.2)
    address: AddressStyle = AddressStyle(prefixes=FULL, community=0.2, han=0.02, former=0.04, typo=0.005)
    company_tenant: float = 0.03


@dataclass(frozen=True)
class RealestateHabits:
    person: PersonHabits = PersonHabits(
        short_id=0.06, no_id=0.02, wrong_id=0.002, typo=0.002, no_phone=0.4, old_phone=0.5
    )
    firm: FirmHabits = FirmHabits(no_code=0.3, former_name=0.5)
    address: AddressStyle = AddressStyle(
        prefixes=(("余杭区", 0.8), ("杭州市余杭区", 0.2)), community=0.1, road=0.85, former=0.1, alias=0.02, typo=0.002
    )
    historical: float = 0.05
    co_owner: float = 0.3


@dataclass(frozen=True)
class HealthHabits:
    person: PersonHabits = PersonHabits(no_id=0.1, wrong_id=0.004, typo=0.01, no_phone=0.06, old_phone=0.15)
    address: AddressStyle = AddressStyle(
        prefixes=LOOSE, street_suffix=0.9, community=0.4, han=0.02, dashed=0.1, typo=0.006
    )
    unknown_sex: float = 0.01


@dataclass(frozen=True)
class MedicalHabits:
    person: PersonHabits = PersonHabits(no_id=0.04, wrong_id=0.002, typo=0.003, no_phone=0.1)
    employer: FirmHabits = FirmHabits(former_name=0.25, typo=0.004)
    address: AddressStyle = AddressStyle(prefixes=FULL, community=0.3, typo=0.004)


@dataclass(frozen=True)
class EducationHabits:
    person: PersonHabits = PersonHabits(no_id=0.07, wrong_id=0.004, typo=0.006, no_phone=0.03, old_phone=0.1)
    address: AddressStyle = AddressStyle(prefixes=LOOSE, street_suffix=0.9, community=0.3, dashed=0.1, typo=0.006)


@dataclass(frozen=True)
class GridHabits:
    person: PersonHabits = PersonHabits(no_id=0.45, wrong_id=0.01, typo=0.01, no_phone=0.1, old_phone=0.1)
    homophone: float = 0.06
    """More than elsewhere: names are typed on a phone."""
    address: AddressStyle = AddressStyle(
        prefixes=(("", 0.7), ("余杭区", 0.3)),
        street_suffix=0.85,
        community=0.5,
        han=0.02,
        dashed=0.25,
        room_suffix=0.6,
        typo=0.015,
    )
    still_open: float = 0.05
