"""邮政: delivery addresses written out, as Parquet."""

import pyarrow as pa
import pyarrow.parquet as pq

from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 9), ("浙江省杭州市@", 1)), street=1.0, community=0.5, road=0.8, unit=0.95
)
_POINTS = {"compound": "小区", "house": "村"}


def delivery(clerk: Clerk) -> None:
    city = clerk.world.city
    writer = clerk.writer(_MANNER)
    places = [*city.homes, *city.offices, *city.workshops, *city.shops]
    chosen = clerk.chance.sample_or_all(places, clerk.world.count(50_000))
    rows = []
    for index, place in enumerate(chosen):
        key = 31_110_000_001 + index * 2
        text = writer.write(place)
        clerk.row("tddz", key).address("address", text)
        postcode = clerk.chance.choice(("311100", "311121", "311113"))
        rows.append((key, postcode, text.text, _POINTS.get(place.site.kind, "单位")))
    clerk.delivered("tddz", len(rows))
    keys, postcodes, addresses, points = zip(*rows, strict=True)
    table = pa.table(
        {
            "id": pa.array(keys, pa.int64()),
            "postcode": pa.array(postcodes),
            "address": pa.array(addresses).dictionary_encode(),
            "point": pa.array(points),
        }
    )
    path = clerk.folder / "postal_delivery" / "tddz.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path)
