"""Human resources and social security (人社): who is insured through which employer, and wage arrears."""

from connectors.source import (
    AddressMap,
    Coded,
    Csv,
    CursorSql,
    EmploymentLink,
    EnterpriseMap,
    Expect,
    FullDrop,
    Other,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    ResidenceLink,
    System,
    Table,
    WageCaseMap,
)

INSURANCE = System(
    id="hr_insurance",
    department="hr",
    title="社会保险信息系统 (金保工程)",
    purpose="who works where",
    delivery=CursorSql(),
    trust=80,
    tables=(
        Table(
            "ac01",
            key=("aac001",),
            cursor="aae036",
            records=(
                PersonMap(name="aac003", certificate="aac002", sex="aac004", birth_date="aac006", phone="aae005"),
                AddressMap(text="aae006"),
            ),
            links=(ResidenceLink(role="contact"),),
            expect=Expect(rows=(300_000, 550_000), filled={"aac002": 0.95}),
        ),
        Table(
            "ab01",
            key=("aab001",),
            cursor="aae036",
            records=(
                EnterpriseMap(
                    name="aab004",
                    code="aab998",
                    registration_number="aab007",
                    legal_representative="aab013",
                    phone="aae005",
                ),
                AddressMap(text="aae006"),
                PersonMap(name="aab013"),
            ),
            links=(PremisesLink(role="insured"), RepresentationLink(role="legal_representative")),
            expect=Expect(rows=(20_000, 40_000), filled={"aab004": 0.99, "aab998": 0.7}),
        ),
        Table(
            "ac02",
            key=("aac001", "aab001", "aac030"),
            cursor="aae036",
            links=(
                EmploymentLink(
                    role="insured",
                    person=Other("ac01", key=("aac001",)),
                    enterprise=Other("ab01", key=("aab001",)),
                    from_date="aac030",
                    link_status=Coded("aac031", {"1": "active", "2": "paused", "3": "ended"}),
                ),
            ),
            expect=Expect(rows=(400_000, 650_000)),
        ),
    ),
)

INSPECTION = System(
    id="hr_inspection",
    department="hr",
    title="劳动保障监察系统",
    purpose="wage-arrears cases by employer and place",
    delivery=FullDrop("jc_*.csv"),
    trust=40,
    tables=(
        Table(
            "jc",
            key=("案件编号",),
            reader=Csv(encoding="utf-8"),
            records=(
                WageCaseMap(
                    event_number="案件编号",
                    filed_date="投诉日期",
                    worker_count="涉及人数",
                    arrears_yuan="欠薪金额",
                    closed_date="办结日期",
                    outcome="处理结果",
                ),
                EnterpriseMap(name="用人单位", code="信用代码"),
                AddressMap(text="单位地址"),
            ),
            links=(PremisesLink(role="stated"),),
            expect=Expect(rows=(1_000, 4_000), filled={"用人单位": 0.9}),
        ),
    ),
)
