"""公安 标准地址库: the reference list of addresses, one CSV file a month."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from connectors.demo import text
from connectors.demo.address_text import building_number, house_number
from connectors.demo.delivery import DemoSystem, Rhythm, Table, Way, shuffled
from connectors.demo.dice import Dice, Ints
from connectors.demo.ground import Kind
from connectors.demo.habits import Habits
from connectors.demo.habits.place_systems import AddressListHabits
from connectors.demo.nights import since_first, told
from connectors.demo.text import Texts
from connectors.demo.truth import Mentions
from connectors.demo.world import World
from connectors.demo.writers import delimited


def address_codes(world: World, address: Ints) -> Texts:
    """DZBM: the street's code and ten digits."""
    street = world.ground.sites.street[world.ground.addresses.site[address]]
    return text.join(text.pick(world.ground.streets.code, street), text.numbers(shuffled(address, 10), 10))


def _describe(world: World, habits: Habits) -> Sequence[Table]:
    own, dice, ground = habits.address_list, world.dice("police_address"), world.ground
    address = np.arange(len(ground.addresses.site))
    site = ground.addresses.site
    key = address_codes(world, address)
    whole = world.writer.write(address, address, own.address, dice("address"))
    own_text = dice("own text").chance(address, own.own_full_text)
    parts = _parts(world, address, own, dice)
    joined = text.join("余杭区", *_joinable(parts, world, address))
    out_of_use = dice("out of use").chance(address, own.out_of_use)
    out_of_use |= since_first(world.nights, address, dice("out of use"), "flipped")
    columns = {
        "地址编码": key,
        "行政区划": text.repeat("330110", len(address)),
        "街道": text.pick(ground.streets.name, ground.sites.street[site]),
        "村社": text.pick(ground.communities.name, ground.sites.community[site]),
        **parts,
        "地址全称": text.where(own_text, whole.text, joined),
        **_coordinates(world, site, address, own, dice),
        "状态": text.where(out_of_use, "停用", "在用"),
    }
    mentions = (
        Mentions("address", key, "地址全称", text.where(own_text, whole.entity, whole.dwelling), whole.dwelling),
    )
    return (Table("dz", ("地址编码",), columns, mentions),)


def _parts(world: World, address: Ints, own: AddressListHabits, dice: Dice) -> dict[str, Texts]:
    """Road to room, each in one of the ways in which clerks wrote it."""
    ground, leaves = world.ground, world.ground.addresses
    site, building, unit, room = leaves.site, leaves.building, leaves.unit, leaves.room
    sites, lettered = ground.sites, ground.sites.lettered[leaves.site]
    on_road, village = sites.road[site] >= 0, sites.kind[site] == Kind.VILLAGE
    han = dice("han").chance(address, own.address.han)
    number = house_number(sites.number[site], sites.branch[site])
    han_house = han & (sites.branch[site] == 0) & dice("han house").chance(site, 0.3)
    number = text.where(han_house, text.han_numbers(np.maximum(sites.number[site], 1)), number)
    suffix = dice("house").chance(address, own.address.number_suffix)
    words, weights = zip(*own.address.building_words, strict=True)
    word = text.where(lettered, "座", text.pick(words, dice("word").weighted(site, weights)))
    unit_text = text.where(han, text.han_numbers(unit), text.numbers(unit))
    bare_unit = dice("bare unit").chance(address, 0.15)
    bare_room = ~dice("room").chance(address, own.address.room_suffix)
    return {
        "街路巷": text.only(on_road, _roads(world, address, np.maximum(sites.road[site], 0), dice)),
        "门牌号": text.only(on_road | village, text.join(number, text.only(suffix, "号"))),
        "小区名": sites.compound.take(pa.array(site)),
        "楼幢号": text.only(building > 0, text.join(building_number(building, lettered, han), word)),
        "单元号": text.only(unit > 0, text.where(bare_unit, unit_text, text.join(unit_text, "单元"))),
        "室号": text.only(room > 0, text.join(text.numbers(room), text.only(~bare_room, "室"))),
    }


def _roads(world: World, address: Ints, road: Ints, dice: Dice) -> Texts:
    """Names of roads; a new one is entered in a row only when somebody has it in hand."""
    name = world.ground.roads.name.take(pa.array(road))
    for night, known in told(world.nights, address, dice("road"), 0.05):
        name = night.places.roads.over(name, road, known)
    return name


def _joinable(parts: dict[str, Texts], world: World, address: Ints) -> list[Texts]:
    """The parts as they stand in the full text: bare numbers get their words."""
    ground, site = world.ground, world.ground.addresses.site
    number, unit = parts["门牌号"], parts["单元号"]
    bare = text.filled(number) & ~_ends(number, "号")
    bare_unit = text.filled(unit) & ~_ends(unit, "单元")
    village = ground.sites.kind[site] == Kind.VILLAGE
    return [
        text.pick(ground.streets.name, ground.sites.street[site]),
        text.only(village, text.pick(ground.communities.name, ground.sites.community[site])),
        parts["街路巷"],
        text.join(number, text.only(bare, "号")),
        parts["小区名"],
        parts["楼幢号"],
        text.join(unit, text.only(bare_unit, "单元")),
        parts["室号"],
    ]


def _ends(column: Texts, word: str) -> np.ndarray:
    return np.asarray(pc.ends_with(column, word).to_numpy(zero_copy_only=False), dtype=bool)


def _coordinates(world: World, site: Ints, address: Ints, own: AddressListHabits, dice: Dice) -> dict[str, Texts]:
    known = ~dice("nowhere").chance(address, own.no_coordinates)
    known |= since_first(world.nights, address, dice("measured"), "completed")
    building = world.ground.addresses.building
    shift = dice("shift").uniform(site * 64 + building) * 0.0008
    longitude = np.round((world.ground.sites.longitude[site] + shift) * 1e6).astype(np.int64)
    latitude = np.round((world.ground.sites.latitude[site] - shift) * 1e6).astype(np.int64)
    return {"经度": text.only(known, _degrees(longitude)), "纬度": text.only(known, _degrees(latitude))}


def _degrees(millionths: Ints) -> Texts:
    return text.join(text.numbers(millionths // 1_000_000), ".", text.numbers(millionths % 1_000_000, 6))


def _write(folder: Path, tables: Sequence[Table], day: date) -> None:
    delimited.write_csv(folder / f"dz_{day:%Y%m}.csv", tables[0], encoding="gb18030", newline="\r\n")


SYSTEM = DemoSystem("police_address", Way.DROP, _describe, _write, Rhythm.MONTHLY)
