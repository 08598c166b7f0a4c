"""民政 地名管理系统: official, former and alternative names of roads, compounds, villages and bridges."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from connectors.demo import text, vocabulary
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.dice import Dice, Ints
from connectors.demo.habits import Habits
from connectors.demo.nights import since_first
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions
from connectors.demo.world import World
from connectors.demo.writers import items

ROWS = 5_000


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    dice, ground = world.dice("civil_placenames"), world.ground
    named = np.flatnonzero(text.filled(ground.sites.compound))
    villages = np.flatnonzero(ground.communities.is_village)
    room = world.size(ROWS) - len(ground.roads.street) - len(named)
    villages = villages[: max(0, room)]
    bridges = np.arange(max(0, room - len(villages)) + world.grown(ROWS) - world.size(ROWS))
    parts = [
        _roads(world),
        _compounds(world, named),
        _villages(world, villages),
        _bridges(world, bridges, dice("bridges")),
    ]
    columns = {name: pa.concat_arrays([part[name] for part in parts]) for name in parts[0]}
    count = len(columns["bzmc"])
    keys = np.arange(count)
    key = text.join("DM330110", text.numbers(shuffled(keys, 6), 6))
    entity = columns.pop("entity")
    out_of_use = dice("out of use").chance(keys, habits.placenames.out_of_use)
    out_of_use |= since_first(world.nights, keys, dice("out of use"), "flipped")
    whole = {
        "dmid": key,
        **columns,
        "pzrq": text.dates(4_000 + dice("approved").integer(keys, 0, 15_000)),
        "zt": text.where(out_of_use, "注销", "在用"),
    }
    return (Table("dm", ("dmid",), whole, (Mentions("address", key, "bzmc", entity),)),)


def _lists(column: Texts) -> pa.Array:
    """A list of one name, or of none."""
    has = text.filled(column)
    return pa.ListArray.from_arrays(pa.array(np.r_[0, np.cumsum(has)], pa.int32()), column.filter(pa.array(has)))


def _part(
    world: World, names: tuple[Texts, Texts, Texts], kind: str, community: Ints, entity: Texts
) -> dict[str, Texts]:
    """Rows of one kind of name; `names` are standard, former and other names."""
    streets, communities = world.ground.streets, world.ground.communities
    return {
        "bzmc": names[0],
        "cym": _lists(names[1]),
        "bm": _lists(names[2]),
        "lb": text.repeat(kind, len(community)),
        "jd": text.pick(streets.name, communities.street[community]),
        "sq": text.pick(communities.name, community),
        "entity": entity,
    }


def _roads(world: World) -> dict[str, Texts]:
    roads = world.ground.roads
    count = len(roads.street)
    entity = text.join("road:", text.numbers(np.arange(count)))
    name, former = roads.name, roads.former
    for night in world.nights:
        changed = night.places.roads
        name, former = changed.applied(name), changed.reversed().applied(former)
    return _part(world, (name, former, roads.alias), "道路", roads.communities[:, 0], entity)


def _compounds(world: World, site: Ints) -> dict[str, Texts]:
    sites = world.ground.sites
    entity = text.join("site:", text.numbers(site))
    name, former, alias = (column.take(pa.array(site)) for column in (sites.compound, sites.former, sites.alias))
    part = _part(world, (name, former, alias), "", sites.community[site], entity)
    return {**part, "lb": text.pick(["住宅区", "住宅区", "村", "商业网点", "建筑物", "工业区"], sites.kind[site])}


def _villages(world: World, community: Ints) -> dict[str, Texts]:
    communities = world.ground.communities
    none = text.repeat("", len(community))
    entity = text.join("community:", text.pick(communities.code, community))
    return _part(world, (text.pick(communities.name, community), none, none), "村", community, entity)


def _bridges(world: World, keys: Ints, dice: Dice) -> dict[str, Texts]:
    place = vocabulary.words()["place"]
    first, last = vocabulary.distinct(place["first"]), vocabulary.distinct(place["last"])
    name = text.join(
        text.pick(list(first), dice("first").integer(keys, 0, len(first))),
        text.pick(list(last), dice("last").integer(keys, 0, len(last))),
        text.pick(place["bridge_suffix"], dice("suffix").integer(keys, 0, len(place["bridge_suffix"]))),
    )
    none = text.repeat("", len(keys))
    community = dice("community").integer(keys, 0, len(world.ground.communities.street))
    return _part(world, (name, none, none), "桥梁", community, text.join("bridge:", text.numbers(keys)))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    items.write(folder / "dm.jsonl", tables[0].arrow())


SYSTEM = DemoSystem("civil_placenames", Way.DROP, _describe, _write, Rhythm.MONTHLY)
