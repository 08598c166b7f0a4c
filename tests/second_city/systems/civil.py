"""民政: official, former and alternative names, as JSON lines."""

import json

from tests.second_city import vocabulary as v
from tests.second_city.places import Level, Road, Site
from tests.second_city.systems.clerk import Clerk
from tests.second_city.wording import Wording

Item = dict[str, object]


def placenames(clerk: Clerk) -> None:
    """Every road and compound, most villages, and bridges that no other system names."""
    world = clerk.world
    items = [_road(clerk, road) for road in world.city.roads]
    sites: dict[str, Site] = {place.site.key: place.site for place in [*world.city.homes, *world.city.offices]}
    items += [_compound(clerk, site) for site in sites.values() if site.compound]
    for community in world.city.communities:
        if clerk.chance.hit(0.9):
            entity = f"community/{community.street}/{community.name}"
            kind = "村" if community.name.endswith("村") else "社区"
            items.append(_item(clerk, community.name, kind, community.street, "", (entity, "community")))
    for _ in range(world.count(400)):
        street = clerk.chance.choice(world.city.communities).street
        name = f"{clerk.chance.choice(v.ROAD_HEADS)}{clerk.chance.choice(v.ROAD_TAILS)}桥"
        items.append(_item(clerk, name, "桥梁", street, "", (f"bridge/{street}/{name}", "site")))
    clerk.chance.shuffle(items)
    folder = clerk.folder / "civil_placenames"
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for index, item in enumerate(items):
        key = f"DM33{index * 5 + 60_001}"
        place = item.pop("truth")
        assert isinstance(place, Wording)
        clerk.row("dm", key).address("bzmc", place)
        lines.append(json.dumps({"dmid": key, **item}, ensure_ascii=clerk.chance.hit(0.3)) + "\n")
    lost = clerk.without_key(lines, lambda line: json.dumps({**json.loads(line), "dmid": None}) + "\n")
    clerk.delivered("dm", len(lines), len(lost))
    lines += lost
    (folder / "dm.jsonl").write_text("".join(lines), encoding="utf-8")


def _road(clerk: Clerk, road: Road) -> Item:
    former = [road.former] if road.former else []
    return _item(clerk, road.name, "道路", road.streets[0], "", (road.key, "road"), (former, []))


def _compound(clerk: Clerk, site: Site) -> Item:
    kind = "住宅区" if site.kind == "compound" else "建筑物"
    community = site.community.name if clerk.chance.hit(0.8) else ""
    also = [site.alias] if site.alias else []
    return _item(clerk, site.compound or "", kind, site.community.street, community, (site.key, "site"), ([], also))


def _item(
    clerk: Clerk,
    name: str,
    kind: str,
    street: str,
    community: str,
    truth: tuple[str, Level],
    others: tuple[list[str], list[str]] = ([], []),
) -> Item:
    """`others` are the former and the alternative names; empty lists are written as lists, as null, or not at all."""
    item: Item = {
        "bzmc": name,
        "lb": kind,
        "jd": street,
        "sq": community,
        "pzrq": f"{clerk.moment(9000):%Y-%m-%d}",
        "zt": "在用" if clerk.chance.hit(0.97) else "注销",
        "truth": Wording(name, truth[0], truth[1], None),
    }
    for field, values in zip(("cym", "bm"), others, strict=True):
        if values or clerk.chance.hit(0.6):
            item[field] = values or clerk.chance.choice(([], None))
    return item
