"""Urban management (城管): shop fronts and street-level cases."""

from connectors.source import (
    AddressMap,
    CityEventMap,
    Coded,
    CursorSql,
    EnterpriseMap,
    Expect,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    System,
    Table,
)

MANAGEMENT = System(
    id="urban_management",
    department="urban",
    title="智慧城管平台",
    purpose="shop fronts and street-level cases",
    delivery=CursorSql(),
    trust=50,
    tables=(
        Table(
            "shop",
            key=("shop_id",),
            cursor="update_time",
            records=(
                EnterpriseMap(
                    trade_sign="shop_name",
                    code="uscc",
                    legal_representative="operator",
                    phone="phone",
                    status=Coded("status", {"1": "active", "0": "closed"}),
                ),
                AddressMap(text="address"),
                PersonMap(name="operator", phone="phone"),
            ),
            links=(PremisesLink(role="shop"), RepresentationLink(role="operator")),
            expect=Expect(rows=(9_000, 20_000), filled={"shop_name": 0.95, "address": 0.95}),
        ),
        Table(
            "city_event",
            key=("event_no",),
            cursor="update_time",
            records=(
                CityEventMap(
                    event_number="event_no",
                    category="category",
                    subcategory="subcategory",
                    reported_at="reported_at",
                    closed_at="closed_at",
                ),
                AddressMap(text="address"),
            ),
            expect=Expect(rows=(50_000, 120_000), filled={"address": 0.95}),
        ),
    ),
)
