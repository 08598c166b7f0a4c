"""Habits of the systems that hold enterprises."""

from dataclasses import dataclass

from connectors.demo.habits.common import FULL, LOOSE, AddressStyle, FirmHabits, PersonHabits


@dataclass(frozen=True)
class FireHabits:
    firm: FirmHabits = FirmHabits(no_code=0.12, former_name=0.35, short_name=0.1)
    person: PersonHabits = PersonHabits(typo=0.01)
    address: AddressStyle = AddressStyle(prefixes=LOOSE, community=0.2, han=0.03, former=0.06, alias=0.1, typo=0.008)
    broken_code: float = 0.3
    """Of codes without letters: Excel turned them into 9.13301E+17."""
    sign_name: float = 0.2
    text_date: float = 0.4
    ten_thousands: float = 0.15
    """Losses in 万元."""


@dataclass(frozen=True)
class InspectionHabits:
    firm: FirmHabits = FirmHabits(no_code=0.3, former_name=0.4, short_name=0.25, typo=0.02)
    address: AddressStyle = AddressStyle(prefixes=LOOSE, community=0.2, street_suffix=0.8, alias=0.1, typo=0.01)
    line_break: float = 0.08
    counted: float = 0.4
    """'12人' for 12."""
    ten_thousands: float = 0.3
    still_open: float = 0.2


@dataclass(frozen=True)
class UrbanHabits:
    firm: FirmHabits = FirmHabits(no_code=0.6, former_name=0.2, no_phone=0.2)
    person: PersonHabits = PersonHabits(typo=0.01)
    address: AddressStyle = AddressStyle(prefixes=LOOSE, street_suffix=0.85, community=0.25, alias=0.1, typo=0.008)
    no_operator: float = 0.15
    closed: float = 0.12
    still_open: float = 0.1


@dataclass(frozen=True)
class MarketHabits:
    firm: FirmHabits = FirmHabits(
        no_code=0.0, wrong_code=0.0, former_name=0.0, short_name=0.0, typo=0.0005, old_premises=0.0, hears=1.0,
        hears_name=1.0,
    )  # fmt: skip
    person: PersonHabits = PersonHabits(no_id=0.03, wrong_id=0.001, typo=0.001, hears=1.0)
    address: AddressStyle = AddressStyle(prefixes=FULL, community=0.2, former=0.05, typo=0.002)


@dataclass(frozen=True)
class TaxHabits:
    firm: FirmHabits = FirmHabits(no_code=0.0, former_name=0.15, typo=0.002, old_premises=0.2)
    person: PersonHabits = PersonHabits(no_id=0.05, typo=0.003)
    address: AddressStyle = AddressStyle(prefixes=FULL, community=0.2, former=0.04, typo=0.004)
    old_number: float = 0.06
    """The 15-digit taxpayer's number although a credit code exists."""


@dataclass(frozen=True)
class SafetyHabits:
    firm: FirmHabits = FirmHabits(no_code=0.1, former_name=0.25, short_name=0.05)
    person: PersonHabits = PersonHabits(typo=0.01)
    address: AddressStyle = AddressStyle(prefixes=LOOSE, community=0.3, former=0.05, alias=0.08, typo=0.006)


@dataclass(frozen=True)
class EcologyHabits:
    firm: FirmHabits = FirmHabits(no_code=0.0, former_name=0.2)
    person: PersonHabits = PersonHabits(typo=0.005)
    address: AddressStyle = AddressStyle(prefixes=FULL, community=0.3, typo=0.004)
