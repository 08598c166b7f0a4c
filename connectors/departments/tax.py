"""Tax (税务): which enterprises are active, and where they are registered and work."""

from connectors.source import (
    AddressMap,
    Coded,
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

REGISTER = System(
    id="tax_register",
    department="tax",
    title="税务登记 (金税)",
    purpose="which enterprises are active",
    delivery=FullDrop("swdj_*.tsv"),
    trust=85,
    tables=(
        Table(
            "swdj",
            key=("djxh",),
            reader=Csv(separator="\t", quoted=False),
            records=(
                EnterpriseMap(
                    name="nsrmc",
                    code="nsrsbh",
                    legal_representative="fddbrxm",
                    phone="lxdh",
                    established="djrq",
                    status=Coded("nsrzt", {"03": "active", "05": "abnormal", "07": "deregistered"}),
                ),
                AddressMap(text="zcdz"),
                AddressMap(text="scjydz"),
                # the number is taken for nothing but knowing the legal representative
                PersonMap(name="fddbrxm", certificate="fddbrsfzh", when=Unless("fddbrxm", test=looks_like_enterprise)),
            ),
            links=(
                PremisesLink(address="zcdz", role="registered"),
                PremisesLink(address="scjydz", role="operating"),
                RepresentationLink(role="legal_representative"),
            ),
            refuse=("nse",),
            expect=Expect(rows=(50_000, 95_000), filled={"nsrsbh": 0.95, "nsrmc": 0.95}),
        ),
    ),
)
