"""Justice (司法行政): disputes before the people's mediation, by type and place; the parties are not taken."""

from connectors.source import AddressMap, CursorRest, Expect, MediationMap, System, Table

MEDIATIONS = System(
    id="justice_mediation",
    department="justice",
    title="人民调解信息系统",
    purpose="disputes by type and place; parties are not taken",
    delivery=CursorRest(since="since", cursor="cursor", header="X-Api-Key"),
    trust=45,
    tables=(
        Table(
            "mediations",
            key=("bh",),
            cursor="gxsj",
            records=(
                MediationMap(
                    event_number="bh",
                    category="lx",
                    filed_date="slrq",
                    closed_date="jarq",
                    outcome="jg",
                ),
                AddressMap(text="dd"),
            ),
            refuse=("dsr",),
            expect=Expect(rows=(8_000, 20_000), filled={"dd": 0.9}),
        ),
    ),
)
