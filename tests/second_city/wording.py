"""How a place is written: each system has a manner, and each text knows which place it still names.

A text is made of pieces; a piece reaches down to a level.  Cutting the text cuts the level too.
"""

from dataclasses import dataclass, field

from tests.second_city.chance import Chance
from tests.second_city.misspelling import misspelt
from tests.second_city.places import Level, Place, Road, Site

NUMERALS = "零一二三四五六七八九"
_DEPTHS: tuple[Level, ...] = ("district", "street", "community", "road", "site", "building", "unit", "room")


@dataclass(frozen=True, slots=True)
class Wording:
    text: str
    entity: str
    level: Level
    dwelling: str | None


@dataclass(frozen=True, slots=True)
class Manner:
    """Weights and rates of one system's writers."""

    prefixes: tuple[tuple[str, int], ...] = (("", 2), ("余杭区", 4), ("杭州市余杭区", 3), ("浙江省杭州市余杭区", 1))
    """'@' stands for today's district of the street: 余杭区 or 临平区."""
    street: float = 0.9
    street_short: float = 0.0
    street_old: float = 0.0
    community: float = 0.3
    road: float = 0.5
    """Road and number in front of a compound's name."""
    gate_only: float = 0.03
    """Road and number without the compound's name."""
    alias: float = 0.0
    former_road: float = 0.0
    unit: float = 0.8
    """Written although the room number alone would do."""
    joins: tuple[tuple[str, int], ...] = (("幢", 6), ("栋", 1), ("号楼", 1), ("-", 2))
    chinese: float = 0.05
    wide: float = 0.0
    bare_room: float = 0.5
    tails: tuple[str, ...] = field(default=("",))


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    level: Level


def chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number >= 100:
        rest = number % 100
        return NUMERALS[number // 100] + "百" + ("" if not rest else "零" * (rest < 10) + chinese_hundred(rest))
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (
        NUMERALS[ones] if ones or not tens else ""
    )


def chinese_hundred(rest: int) -> str:
    return ("一" if 10 <= rest < 20 else "") + chinese_number(rest)


def wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def short_street(street: str) -> str:
    return street.removesuffix("街道").removesuffix("镇")


class Writer:
    """Writes places in one manner; every draw comes from one stream."""

    def __init__(self, manner: Manner, chance: Chance, slips: Chance | None = None, slip: float = 0.0) -> None:
        """`slip` is the rate at which a name of a road or compound has a wrong character, drawn from `slips`."""
        self.manner = manner
        self.chance = chance
        self.slips = slips or chance
        self.slip = slip

    def write(self, place: Place, depth: Level | None = None) -> Wording:
        """The text of a place down to `depth`, or as deep as the place is."""
        return self.finish(self.pieces(place, depth or place.depth), place)

    def write_cut(self, place: Place, limit: int, encoding: str) -> tuple[Wording, bytes]:
        """The text cut at so many bytes, perhaps inside a character but never inside a number; and those bytes."""
        pieces = self.pieces(place, place.depth)
        while True:
            cut = cut_pieces(pieces, limit, encoding)
            if cut is not None:
                whole = "".join(piece.text for piece in pieces)
                return self.finish(cut, place), whole.encode(encoding)[:limit]
            pieces = pieces[1:]

    def finish(self, pieces: list[Piece], place: Place) -> Wording:
        levels: list[Level] = ["district", *(piece.level for piece in pieces)]
        level = max(levels, key=_DEPTHS.index)
        text = "".join(piece.text for piece in pieces)
        if self.chance.hit(self.manner.wide):
            text = wide(text)
        return Wording(text, place.key(level), level, place.full_key)

    def pieces(self, place: Place, depth: Level) -> list[Piece]:
        site = place.site
        pieces = [Piece(self.prefix(site), "district"), *self.area(site, depth), *self.site_pieces(site, depth)]
        deep = _DEPTHS.index(depth)
        if deep >= _DEPTHS.index("building"):
            pieces += self.inner(place, depth)
        tail = self.chance.choice(self.manner.tails)
        return [piece for piece in [*pieces, Piece(tail, "district")] if piece.text]

    def prefix(self, site: Site) -> str:
        texts, weights = zip(*self.manner.prefixes, strict=True)
        return str(self.chance.choices(texts, weights)[0]).replace("@", site.community.district)

    def area(self, site: Site, depth: Level) -> list[Piece]:
        """Street and community; at least one where the rest would be ambiguous."""
        if depth == "district":
            return []
        with_street = self.chance.hit(self.manner.street) or depth == "street" or site.needs_street
        with_community = depth == "community" or (
            depth != "street" and (site.kind == "house" or self.chance.hit(self.manner.community))
        )
        pieces = [Piece(self.street(site), "street")] if with_street else []
        return [*pieces, Piece(site.community.name, "community")] if with_community else pieces

    def street(self, site: Site) -> str:
        street = site.community.street
        if self.chance.hit(self.manner.street_short):
            return short_street(street)
        return f"{short_street(street)}镇" if self.chance.hit(self.manner.street_old) else street

    def site_pieces(self, site: Site, depth: Level) -> list[Piece]:
        deep = _DEPTHS.index(depth)
        if deep < _DEPTHS.index("road"):
            return []
        if depth == "road":
            return [Piece(self.road(site.road), "road")] if site.road else []
        named = site.compound is not None
        gate = site.road is not None and (not named or self.chance.hit(self.manner.road))
        pieces = self.gate(site) if gate or not named else []
        if named and not (pieces and self.chance.hit(self.manner.gate_only)):
            pieces.append(Piece(self.compound(site, bool(pieces)), "site"))
        return pieces

    def gate(self, site: Site) -> list[Piece]:
        first = []
        if site.road:
            first = [Piece(self.road(site.road), "road")]
        elif site.group and (site.needs_group or self.chance.hit(0.6)):
            first = [Piece(site.group, "community")]
        return [*first, Piece(self.number(site.number or ""), "site")]

    def road(self, road: Road) -> str:
        former = road.former and self.chance.hit(self.manner.former_road)
        return self.slipped(road.former if road.former and former else road.name)

    def slipped(self, name: str) -> str:
        return misspelt(name, self.slips) if self.slip and self.slips.hit(self.slip) else name

    def number(self, number: str) -> str:
        if number.isdigit() and self.chance.hit(self.manner.chinese):
            return chinese_number(int(number)) + "号"
        return number + self.chance.choices(("号", "號", "号"), (30, 1, 0))[0]

    def compound(self, site: Site, with_gate: bool) -> str:
        if with_gate and site.alias and self.chance.hit(self.manner.alias):
            return site.alias
        return self.slipped(site.compound or "")

    def inner(self, place: Place, depth: Level) -> list[Piece]:
        texts, weights = zip(*self.manner.joins, strict=True)
        join = self.chance.choices(texts, weights)[0]
        room = place.room if depth == "room" else None
        with_unit = place.unit and (place.needs_unit or depth == "unit" or (room and self.chance.hit(self.manner.unit)))
        unit = place.unit if with_unit else None
        if join == "-" and room and (place.building or "1").isdigit():
            return self.dashed(place, unit, room)
        return self.formal(place, "幢" if join == "-" else join, unit, room)

    def dashed(self, place: Place, unit: str | None, room: str) -> list[Piece]:
        parts = [part for part in (place.building, unit, room) if part]
        return [Piece("-".join(parts) + ("" if self.chance.hit(0.8) else "室"), "room")]

    def formal(self, place: Place, join: str, unit: str | None, room: str | None) -> list[Piece]:
        pieces = []
        if place.building:
            pieces.append(Piece(self.counted(place.building, join), "building"))
        if unit:
            pieces.append(Piece(self.counted(unit, "单元"), "unit"))
        if room:
            pieces.append(Piece(room + ("" if self.chance.hit(self.manner.bare_room) else "室"), "room"))
        return pieces

    def counted(self, number: str, measure: str) -> str:
        if not number.isdigit():
            return number
        return (chinese_number(int(number)) if self.chance.hit(self.manner.chinese) else number) + measure


def cut_pieces(pieces: list[Piece], limit: int, encoding: str) -> list[Piece] | None:
    """The pieces within `limit` bytes; None where the cut would fall into a piece that holds a number."""
    kept: list[Piece] = []
    left = limit
    for piece in pieces:
        size = len(piece.text.encode(encoding))
        if size <= left:
            kept.append(piece)
            left -= size
            continue
        if any(sign.isdigit() or sign in NUMERALS + "十百" for sign in piece.text):
            return None if left else kept
        torn = piece.text.encode(encoding)[:left].decode(encoding, errors="replace")
        return [*kept, Piece(torn, "district")] if torn else kept
    return kept
