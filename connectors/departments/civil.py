"""Civil affairs (民政): official, former and alternative names of roads, compounds, villages and bridges."""

from connectors.source import (
    AddressMap,
    Coded,
    Expect,
    FullDrop,
    JsonLines,
    PlaceNameMap,
    System,
    Table,
    Unless,
    When,
)

_ROADS = ("道路", "街路巷", "街", "路", "巷", "弄", "公路")
_COMMUNITIES = ("村", "社区", "行政村")
_IN_USE = Coded("zt", {"在用": "true", "注销": "false"})

PLACE_NAMES = System(
    id="civil_placenames",
    department="civil",
    title="地名管理系统",
    purpose="official, former and alternative names of roads and compounds",
    delivery=FullDrop("dm.jsonl"),
    trust=90,
    tables=(
        Table(
            "dm",
            key=("dmid",),
            reader=JsonLines(arrays=("cym", "bm")),
            records=(
                AddressMap(road="bzmc", street="jd", community="sq", active=_IN_USE, when=When("lb", _ROADS)),
                AddressMap(community="bzmc", street="jd", active=_IN_USE, when=When("lb", _COMMUNITIES)),
                AddressMap(
                    compound="bzmc",
                    street="jd",
                    community="sq",
                    active=_IN_USE,
                    when=Unless("lb", (*_ROADS, *_COMMUNITIES)),
                ),
                PlaceNameMap(
                    address="bzmc",
                    standard_place_name="bzmc",
                    former_place_names="cym",
                    place_aliases="bm",
                    place_type="lb",
                    street="jd",
                    community="sq",
                    approved_date="pzrq",
                    is_active=_IN_USE,
                ),
            ),
            expect=Expect(rows=(3_500, 7_500), filled={"bzmc": 0.99, "jd": 0.9}),
        ),
    ),
)
