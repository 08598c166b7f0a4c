"""The charts of one kind: each a sentence on what it shows, and the drawing."""

from collections.abc import Iterator
from math import log2

from matching.model import LinkageModel
from pipelines.charts.frame import Axis, Frame, Key, Mark
from pipelines.charts.plots import Column, Line, Row, bars, columns, lines, mirrored, pairs_of_bars
from pipelines.evaluation.measured import Measured

_BLUE, _ORANGE, _GREEN, _RED, _GREY = "#1f6fb4", "#d9822b", "#2b8a63", "#c2455a", "#8794a0"
_Figure = tuple[str, str]
_LARGEST = 24


def by_threshold(found: Measured) -> _Figure:
    """Precision, recall and F1 of the clusters, and recall of the compared pairs alone."""
    points = [(each.threshold, each.quality) for each in found.thresholds]
    lowest = min(min(q.precision, q.recall) for _, q in points)
    low, first, last = max(lowest - (1 - lowest) * 0.15 - 0.002, 0.0), points[0][0], points[-1][0]
    frame = Frame(
        Axis(first, last, "links from so many bits of posterior odds 阈值", _signed),
        Axis(low, 1.0, "share 比例", "{:.3g}".format),
    )
    drawn = (
        Line("precision 精确率", _BLUE, [(at, q.precision) for at, q in points], dots=True),
        Line("recall 召回率", _ORANGE, [(at, q.recall) for at, q in points], dots=True),
        Line("F1", _GREY, [(at, q.f1) for at, q in points], is_dashed=True),
    )
    said = "Of pairs of records after clustering; decisions are left out, the model speaks alone."
    return said, lines("Precision and recall by threshold", frame, drawn, _marks(found))


def scores(found: Measured) -> _Figure:
    """Candidate pairs by posterior odds: matches upwards, others downwards."""
    shown = [each for each in found.bins if each.matches or each.others]
    if not shown:
        return "No candidate pair is labelled.", ""
    high = max(max(each.matches, each.others) for each in shown)
    low, last = min(shown[0].bits, -6.0), shown[-1].bits + 1
    frame = Frame(
        Axis(low, last, "posterior odds in bits 后验比特", _signed),
        Axis(0, float(high), "pairs, by powers of ten 对数", _short, is_log=True),
    )
    drawn = [Column(each.bits, f"{each.bits:+g} bits", (float(each.matches), float(each.others))) for each in shown]
    keys = Key("one entity 同一实体", _GREEN), Key("two entities 不同实体", _RED)
    said = "By the labels: pairs of one entity above the line, of two below; between the marks a person is asked."
    return said, mirrored("Candidate pairs by posterior odds", frame, drawn, keys, _marks(found))


def blocking(found: Measured) -> _Figure:
    """Recall that each rule adds, and the pairs it costs."""
    before, rows = 0.0, []
    for each in found.rules:
        words = f"{each.recall:.1%} · {_short(each.pairs)}"
        rows.append(Row(each.rule, each.recall - before, words, _BLUE))
        before = each.recall
    high = max((row.value for row in rows), default=1.0)
    said = (
        "The bar is what the rule adds to the recall of pairs; behind it the recall so far and the pairs it compares."
    )
    return said, bars(rows, 0.0, high)


def sizes(found: Measured) -> _Figure:
    """How many entities have how many records, found and true."""
    every = sorted({*found.found_sizes, *found.true_sizes})
    shown = [size for size in every if size < _LARGEST]
    drawn = [Column(size, str(size), (found.found_sizes.get(size, 0), found.true_sizes.get(size, 0))) for size in shown]
    rest = [sum(n for size, n in of.items() if size >= _LARGEST) for of in (found.found_sizes, found.true_sizes)]
    if any(rest):
        drawn.append(Column(_LARGEST, f"{_LARGEST}+", (rest[0], rest[1])))
    high = max(max(column.values) for column in drawn)
    frame = Frame(
        Axis(0, 1, "labelled records of an entity 记录数"), Axis(0, high, "entities 实体数", _short, is_log=True)
    )
    keys = Key("found 系统结果", _BLUE), Key("true 标注", _GREY)
    return "By powers of ten.", columns("Entities by their number of records", frame, drawn, keys)


def weights(model: LinkageModel) -> _Figure:
    """Bits of each level, those of a frequency at their least frequent."""
    rows = list(_weights(model))
    low, high = min(row.value for row in rows), max(row.value for row in rows)
    said = (
        "log2(m/u) in bits. Where a value's frequency counts (≤), this is the weight of the rarest value; "
        "common ones weigh less."
    )
    return said, bars(rows, min(low, 0.0), high)


def _weights(model: LinkageModel) -> Iterator[Row]:
    for comparison in model.comparisons:
        for level in comparison.levels:
            bits = log2(level.m / level.u)
            words = f"{'≤ ' if level.frequency else ''}{bits:+.1f}"
            yield Row(f"{comparison.name}: {level.label}", bits, words, _GREEN if bits > 0 else _RED)
        bits = log2(comparison.else_m / comparison.else_u)
        yield Row(f"{comparison.name}: else", bits, f"{bits:+.1f}", _GREEN if bits > 0 else _RED)


def m_and_u(model: LinkageModel) -> _Figure:
    """The two shares behind each weight."""
    rows = [
        (f"{comparison.name}: {label}", m, u)
        for comparison in model.comparisons
        for label, m, u in (
            *((level.label, level.m, level.u) for level in comparison.levels),
            ("else", comparison.else_m, comparison.else_u),
        )
    ]
    keys = Key("m: of pairs of one entity 同一实体", _GREEN), Key("u: of all other pairs 其他", _RED)
    return "How many pairs reach each level.", pairs_of_bars(rows, keys)


def _marks(found: Measured) -> list[Mark]:
    if found.model is None:
        return []
    return [Mark(found.model.thresholds.unsure, "asked 存疑"), Mark(found.model.thresholds.link, "linked 链接")]


def _signed(value: float) -> str:
    return f"{value:+g}" if value else "0"


def _short(value: float) -> str:
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.3g}{unit}"
    return f"{value:.0f}"
