"""Telecom (电信): broadband subscribers under their real names; certificates and some names are masked by the owner."""

from connectors.source import (
    AddressMap,
    Coded,
    Delimited,
    DeltaDrop,
    EnterpriseMap,
    Expect,
    PersonMap,
    PremisesLink,
    ResidenceLink,
    System,
    Table,
    Unless,
    When,
)

_BUSINESS_LICENCE = ("3",)
_LINE_STATUS = Coded("状态", {"1": "active", "0": "ended"})

SUBSCRIBERS = System(
    id="telecom_subscribers",
    department="telecom",
    title="宽带实名用户清单",
    purpose="which addresses are lived in; contact numbers",
    delivery=DeltaDrop("yh_*.txt.gz", operation="操作"),
    trust=55,
    tables=(
        Table(
            "yh",
            key=("用户编号",),
            reader=Delimited(
                columns=(
                    "操作",
                    "用户编号",
                    "证件类型",
                    "证件号码",
                    "客户名称",
                    "联系电话",
                    "装机地址",
                    "入网日期",
                    "状态",
                ),
                encoding="gb18030",
                separator="|",
                done=".ok",
            ),
            records=(
                PersonMap(
                    name="客户名称",
                    certificate="证件号码",
                    phone="联系电话",
                    when=Unless("证件类型", _BUSINESS_LICENCE),
                ),
                EnterpriseMap(
                    name="客户名称",
                    code="证件号码",
                    phone="联系电话",
                    when=When("证件类型", _BUSINESS_LICENCE),
                ),
                AddressMap(text="装机地址"),
            ),
            links=(
                ResidenceLink(role="subscriber", from_date="入网日期", link_status=_LINE_STATUS),
                PremisesLink(role="subscriber", from_date="入网日期", link_status=_LINE_STATUS),
            ),
            expect=Expect(rows=(250_000, 420_000), filled={"客户名称": 0.95, "装机地址": 0.95}),
        ),
    ),
)
