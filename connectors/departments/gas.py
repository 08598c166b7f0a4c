"""Gas (燃气): customers by dwelling, one workbook of several sheets."""

from connectors.source import (
    AddressMap,
    EnterpriseMap,
    Excel,
    Expect,
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

CUSTOMERS = System(
    id="gas_customers",
    department="gas",
    title="燃气用户档案",
    purpose="dwellings in use; safety inspections",
    delivery=FullDrop("rq.xlsx"),
    trust=45,
    tables=(
        Table(
            "rq",
            key=("用户号",),
            reader=Excel(sheet="*"),
            records=(
                AddressMap(text="用气地址"),
                PersonMap(name="户名", phone="手机", when=Unless("户名", test=looks_like_enterprise)),
                EnterpriseMap(name="户名", phone="手机", when=When("户名", test=looks_like_enterprise)),
            ),
            links=(ResidenceLink(role="customer"), PremisesLink(role="customer")),
            ignore=("最近安检",),
            expect=Expect(rows=(40_000, 90_000), filled={"户名": 0.95, "用气地址": 0.97}),
        ),
    ),
)
