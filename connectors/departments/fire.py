"""Fire and rescue (消防): units under supervision and fire incidents, one workbook a month."""

from connectors.source import (
    AddressMap,
    EnterpriseMap,
    Excel,
    Expect,
    FireIncidentMap,
    FullDrop,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    System,
    Table,
)

SUPERVISION = System(
    id="fire_supervision",
    department="fire",
    title="消防监督管理系统",
    purpose="units under fire supervision and fire incidents by place",
    delivery=FullDrop("xfjd_*.xlsx"),
    trust=60,
    tables=(
        Table(
            "重点单位",
            key=("单位编号",),
            reader=Excel(sheet="重点单位", total="合计"),
            records=(
                EnterpriseMap(name="单位名称", code="统一社会信用代码", phone="联系电话"),
                AddressMap(text="单位地址"),
                PersonMap(name="消防安全责任人", phone="联系电话"),
            ),
            links=(PremisesLink(role="supervised"), RepresentationLink(role="fire_safety")),
            ignore=("单位类别", "列管日期"),
            expect=Expect(rows=(3_000, 8_000), filled={"统一社会信用代码": 0.8}),
        ),
        Table(
            "火灾警情",
            key=("警情编号",),
            reader=Excel(sheet="火灾警情", total="合计"),
            records=(
                FireIncidentMap(
                    event_number="警情编号",
                    reported_at="接警时间",
                    premises_type="起火场所",
                    death_count="死亡人数",
                    injury_count="受伤人数",
                    loss_yuan="直接财产损失",
                ),
                AddressMap(text="地址"),
            ),
            expect=Expect(rows=(2_000, 5_000), filled={"地址": 0.9}),
        ),
    ),
)
