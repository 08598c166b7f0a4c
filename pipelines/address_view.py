"""How `hub address` looks: the parts under the text, the place in its tree, the candidates and why."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from matching.addresses.placing import Candidate, Placing
from pipelines.address_lookup import Lookup, Piece
from pipelines.console import screen, table
from schema.normalize.address import Verdict

_CHINESE = {
    "country": "国",
    "province": "省",
    "city": "市",
    "district": "区县",
    "zone": "园区",
    "street": "街道",
    "community": "村社",
    "group": "组",
    "hamlet": "自然村",
    "road": "路",
    "lane": "弄",
    "number": "门牌",
    "compound": "小区楼盘",
    "phase": "期区",
    "building": "幢",
    "unit": "单元",
    "floor": "层",
    "room": "室",
    "occupant": "单位",
    "intersection": "交叉口",
    "near": "方位",
    "distance": "距离",
    "at": "处",
    "repeated": "重复",
    "remark": "备注",
    "leftover": "未识别",
    "outside": "区外",
}
"""The parts of an address and levels of a place."""
_AREAS = frozenset({"country", "province", "city", "district", "zone", "street", "community", "group", "hamlet"})
_INSIDE = frozenset({"building", "unit", "floor", "room", "occupant"})
_ASIDE = frozenset({"intersection", "near", "distance", "at", "repeated", "remark", "phase"})
_WIDEST = 120


def show(found: Lookup) -> None:
    """Everything that is known of the text."""
    console = screen()
    for block in blocks(found, min(console.width, _WIDEST)):
        console.print(block)


def blocks(found: Lookup, width: int) -> Iterator[RenderableType]:
    """What `show` prints on a screen so wide, one after the other."""
    if found.verdict == Verdict.NOTHING:
        yield Text("not an address: a word for nothing, a telephone number, or no Chinese text", style="yellow")
        return
    yield from _bands(found.pieces, width)
    yield _facts(found)
    if found.placing is not None:
        yield from _place(found.placing)


def _bands(pieces: Sequence[Piece], width: int) -> Iterator[Table]:
    """The text, each piece over the name of its part; as many pieces side by side as the screen is wide."""
    band: list[Piece] = []
    used = 0
    for piece in pieces:
        size = max(map(cell_len, _column(piece))) + 1
        if band and used + size > width:
            yield _band(band)
            band, used = [], 0
        band.append(piece)
        used += size
    if band:
        yield _band(band)


def _column(piece: Piece) -> tuple[str, str, str]:
    part = piece.part or ""
    return piece.written.replace("\n", " "), part or "·", _CHINESE.get(part, "")


def _band(pieces: Sequence[Piece]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    columns = [_column(piece) for piece in pieces]
    for _ in pieces:
        grid.add_column(no_wrap=True, overflow="ellipsis")
    written, *below = zip(*columns, strict=True)
    styles = [_style(piece.part) for piece in pieces]
    grid.add_row(*(Text(text, style=style) for text, style in zip(written, styles, strict=True)))
    for terms in below:
        grid.add_row(*(Text(term, style="dim") for term in terms))
    grid.add_row()
    return grid


def _style(part: str | None) -> str:
    if part is None or part == "leftover":
        return "bold red"
    if part in _AREAS:
        return "bold green"
    if part in _INSIDE:
        return "bold magenta"
    return "bold yellow" if part in _ASIDE else "bold cyan"


def _facts(found: Lookup) -> Table:
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="bold", no_wrap=True)
    facts.add_column(overflow="fold")
    for name, value in _named_facts(found):
        facts.add_row(name, Text(value))
    return facts


def _named_facts(found: Lookup) -> Iterator[tuple[str, str]]:
    yield "reading 识别", found.verdict
    if found.canonical_text:
        yield "canonical 规范", found.canonical_text
    if found.division_code:
        yield "division 区划", found.division_code
    if found.doubts:
        yield "by convention", ", ".join(found.doubts)
    unread = [piece.written.strip() for piece in found.pieces if piece.part in (None, "leftover")]
    left = " ".join(written for written in unread if any(map(str.isalnum, written)))
    if left:
        yield "left over", left
    for piece in found.pieces:
        if piece.note:
            yield "name", f"{piece.written} is a {piece.note}"
    if found.placing is None:
        yield "place", "not looked up: no home here, so the grammar alone has read the text"


def _place(placing: Placing) -> Iterator[RenderableType]:
    for written, official in placing.corrections.items():
        yield Text(f"{written} is taken for {official}, one character off", style="yellow")
    for written, names in placing.suggestions.items():
        yield Text(f"{written} may be {' or '.join(names)}: left open", style="yellow")
    if placing.path:
        yield _tree(placing)
    else:
        yield Text(_why_open(placing), style="yellow")
    if len(placing.candidates) > 1:
        yield _candidates(placing.candidates)


def _why_open(placing: Placing) -> str:
    if placing.outside is not None:
        return f"\noutside the district, in {placing.outside}; no record names this place"
    if not placing.candidates:
        return "\nno place of the last run fits"
    return f"\nopen: {len(placing.candidates)} places fit, none better than the others"


def _tree(placing: Placing) -> RenderableType:
    root: Tree | None = None
    node: Tree | None = None
    for place in placing.path:
        code = f" [{place.code}]" if place.code and place.level in ("district", "street", "community") else ""
        line = Text.assemble(
            (place.canonical_text, "bold"), (f"  {place.level} {_CHINESE.get(place.level, '')}", "dim"), code,
            (f"  {place.address_id}", "cyan"),
        )  # fmt: skip
        node = Tree(line) if node is None else node.add(line)
        root = root or node
    last = placing.path[-1]
    sure = "" if last.confidence is None else f"confidence {last.confidence:.2f}"
    gone = f"; not known there: {', '.join(f'{part} {placing.named[part]}' for part in placing.unknown)}"
    note = Text(sure + (gone if placing.unknown else ""), style="dim")
    return Group(Text("\nplace 所在", style="bold"), root or Text(), note)


def _candidates(candidates: Sequence[Candidate]) -> Table:
    rows = [(each.canonical_text, each.address_id, each.score, _why(each)) for each in candidates]
    return table("\nCandidates", "place", "address id!", "score>", "why", rows=rows)


def _why(candidate: Candidate) -> str:
    return ", ".join(f"{part} {points:+}" for part, points in candidate.points.items())
