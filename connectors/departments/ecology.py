"""Ecology and environment (生态环境): enterprises with a discharge permit."""

from connectors.source import (
    AddressMap,
    EnterpriseMap,
    Expect,
    FullDrop,
    JsonDocument,
    PersonMap,
    PremisesLink,
    RepresentationLink,
    System,
    Table,
    Unless,
    looks_like_enterprise,
)

SOURCES = System(
    id="ecology_sources",
    department="ecology",
    title="排污单位名录",
    purpose="enterprises with a discharge permit",
    delivery=FullDrop("pw.json"),
    trust=65,
    tables=(
        Table(
            "pw",
            key=("permit_no",),
            # GB18030 by mistake in some months
            reader=JsonDocument(items="items", date="date", encodings=("utf-8", "gb18030")),
            records=(
                EnterpriseMap(
                    name="name",
                    code="uscc",
                    permit="permit_no",
                    permit_expiry="valid_to",
                    legal_representative="legal",
                ),
                AddressMap(text="address"),
                PersonMap(name="legal", when=Unless("legal", test=looks_like_enterprise)),
            ),
            links=(PremisesLink(role="permitted"), RepresentationLink(role="legal_representative")),
            expect=Expect(rows=(2_000, 5_000), filled={"name": 0.97, "uscc": 0.85}),
        ),
    ),
)
