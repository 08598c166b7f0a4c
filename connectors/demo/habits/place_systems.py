"""Habits of the systems that hold places."""

from dataclasses import dataclass

from connectors.demo.habits.common import LOOSE, AddressStyle, FirmHabits, PersonHabits


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
class PlacenameHabits:
    out_of_use: float = 0.03


@dataclass(frozen=True)
class MediationHabits:
    address: AddressStyle = AddressStyle(prefixes=LOOSE, street_suffix=0.85, community=0.4, alias=0.08, typo=0.008)
    undecided: float = 0.06


@dataclass(frozen=True)
class PowerHabits:
    person: PersonHabits = PersonHabits(no_id=0.1, wrong_id=0.002, typo=0.008, no_phone=0.1, old_phone=0.3)
    firm: FirmHabits = FirmHabits(former_name=0.4)
    address: AddressStyle = AddressStyle(
        prefixes=LOOSE, street_suffix=0.9, community=0.1, road=0.4, alias=0.35, dashed=0.1, room_suffix=0.8, typo=0.006,
        building_words=(("幢", 0.3), ("栋", 0.3), ("号楼", 0.4)),
    )  # fmt: skip
    former_owner: float = 0.2
    comma: float = 0.05
    """A remark behind a comma in the address."""
    stopped: float = 0.05


@dataclass(frozen=True)
class WaterHabits:
    person: PersonHabits = PersonHabits(typo=0.008, no_phone=0.2, old_phone=0.3)
    address: AddressStyle = AddressStyle(
        prefixes=(("浙江省杭州市余杭区", 0.9), ("余杭区", 0.1)), community=0.8, road=0.95, room_suffix=0.97,
        compound=0.97, building_words=(("幢", 0.3), ("号楼", 0.7)), alias=0.1, typo=0.005,
    )  # fmt: skip
    remark: float = 0.1
    """A remark in brackets behind the address."""
    former_owner: float = 0.15
    stopped: float = 0.05


@dataclass(frozen=True)
class GasHabits:
    person: PersonHabits = PersonHabits(typo=0.008, no_phone=0.1, old_phone=0.25)
    address: AddressStyle = AddressStyle(
        prefixes=LOOSE, street_suffix=0.9, community=0.1, road=0.4, alias=0.1, dashed=0.4, typo=0.006
    )
    former_owner: float = 0.12
    never_checked: float = 0.06


@dataclass(frozen=True)
class PostalHabits:
    address: AddressStyle = AddressStyle(
        prefixes=(("浙江省杭州市余杭区", 1.0),), community=0.3, road=0.9, alias=0.05, typo=0.002
    )
