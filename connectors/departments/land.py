"""Natural resources (规划和自然资源): dwellings and other units of real estate, and who owns them."""

from connectors.source import (
    AddressMap,
    Coded,
    CursorSql,
    EnterpriseMap,
    Expect,
    Other,
    OwnershipLink,
    PersonMap,
    System,
    Table,
    Unless,
    When,
    is_of_enterprise,
    looks_like_enterprise,
)

_BY_NUMBER = When("zjh", test=is_of_enterprise)
_COMPANY = When("qlrmc", test=looks_like_enterprise, also=_BY_NUMBER)
_PERSON = Unless("qlrmc", test=looks_like_enterprise, also=_BY_NUMBER)

REAL_ESTATE = System(
    id="land_realestate",
    department="land",
    title="不动产登记系统",
    purpose="dwellings and their owners",
    delivery=CursorSql(),
    trust=90,
    tables=(
        Table(
            "bdc_fw",
            key=("bdcdyh",),
            cursor="djsj",
            records=(
                AddressMap(text="zl", floor_area="mj", usage="ghyt", active=Coded("zt", {"1": "true", "0": "false"})),
            ),
            expect=Expect(rows=(200_000, 330_000), filled={"zl": 0.97}),
        ),
        Table(
            "bdc_qlr",
            key=("qlrbh",),
            cursor="djsj",
            records=(
                PersonMap(name="qlrmc", certificate="zjh", phone="dh", when=_PERSON),
                EnterpriseMap(name="qlrmc", code="zjh", phone="dh", when=_COMPANY),
            ),
            links=(OwnershipLink(role="owner", address=Other("bdc_fw", key=("bdcdyh",))),),
            expect=Expect(rows=(70_000, 150_000), filled={"qlrmc": 0.97, "bdcdyh": 0.97}),
        ),
    ),
)
