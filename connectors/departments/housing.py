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
    is_of_enterprise,
    looks_like_enterprise,
)

_LANDLORD, _TENANT = When("party", ("L",)), When("party", ("T",))
_BY_NUMBER = When("cert_no", test=is_of_enterprise)
_COMPANY = When("name", test=looks_like_enterprise, also=_BY_NUMBER)
_PERSON = Unless("name", test=looks_like_enterprise, also=_BY_NUMBER)

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
                PersonMap(name="name", certificate="cert_no", phone="phone", when=_PERSON),
                EnterpriseMap(name="name", code="cert_no", phone="phone", when=_COMPANY),
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
