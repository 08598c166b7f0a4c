"""Addresses as their owners write them: which parts, in which words, how far, and what place the text still names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from connectors.demo import errors, text
from connectors.demo.dice import Dice, Flags, Ints
from connectors.demo.ground import Ground, Kind, Level, entity
from connectors.demo.habits import AddressStyle
from connectors.demo.nights import Night, since_first
from connectors.demo.text import Texts


@dataclass(frozen=True)
class Written:
    """A column of address texts and the places they name."""

    text: Texts
    entity: Texts
    dwelling: Texts


@dataclass(frozen=True)
class _Part:
    """A piece of the text; `names` is False for what only goes with a level, such as '室'."""

    level: Level
    text: Texts
    names: bool = True


class AddressWriter:
    """Writes columns of addresses of one ground, after these nights."""

    def __init__(self, ground: Ground, nights: Sequence[Night] = ()) -> None:
        self._ground, self._nights = ground, nights
        self._room_names = text.numbers(np.arange(10_000))

    def write(
        self, address: Ints, keys: Ints, style: AddressStyle, dice: Dice, depth: ArrayLike = Level.ROOM
    ) -> Written:
        """One text a key, down to this level."""
        parts = self._parts(address, keys, style, dice)
        if depth is not Level.ROOM:
            deepest = np.broadcast_to(depth, len(keys))
            parts = [replace(part, text=text.only(part.level <= deepest, part.text)) for part in parts]
        return self._finish(parts, address, keys, style, dice)

    def write_cut(
        self, address: Ints, keys: Ints, style: AddressStyle, dice: Dice, size: int, encoding: str
    ) -> Written:
        """Texts cut at `size` bytes; a character cut in two ends as U+FFFD."""
        parts = self._parts(address, keys, style, dice)
        whole = self._finish(parts, address, keys, style, dice)
        long = text.byte_lengths(whole.text, encoding) > size
        cut = text.edit(whole.text, long, dice, keys, lambda value, _: cut_bytes(value, size, encoding))
        level = self._deepest(parts, np.where(long, size, 1 << 30), encoding)
        return Written(cut, entity(self._ground, address, level), whole.dwelling)

    def _finish(self, parts: list[_Part], address: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> Written:
        column = text.join(*[part.text for part in parts])
        slip = dice("typo").chance(keys, style.typo) & ~since_first(self._nights, keys, dice("typo"), "corrected")
        column = text.edit(column, slip, dice("how"), keys, errors.similar_shape)
        if style.full_width:
            column = text.where(dice("wide").chance(keys, style.full_width), text.full_width(column), column)
        if style.blank:
            blank = dice("blank").chance(keys, style.blank)
            column = text.edit(column, blank, dice("where"), keys, lambda v, b: v[: b % len(v)] + " " + v[b % len(v) :])
        level = self._deepest(parts, np.full(len(address), 1 << 30), "utf-8")
        dwelling = entity(self._ground, address, np.full(len(address), int(Level.ROOM)))
        return Written(column, entity(self._ground, address, level), dwelling)

    def _deepest(self, parts: list[_Part], limit: Ints, encoding: str) -> Ints:
        level, size = np.full(len(limit), int(Level.NOTHING)), np.zeros(len(limit), dtype=np.int64)
        for part in parts:
            own = text.byte_lengths(part.text, encoding)
            size += own
            if part.names:
                level = np.where((own > 0) & (size <= limit), np.maximum(level, part.level), level)
        return level

    def _parts(self, address: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> list[_Part]:
        site = self._ground.addresses.site[address]
        return [
            *self._area_parts(site, keys, style, dice),
            *self._site_parts(address, site, keys, style, dice),
            *self._inner_parts(address, site, keys, style, dice),
        ]

    def _area_parts(self, site: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> list[_Part]:
        ground, sites = self._ground, self._ground.sites
        names, weights = zip(*style.prefixes, strict=True)
        street = sites.street[site]
        full = dice("suffix").chance(keys, style.street_suffix)
        street_text = text.where(full, text.pick(ground.streets.name, street), text.pick(ground.streets.short, street))
        village = sites.kind[site] == Kind.VILLAGE
        with_community = village | dice("community").chance(keys, style.community)
        return [
            _Part(Level.STREET, text.pick(names, dice("prefix").weighted(keys, weights)), names=False),
            _Part(Level.STREET, text.only(dice("street").chance(keys, style.street), street_text)),
            _Part(
                Level.COMMUNITY, text.only(with_community, text.pick(ground.communities.name, sites.community[site]))
            ),
        ]

    def _site_parts(self, address: Ints, site: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> list[_Part]:
        sites = self._ground.sites
        has_road, has_name = sites.road[site] >= 0, text.filled(sites.compound.take(site))
        with_name = has_name & (~has_road | dice("compound").chance(keys, style.compound))
        with_road = has_road & (~with_name | dice("road").chance(keys, style.road))
        village = sites.kind[site] == Kind.VILLAGE
        group = text.only(village & dice("group").chance(keys, 0.6), text.join(text.numbers(sites.group[site]), "组"))
        # Without 号 the number of the house would run into that of the building.
        suffix = dice("number").chance(keys, style.number_suffix) | with_name
        suffix |= self._ground.addresses.level[address] > Level.SITE
        return [
            _Part(Level.SITE, group, names=False),
            _Part(Level.ROAD, text.only(with_road, self.road_name(sites.road[site], keys, style, dice))),
            _Part(Level.SITE, text.only(with_road | village, house_number(sites.number[site], sites.branch[site]))),
            _Part(Level.SITE, text.only((with_road | village) & suffix, "号"), names=False),
            _Part(Level.SITE, text.only(with_name, self.compound_name(site, keys, style, dice))),
        ]

    def _inner_parts(self, address: Ints, site: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> list[_Part]:
        leaves = self._ground.addresses
        building, unit, room = (column[address] for column in (leaves.building, leaves.unit, leaves.room))
        dashed = dice("dashed").chance(keys, style.dashed) & (building > 0) & (room > 0)
        han = dice("han").chance(keys, style.han) & ~dashed
        words, weights = zip(*style.building_words, strict=True)
        lettered = self._ground.sites.lettered[site] & ~dashed
        word = text.where(lettered, "座", text.pick(words, dice("word").weighted(keys, weights)))
        suffix = dice("room").chance(keys, style.room_suffix) & ~dashed
        return [
            _Part(Level.BUILDING, text.only(building > 0, building_number(building, lettered, han))),
            _Part(Level.BUILDING, text.only(building > 0, text.where(dashed, "-", word)), names=False),
            _Part(Level.UNIT, text.only(unit > 0, text.where(han, text.han_numbers(unit), text.numbers(unit)))),
            _Part(Level.UNIT, text.only(unit > 0, text.where(dashed, "-", "单元")), names=False),
            _Part(Level.ROOM, text.only(room > 0, text.pick(self._room_names, room))),
            _Part(Level.ROOM, text.only((room > 0) & suffix, "室"), names=False),
        ]

    def road_name(self, road: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> Texts:
        """The road's name, now and then its former or its other one."""
        roads, road = self._ground.roads, np.maximum(road, 0)
        name, former, alias = roads.name.take(road), roads.former.take(road), roads.alias.take(road)
        name = text.where(text.filled(alias) & dice("road alias").chance(keys, style.alias), alias, name)
        return text.where(text.filled(former) & dice("road former").chance(keys, style.former), former, name)

    def compound_name(self, site: Ints, keys: Ints, style: AddressStyle, dice: Dice) -> Texts:
        """The compound's name, now and then its former or its other one."""
        sites = self._ground.sites
        name, former, alias = sites.compound.take(site), sites.former.take(site), sites.alias.take(site)
        name = text.where(text.filled(alias) & dice("compound alias").chance(keys, style.alias), alias, name)
        return text.where(text.filled(former) & dice("compound former").chance(keys, style.former), former, name)


def house_number(number: Ints, branch: Ints) -> Texts:
    """'88', or '88-1' for the first shop that shares 88."""
    return text.join(text.numbers(number), text.only(branch > 0, text.join("-", text.numbers(branch))))


def building_number(building: Ints, lettered: Flags, han: Flags) -> Texts:
    """'3', '三' or 'C'."""
    letters = text.pick(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), (building - 1) % 26)
    return text.where(lettered, letters, text.where(han, text.han_numbers(building), text.numbers(building)))


def cut_bytes(value: str, size: int, encoding: str) -> str:
    """The first `size` bytes; a character cut in two ends as U+FFFD, as a database client shows it."""
    return value.encode(encoding)[:size].decode(encoding, errors="replace")
