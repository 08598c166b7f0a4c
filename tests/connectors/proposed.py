"""commerce: farm_markets.

Proposed by `hub systems new`: behind each `#` stands why, to be deleted when it is decided.  `hub systems check` tries
it; nothing is landed while a column is undecided.
"""

from connectors.source import (
    AddressMap,
    Csv,
    EnterpriseMap,
    Expect,
    FullDrop,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    System,
    Table,
    Unless,
    looks_like_enterprise,
)

FARM_MARKETS = System(
    id="farm_markets",
    department="commerce",
    title="farm_markets",  # its name in Chinese
    purpose="what the hub needs it for",  # one line; analysts read it
    delivery=FullDrop("nm_*.csv"),
    trust=50,  # 0 to 100: whose word counts; registers that act on proof stand highest
    tables=(
        Table(
            "nm",
            key=("市场编号",),  # unique in the sample
            reader=Csv(),
            records=(
                EnterpriseMap(
                    name="市场名称",  # 100% of its values are names of enterprises
                    code="统一社会信用代码",  # 100% of its values are credit codes (GB 32100)
                    legal_representative="法定代表人",  # 100% of its values are names of persons
                    phone="联系电话",  # 100% of its values are telephone numbers
                ),
                AddressMap(
                    text="市场地址",  # 100% of its values are addresses
                ),
                PersonMap(
                    name="法定代表人",  # 100% of its values are names of persons
                    certificate="身份证号码",  # 100% of its values are resident numbers (GB 11643)
                    when=Unless("法定代表人", test=looks_like_enterprise),
                ),
            ),
            links=(PremisesLink(role="stated"), RepresentationLink(role="legal_representative")),
            refuse=(
                "民族",  # by its name: the hub has no purpose for it
            ),
            undecided=(
                "状态",  # texts, 100% filled
            ),
            expect=Expect(filled={"市场名称": 0.9, "统一社会信用代码": 0.9, "法定代表人": 0.9}),
        ),
    ),
)
