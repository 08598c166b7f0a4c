"""A case as a person reads it: both records with their differences marked, the waterfall of weights, the neighbours."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from matching.explain import Evidence, Explanation
from pipelines.console import screen, table
from pipelines.review.about import About
from pipelines.review.cases import Case, Side
from pipelines.review.differences import Difference, Piece
from pipelines.review.questions import Question
from schema.columns import attribute
from schema.linkage import Judgement

WORDS = {Judgement.LINK: "link 同一", Judgement.NO_LINK: "no link 不同", Judgement.UNSURE: "unsure 不确定"}
_STYLES = {"same": "green", "shared": "green", "differs": "red"}
_WIDEST, _BESIDE = 30, 62
"""Of the waterfall's bars, and of what stands beside them."""
_NEIGHBOURS = 6


def show(case: Case, question: Question | None = None) -> None:
    """The case on standard output."""
    console = screen()
    for part in _parts(case, question):
        console.print(part)


def _parts(case: Case, question: Question | None) -> Iterator[RenderableType]:
    if question is not None:
        yield Text.assemble(
            ("● ", "yellow"), (question.about.words, "bold"), f": {question.why}; worth {question.value:.1f} pairs"
        )
    yield Text(f"A  {case.left.record}", overflow="fold")
    yield Text(f"B  {case.right.record}", overflow="fold")
    yield table("", "", "字段", "A", "B", "", rows=map(_difference, case.differences))
    # who judges a random pair must not be swayed by what the model made of it
    if question is None or question.about is not About.SAMPLE:
        yield from _context(case)
    yield from _warnings(case)


def _context(case: Case) -> Iterator[RenderableType]:
    yield waterfall(case.explanation)
    yield _sum(case.explanation)
    if case.left.entity_id == case.right.entity_id:
        yield _neighbours("Both are in", case.left)
    else:
        yield _neighbours("A is in", case.left)
        yield _neighbours("B is in", case.right)


def _difference(each: Difference) -> tuple[object, ...]:
    verdict = Text(each.verdict, style=_STYLES.get(each.verdict, "yellow" if each.left and each.right else "dim"))
    return each.column, _title(each.column), marked(each.left), marked(each.right), verdict


def _title(column: str) -> str:
    try:
        return attribute(column).definition.title
    except KeyError:
        return ""


def marked(pieces: Iterable[Piece]) -> Text:
    """Differing characters stand out by colour and underline, and in a pipe by brackets."""
    is_plain = not screen().is_terminal
    text = Text("" if pieces else "·", style="" if pieces else "dim")
    for words, is_other in pieces:
        text.append(f"[{words}]" if is_other and is_plain else words, style="bold red underline" if is_other else "")
    return text


def waterfall(found: Explanation) -> RenderableType:
    """Each weight as a step from the prior odds to the posterior."""
    steps = [("a random pair", "", found.prior)] + [
        (each.comparison, each.level, each.weight) for each in found.evidence if _speaks(each)
    ]
    ends, total = [], 0.0
    for _, _, weight in steps:
        ends.append((total, total + weight))
        total += weight
    low, high = min(min(pair) for pair in ends), max(max(pair) for pair in ends)
    scale = max(min(screen().width - _BESIDE, _WIDEST), 8) / ((high - low) or 1.0)
    rows = [
        (name, level, f"{weight:+.2f}", _step(begin - low, end - low, scale))
        for (name, level, weight), (begin, end) in zip(steps, ends, strict=True)
    ]
    return table("Weights in bits", "comparison", "level", "weight>", "from the prior to the posterior", rows=rows)


def _speaks(each: Evidence) -> bool:
    return each.level != "absent"


def _step(begin: float, end: float, scale: float) -> Text:
    first, last = sorted((round(begin * scale), round(end * scale)))
    bar = "█" * max(last - first, 1)
    return Text(" " * first).append(bar, style="green" if end > begin else "red")


def _sum(found: Explanation) -> Text:
    odds = found.match_weight + found.prior
    chance = 1 / (1 + 2**-odds)
    text = Text(f"together {odds:+.2f} bits: one entity in {chance:.1%} of such cases; the model says ")
    text.append(f"{WORDS[found.judgement]}", style="bold")
    return text.append(f", excluded: {found.excluded}" if found.excluded else "", style="yellow")


def _neighbours(words: str, side: Side) -> RenderableType:
    systems = ", ".join(f"{system} {count}" for system, count in side.systems.items())
    title = f"{words} {side.entity_id} with " + (f"{len(side.others)} others: {systems}" if side.others else "no other")
    rows = [
        (each.record, each.name, each.number, None if each.match_weight is None else f"{each.match_weight:+.1f}")
        for each in side.others[:_NEIGHBOURS]
    ]
    more = len(side.others) - len(rows)
    if more:
        rows.append((f"and {more} more", "", "", ""))
    return table(title, "record", "name", "number", "weight>", rows=rows) if rows else Text(f"{title}\n", style="bold")


def _warnings(case: Case) -> Iterator[Text]:
    if case.two_numbers:
        yield Text("! the two entities have different valid numbers; a link would give one entity both", "yellow")
    if case.earlier is not None:
        each = case.earlier
        yield Text(
            f"! decision {each.number} stands: {WORDS[each.judgement]}, by {each.author}, "
            f"{each.decided_at}: {each.reason}",
            "yellow",
        )
