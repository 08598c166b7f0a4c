"""Market regulation (市场监督管理): the register of enterprises and sole traders, and what was altered in it."""

from connectors.source import (
    AddressMap,
    Coded,
    CursorSql,
    EnterpriseAlterationMap,
    EnterpriseMap,
    Expect,
    Other,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    System,
    Table,
    Unless,
    When,
    looks_like_enterprise,
)

_FIRM = Other("e_baseinfo", key=("pripid",))
_MOVED = When("altitem", ("住所", "住所变更", "经营场所", "地址"))

REGISTRY = System(
    id="market_registry",
    department="market",
    title="企业登记信息系统",
    purpose="the reference list of enterprises and sole traders",
    delivery=CursorSql(),
    trust=95,
    tables=(
        Table(
            "e_baseinfo",
            key=("pripid",),
            cursor="s_ext_timestamp",
            records=(
                EnterpriseMap(
                    each_once=True,
                    name="entname",
                    code="uniscid",
                    registration_number="regno",
                    type_code="enttype",
                    legal_representative="lerep",
                    industry_section="industryphy",
                    industry="industryco",
                    capital="regcap",
                    established="estdate",
                    status=Coded("regstate", {"1": "active", "2": "revoked", "3": "deregistered", "4": "moved_out"}),
                ),
                AddressMap(text="dom"),
                # a partnership can be represented by an enterprise
                PersonMap(name="lerep", certificate="lerep_certno", when=Unless("lerep", test=looks_like_enterprise)),
            ),
            links=(PremisesLink(role="registered"), RepresentationLink(role="legal_representative")),
            expect=Expect(rows=(90_000, 160_000), filled={"uniscid": 0.85, "entname": 0.9, "dom": 0.95}),
        ),
        Table(
            "e_alter",
            key=("altid",),
            cursor="s_ext_timestamp",
            records=(
                EnterpriseAlterationMap(
                    enterprise=_FIRM,
                    address="altaf",
                    altered_item="altitem",
                    value_before="altbe",
                    value_after="altaf",
                    altered_date="altdate",
                ),
                AddressMap(text="altbe", when=_MOVED),
                AddressMap(text="altaf", when=_MOVED),
            ),
            links=(
                PremisesLink(enterprise=_FIRM, address="altbe", role="registered", to_date="altdate"),
                PremisesLink(enterprise=_FIRM, address="altaf", role="registered", from_date="altdate"),
            ),
            expect=Expect(rows=(25_000, 60_000), filled={"altbe": 0.9}),
        ),
    ),
)
