"""Medical security (医疗保障): who is enrolled in basic medical insurance; identity only."""

from connectors.source import AddressMap, Expect, FullDrop, JsonLines, PersonMap, ResidenceLink, System, Table

ENROLMENT = System(
    id="medical_enrolment",
    department="medical",
    title="基本医疗保险参保登记",
    purpose="identity only",
    delivery=FullDrop("cb_*.jsonl.gz"),
    trust=75,
    tables=(
        Table(
            "cb",
            key=("psn_no",),
            reader=JsonLines(),
            records=(
                PersonMap(
                    name="psn_name",
                    certificate="certno",
                    sex="gend",
                    birth_date="brdy",
                    phone="tel",
                    employer="emp_name",
                ),
                AddressMap(text="addr"),
            ),
            links=(ResidenceLink(role="contact"),),
            expect=Expect(rows=(120_000, 230_000), filled={"psn_name": 0.97, "certno": 0.9}),
        ),
    ),
)
