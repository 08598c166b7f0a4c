"""Health (卫生健康): identity and residence of all inhabitants; nothing about health is taken."""

from connectors.source import AddressMap, CursorSql, Expect, PersonMap, ResidenceLink, System, Table

RESIDENTS = System(
    id="health_residents",
    department="health",
    title="全员人口信息系统",
    purpose="identity and residence only; nothing about health",
    delivery=CursorSql(),
    trust=70,
    tables=(
        Table(
            "resident",
            key=("rid",),
            cursor="rv_time",
            records=(
                PersonMap(
                    name="name",
                    certificate="idcard",
                    sex="sex",
                    birth_date="birthday",
                    phone="tel",
                    mother="mother",
                ),
                AddressMap(text="live_addr"),
            ),
            links=(ResidenceLink(role="living"),),
            refuse=("diag",),
            expect=Expect(rows=(170_000, 300_000), filled={"name": 0.97, "idcard": 0.8}),
        ),
    ),
)
