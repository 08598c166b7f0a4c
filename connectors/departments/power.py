"""Power (供电): customers by dwelling; the name on the contract is often a former owner's."""

from connectors.source import (
    AddressMap,
    Coded,
    Csv,
    EnterpriseMap,
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

_SUPPLY = Coded(
    "状态",
    {
        **dict.fromkeys(("正常", "正常用电", "在用"), "active"),
        **dict.fromkeys(("停电", "暂停", "停用", "欠费停电"), "paused"),
        **dict.fromkeys(("销户", "已销户"), "ended"),
    },
)

CUSTOMERS = System(
    id="power_customers",
    department="power",
    title="用电客户档案",
    purpose="dwellings in use",
    delivery=FullDrop("ydkh_*.csv"),
    trust=45,
    tables=(
        Table(
            "ydkh",
            key=("户号",),
            reader=Csv(encoding="gb18030"),
            records=(
                AddressMap(text="用电地址"),
                PersonMap(
                    name="户名",
                    certificate="证件号码",
                    phone="电话",
                    when=Unless("户名", test=looks_like_enterprise),
                ),
                # the last four characters of a credit code say nothing
                EnterpriseMap(name="户名", phone="电话", when=When("户名", test=looks_like_enterprise)),
            ),
            links=(
                ResidenceLink(role="customer", link_status=_SUPPLY),
                PremisesLink(role="customer", link_status=_SUPPLY),
            ),
            ignore=("用电类别",),
            refuse=("用电量",),
            expect=Expect(rows=(120_000, 220_000), filled={"户名": 0.95, "用电地址": 0.97}),
        ),
    ),
)
