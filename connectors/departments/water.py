"""Water (水务): customers by dwelling, as lines of fixed width."""

from connectors.source import (
    AddressMap,
    Coded,
    EnterpriseMap,
    Expect,
    FixedWidth,
    FullDrop,
    PersonMap,
    PremisesLink,
    ResidenceLink,
    System,
    Table,
    Unless,
    When,
    looks_like_enterprise,
)

_SUPPLY = Coded("状态", {"1": "active", "0": "ended"})

CUSTOMERS = System(
    id="water_customers",
    department="water",
    title="用水户档案",
    purpose="dwellings in use",
    delivery=FullDrop("ysh.txt"),
    trust=40,
    tables=(
        Table(
            "ysh",
            key=("户号",),
            reader=FixedWidth(
                {"户号": 12, "户名": 40, "地址": 80, "电话": 16, "口径": 6, "状态": 1}, encoding="gb18030"
            ),
            records=(
                AddressMap(text="地址"),
                PersonMap(name="户名", phone="电话", when=Unless("户名", test=looks_like_enterprise)),
                EnterpriseMap(name="户名", phone="电话", when=When("户名", test=looks_like_enterprise)),
            ),
            links=(
                ResidenceLink(role="customer", link_status=_SUPPLY),
                PremisesLink(role="customer", link_status=_SUPPLY),
            ),
            refuse=("口径",),
            expect=Expect(rows=(80_000, 150_000), filled={"户名": 0.95, "地址": 0.97}),
        ),
    ),
)
