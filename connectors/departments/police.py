"""Police (公安): the household register, the registration of floating population, the list of standard addresses."""

from connectors.source import (
    AddressMap,
    Coded,
    Csv,
    CursorSql,
    Expect,
    FullDrop,
    PersonMap,
    ResidenceLink,
    System,
    Table,
)

HUKOU = System(
    id="police_hukou",
    department="police",
    title="常住人口信息管理系统",
    purpose="who is registered in the district, and where",
    delivery=CursorSql(),
    trust=95,
    tables=(
        Table(
            "t_czrk",
            key=("rybh",),
            cursor="gxsj",
            records=(
                PersonMap(
                    name="xm",
                    former_name="cym",
                    certificate="gmsfhm",
                    sex="xbdm",
                    birth_date="csrq",
                    phone="lxdh",
                    household_number="hh",
                    household_relation="yhzgx",
                    registered_division="hjdxzqh",
                    cancelled=Coded("zxbs", {"1": "true", "0": "false"}),
                ),
                AddressMap(text="hjdxz"),
            ),
            links=(
                # the register tells no day of the cancellation
                ResidenceLink(role="registered", link_status=Coded("zxbs", {"1": "ended", "0": "active"})),
            ),
            ignore=("pcsdm",),
            refuse=("mzdm", "zjxydm"),
            expect=Expect(rows=(700_000, 1_100_000), filled={"gmsfhm": 0.95, "xm": 0.98, "hjdxz": 0.9}),
        ),
    ),
)

FLOATING = System(
    id="police_floating",
    department="police",
    title="流动人口居住登记系统",
    purpose="who lives in the district without being registered here, and where",
    delivery=CursorSql(),
    trust=75,
    tables=(
        Table(
            "ldrk_djxx",
            key=("id",),
            cursor="gxsj",
            records=(
                PersonMap(
                    name="xm",
                    certificate="sfzh",
                    sex="xb",
                    birth_date="csrq",
                    phone="lxdh",
                    employer="fwcs",
                ),
                AddressMap(text="xzz", address_code="fwbh"),
                AddressMap(text="hjd"),
            ),
            links=(
                ResidenceLink(address="xzz", role="living", from_date="djrq", to_date="zxrq"),
                ResidenceLink(address="hjd", role="registered"),
            ),
            expect=Expect(rows=(400_000, 700_000), filled={"sfzh": 0.9, "xzz": 0.9}),
        ),
    ),
)

ADDRESSES = System(
    id="police_address",
    department="police",
    title="标准地址库 (一标三实)",
    purpose="the reference list of addresses",
    delivery=FullDrop("dz_*.csv"),
    trust=95,
    tables=(
        Table(
            "dz",
            key=("地址编码",),
            reader=Csv(encoding="gb18030"),
            records=(
                AddressMap(
                    text="地址全称",
                    address_code="地址编码",
                    division="行政区划",
                    street="街道",
                    community="村社",
                    road="街路巷",
                    number="门牌号",
                    compound="小区名",
                    building="楼幢号",
                    unit="单元号",
                    room="室号",
                    longitude="经度",
                    latitude="纬度",
                    active=Coded("状态", {"在用": "true", "停用": "false"}),
                ),
            ),
            expect=Expect(rows=(400_000, 650_000), filled={"地址全称": 0.95, "街道": 0.9}),
        ),
    ),
)
