"""The systems of the demo city, in the order in which they are built."""

from collections.abc import Mapping

from connectors.demo.delivery import DemoSystem
from connectors.demo.systems import (
    court_cases,
    fire_supervision,
    hr_inspection,
    hr_insurance,
    police_address,
    police_floating,
    police_hukou,
    telecom_subscribers,
    urban_management,
)

_MODULES = (
    police_hukou,
    police_floating,
    police_address,
    court_cases,
    fire_supervision,
    hr_insurance,
    hr_inspection,
    urban_management,
    telecom_subscribers,
)
SYSTEMS: Mapping[str, DemoSystem] = {module.SYSTEM.id: module.SYSTEM for module in _MODULES}
