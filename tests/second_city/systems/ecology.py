"""生态环境: units with a discharge permit, one JSON document, in some months in GB18030 by mistake."""

import json

from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Manner

_MANNER = Manner(
    prefixes=(("浙江省杭州市余杭区", 4), ("杭州市余杭区", 3), ("余杭区", 2)), street=0.95, community=0.2, road=0.8
)


def permits(clerk: Clerk) -> None:
    world = clerk.world
    writer = clerk.writer(_MANNER)
    firms = [firm for firm in world.firms if firm.credit_code and firm.section in "CEH"]
    items = []
    for firm in clerk.chance.sample_or_all(firms, world.count(3_000)):
        key = f"{firm.credit_code}{clerk.chance.choice('VPQ')}{clerk.chance.randrange(1, 4):03d}"
        truth = clerk.row("pw", key)
        truth.enterprise("name", firm.key)
        truth.person("legal", firm.representative.key)
        place = writer.write(firm.address)
        truth.address("address", place)
        items.append(
            {
                "permit_no": key,
                "name": clerk.firm_name(firm),
                "uscc": firm.credit_code if clerk.chance.hit(0.92) else clerk.chance.choice(("", None)),
                "address": place.text,
                "legal": clerk.name(firm.representative),
                "valid_to": f"{2025 + clerk.chance.randrange(5)}-{clerk.chance.randrange(1, 13):02d}-15",
            }
        )
    lost = clerk.without_key(items, lambda item: {**item, "permit_no": None})
    clerk.delivered("pw", len(items), len(lost))
    items += lost
    encoding = "gb18030" if clerk.habits.rough or world.seed % 2 else "utf-8"
    path = clerk.folder / "ecology_sources" / "pw.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"date": "2024-05-20", "items": items}, ensure_ascii=False, indent=1)
    path.write_bytes(text.encode(encoding))
