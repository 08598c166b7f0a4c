"""Housing (住房和城乡建设): leases on record; the tenant lives in the dwelling, the landlord owns it."""

from connectors.source import (
    AddressMap,
    CursorSql,
    EnterpriseMap,
    Expect,
    OwnershipLink,
    PersonMap,
    PremisesLink,
    ResidenceLink,
    System,
    Table,
    Unless,
    When,
    looks_like_enterprise,
)

_LANDLORD, _TENANT = When("party", ("L",)), When("party", ("T",))

LEASES = System(
    id="housing_lease",
    department="housing",
    title="房屋租赁备案系统",
    purpose="who rents where",
    delivery=CursorSql(),
    trust=65,
    tables=(
        Table(
            "lease",
            key=("contract_no", "party"),
            cursor="updated_at",
            records=(
                PersonMap(
                    name="name",
                    certificate="cert_no",
                    phone="phone",
                    when=Unless("name", test=looks_like_enterprise),
                ),
                EnterpriseMap(
                    name="name", code="cert_no", phone="phone", when=When("name", test=looks_like_enterprise)
                ),
                AddressMap(text="address", floor_area="area_m2"),
            ),
            links=(
                ResidenceLink(role="tenant", when=_TENANT, from_date="date_from", to_date="date_to"),
                PremisesLink(role="tenant", when=_TENANT, from_date="date_from", to_date="date_to"),
                # the lease ends, not the ownership
                OwnershipLink(role="landlord", when=_LANDLORD),
            ),
            expect=Expect(rows=(40_000, 90_000), filled={"name": 0.95, "cert_no": 0.9, "address": 0.95}),
        ),
    ),
)
