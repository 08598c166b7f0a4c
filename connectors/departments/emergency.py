"""Emergency management (应急管理): enterprises under safety supervision, and work accidents by place."""

from connectors.source import (
    AddressMap,
    EnterpriseMap,
    Expect,
    FullDrop,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    SafetyAccidentMap,
    System,
    Table,
    Xml,
)

SAFETY = System(
    id="emergency_safety",
    department="emergency",
    title="安全生产监管系统",
    purpose="supervised enterprises and work accidents by place",
    delivery=FullDrop("aq_*.xml"),
    trust=60,
    tables=(
        Table(
            "enterprise",
            key=("id",),
            reader=Xml(),
            records=(
                EnterpriseMap(name="name", code="uscc", phone="phone", risk="risk"),
                AddressMap(text="address"),
                PersonMap(name="contact", phone="phone"),
            ),
            links=(PremisesLink(role="supervised"), RepresentationLink(role="contact")),
            expect=Expect(rows=(3_500, 8_000), filled={"name": 0.97, "uscc": 0.8}),
        ),
        Table(
            "accident",
            key=("no",),
            reader=Xml(),
            records=(
                SafetyAccidentMap(
                    event_number="no",
                    occurred_at="time",
                    category="kind",
                    death_count="dead",
                    injury_count="injured",
                ),
                EnterpriseMap(name="unit", code="uscc"),
                AddressMap(text="address"),
            ),
            expect=Expect(rows=(200, 1_000), filled={"address": 0.9}),
        ),
    ),
)
