"""司法: mediations, served by a REST service with an opaque cursor; parties are there and must not be taken."""

import json
from datetime import timedelta

from tests.second_city.places import Level
from tests.second_city.systems.clerk import NOW, Clerk
from tests.second_city.wording import Manner

_MANNER = Manner(
    prefixes=(("", 5), ("余杭区", 2)),
    street=0.85,
    street_short=0.05,
    community=0.5,
    road=0.25,
    bare_room=0.5,
    tails=("", "", "", "附近", "门口", "内"),
)
_KINDS = ("邻里", "婚姻家庭", "劳动争议", "物业", "房屋宅基地", "损害赔偿")


def mediations(clerk: Clerk) -> None:
    world = clerk.world
    writer = clerk.writer(_MANNER)
    items = []
    for index in range(world.count(12_000)):
        key = f"YHRT[2024]{index + 301}"
        place = clerk.chance.choice(clerk.chance.choice((world.city.homes, world.city.lets, world.city.shops)))
        deep: Level = clerk.chance.choice((place.depth, "site", "site", "community"))
        spot = writer.write(place, deep)
        clerk.row("mediations", key).address("dd", spot)
        begun = NOW - timedelta(days=clerk.chance.randrange(5, 900))
        ended = begun + timedelta(days=clerk.chance.randrange(1, 60))
        changed = min(NOW, ended + timedelta(seconds=clerk.chance.randrange(86_400)))
        items.append(
            {
                "bh": key,
                "lx": clerk.chance.choice(_KINDS),
                "dd": spot.text,
                "slrq": f"{begun:%Y-%m-%d}",
                "jg": clerk.chance.choice(("调解成功", "调解不成")) if ended < NOW else "进行中",
                "jarq": f"{ended:%Y-%m-%d}" if ended < NOW else None,
                "dsr": [{"xm": clerk.strangers.stranger().name, "dh": "1" + clerk.chance.digits(10)} for _ in "ab"],
                "gxsj": f"{changed:%Y-%m-%dT%H:%M:%S}+08:00",
            }
        )
    items.sort(key=lambda item: str(item["gxsj"]))
    clerk.delivered("mediations", len(items))
    path = clerk.folder / "justice_mediation.json"
    path.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
