"""Post (邮政): addresses that mail reaches, written out in full."""

from connectors.source import AddressMap, Expect, FullDrop, Parquet, System, Table

DELIVERY = System(
    id="postal_delivery",
    department="postal",
    title="投递地址库",
    purpose="addresses that mail reaches",
    delivery=FullDrop("tddz.parquet"),
    trust=55,
    tables=(
        Table(
            "tddz",
            key=("id",),
            reader=Parquet(),
            records=(AddressMap(text="address"),),
            ignore=("postcode", "point"),
            expect=Expect(rows=(35_000, 75_000), filled={"address": 0.99}),
        ),
    ),
)
