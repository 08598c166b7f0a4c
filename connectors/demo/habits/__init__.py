"""How badly each system describes the world: every rate of the demo city, in one place.

A test makes another city with `dataclasses.replace`.  Rates are shares of rows unless said otherwise.
"""

from dataclasses import dataclass, field

from connectors.demo.habits.common import AddressStyle, FirmHabits, PersonHabits, Rates
from connectors.demo.habits.firm_systems import (
    EcologyHabits,
    FireHabits,
    InspectionHabits,
    MarketHabits,
    SafetyHabits,
    TaxHabits,
    UrbanHabits,
)
from connectors.demo.habits.nights import Pace
from connectors.demo.habits.people_systems import (
    CourtHabits,
    EducationHabits,
    FloatingHabits,
    GridHabits,
    HealthHabits,
    HukouHabits,
    InsuranceHabits,
    LeaseHabits,
    MedicalHabits,
    RealestateHabits,
    TelecomHabits,
)
from connectors.demo.habits.place_systems import (
    AddressListHabits,
    GasHabits,
    MediationHabits,
    PlacenameHabits,
    PostalHabits,
    PowerHabits,
    WaterHabits,
)

__all__ = ["HABITS", "AddressStyle", "FirmHabits", "Habits", "Pace", "PersonHabits", "Rates"]


@dataclass(frozen=True)
class Habits:
    """The world's rates, and the habits of each system."""

    world: Rates = field(default_factory=Rates)
    given_characters: str = ""
    """Characters of all given names; '' takes the lists by sex and time."""
    pace: Pace = field(default_factory=Pace)
    """What changes from one night to the next."""
    canary: str = ""
    """Stands in every column that the hub must never take, so that a test can search for it."""
    hukou: HukouHabits = field(default_factory=HukouHabits)
    floating: FloatingHabits = field(default_factory=FloatingHabits)
    address_list: AddressListHabits = field(default_factory=AddressListHabits)
    court: CourtHabits = field(default_factory=CourtHabits)
    fire: FireHabits = field(default_factory=FireHabits)
    insurance: InsuranceHabits = field(default_factory=InsuranceHabits)
    inspection: InspectionHabits = field(default_factory=InspectionHabits)
    urban: UrbanHabits = field(default_factory=UrbanHabits)
    telecom: TelecomHabits = field(default_factory=TelecomHabits)
    market: MarketHabits = field(default_factory=MarketHabits)
    tax: TaxHabits = field(default_factory=TaxHabits)
    lease: LeaseHabits = field(default_factory=LeaseHabits)
    realestate: RealestateHabits = field(default_factory=RealestateHabits)
    placenames: PlacenameHabits = field(default_factory=PlacenameHabits)
    health: HealthHabits = field(default_factory=HealthHabits)
    medical: MedicalHabits = field(default_factory=MedicalHabits)
    education: EducationHabits = field(default_factory=EducationHabits)
    safety: SafetyHabits = field(default_factory=SafetyHabits)
    mediation: MediationHabits = field(default_factory=MediationHabits)
    grid: GridHabits = field(default_factory=GridHabits)
    power: PowerHabits = field(default_factory=PowerHabits)
    water: WaterHabits = field(default_factory=WaterHabits)
    gas: GasHabits = field(default_factory=GasHabits)
    postal: PostalHabits = field(default_factory=PostalHabits)
    ecology: EcologyHabits = field(default_factory=EcologyHabits)


HABITS = Habits()
