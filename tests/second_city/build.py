"""Writes the second city: deliveries, truth, and the hub's configuration."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.second_city.systems import (
    civil,
    court,
    ecology,
    education,
    emergency,
    fire,
    grid,
    health,
    housing,
    hr,
    justice,
    land,
    market,
    medical,
    police,
    postal,
    tax,
    telecom,
    urban,
    utilities,
)
from tests.second_city.systems.clerk import Clerk
from tests.second_city.truth import Truth
from tests.second_city.world import build_world

DEFAULT_PORT = 8917
SYSTEMS: Mapping[str, Callable[[Clerk], None]] = {
    "police_hukou": police.hukou,
    "police_floating": police.floating,
    "police_address": police.address_list,
    "court_cases": court.cases,
    "fire_supervision": fire.supervision,
    "hr_insurance": hr.insurance,
    "hr_inspection": hr.inspection,
    "urban_management": urban.management,
    "telecom_subscribers": telecom.subscribers,
    "market_registry": market.registry,
    "tax_register": tax.register,
    "housing_lease": housing.leases,
    "land_realestate": land.realestate,
    "civil_placenames": civil.placenames,
    "health_residents": health.residents,
    "medical_enrolment": medical.enrolment,
    "education_students": education.students,
    "emergency_safety": emergency.safety,
    "justice_mediation": justice.mediations,
    "grid_platform": grid.platform,
    "power_customers": utilities.power,
    "water_customers": utilities.water,
    "gas_customers": utilities.gas,
    "postal_delivery": postal.delivery,
    "ecology_sources": ecology.permits,
}
NINE = tuple(SYSTEMS)[:9]
"""The systems of the six departments that the contract names first."""
_SERVICES = {"court_cases": ("court", "HUB_COURT_TOKEN"), "justice_mediation": ("justice", "HUB_JUSTICE_TOKEN")}


def build(
    folder: Path, *, scale: float, seed: int, profile: str = "plain", systems: Sequence[str] | None = None
) -> None:
    """Makes the city in `folder`: `deliveries/`, `truth/` and `hub.toml`, whose relative paths start at `folder`.

    What stood in these two folders before is removed.

    `profile` is 'plain' (rates near the contract's) or 'rough' (more of everything, and rows that must be refused).
    A system's deliveries are the same whichever other systems are chosen.
    """
    chosen = list(SYSTEMS) if systems is None else list(systems)
    world = build_world(seed, scale, profile)
    truth = Truth()
    for part in ("deliveries", "truth"):
        shutil.rmtree(folder / part, ignore_errors=True)
    for system in chosen:
        SYSTEMS[system](Clerk(world, truth, folder / "deliveries", system))
    truth.write(folder / "truth")
    write_config(folder, chosen, DEFAULT_PORT)


def write_config(folder: Path, systems: Sequence[str], port: int) -> None:
    lines = ["[hub]", 'home = "home"', 'control = "sqlite:///home/control.db"']
    for system in systems:
        lines += ["", f"[systems.{system}]", *_section(folder / "deliveries", system, port)]
    (folder / "hub.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _section(deliveries: Path, system: str, port: int) -> list[str]:
    if system in _SERVICES:
        path, variable = _SERVICES[system]
        return [f'location = "http://127.0.0.1:{port}/{path}"', f'token = {{ env = "{variable}" }}']
    if (deliveries / f"{system}.db").exists():
        return [f'location = "sqlite:///deliveries/{system}.db"']
    return [f'location = "deliveries/{system}"']
