"""The evaluation as one HTML page that needs nothing else: no script, no font, no network."""

from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources

from pipelines.evaluation import figures
from pipelines.evaluation.groups import SMALLEST, GroupQuality
from pipelines.evaluation.measured import Measured
from pipelines.report_view import KINDS
from warehouse.clock import now

_TITLE = "How well records are matched 匹配质量评估"
_FOOTER = (
    f"Aggregated figures only; groups of fewer than {SMALLEST} records are not shown. "
    f"仅含汇总数据；不足 {SMALLEST} 条记录的组不显示。"
)


def page(found: Sequence[Measured], title: str) -> str:
    """All kinds, one after the other."""
    style = resources.files("pipelines").joinpath("charts", "page.css").read_text(encoding="utf-8")
    links = "".join(f'<a href="#{each.kind}">{each.kind} {KINDS[each.kind.value]}</a>' for each in found)
    body = "".join("".join(_of_kind(each)) for each in found)
    head = (
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style>'
    )
    return (
        f'<!doctype html><html lang="en"><head>{head}</head><body><main><h1>{_TITLE}</h1>'
        f'<p class="soft">{escape(title)}, {now():%Y-%m-%d %H:%M}</p><nav>{links}</nav>{body}'
        f"<footer>{_FOOTER}</footer></main></body></html>"
    )


def _of_kind(found: Measured) -> Iterator[str]:
    model = f"model {found.model.name} {found.model.version}" if found.model else "read one by one, never compared"
    yield f'<h2 id="{found.kind}">{found.kind} {KINDS[found.kind.value]}</h2>'
    unknown = f"{found.unknown:,} of them of no record of the hub"
    yield f'<p class="soft">{found.labels:,} labels, {unknown}; {escape(model)}</p>'
    yield _tiles(found)
    yield '<div class="grid">'
    if found.model:
        yield _card("Precision and recall by threshold", "精确率与召回率", *figures.by_threshold(found))
        yield _card("Match weights of candidate pairs", "候选对得分分布", *figures.scores(found))
        yield _card("What other thresholds would give", "不同阈值的结果", *_thresholds(found), is_wide=True)
        yield _card("Blocking rules", "分块规则召回", *figures.blocking(found))
    yield _card("Sizes of entities", "实体大小", *figures.sizes(found))
    yield _card("By system", "分系统质量", *_groups(found, is_system=True))
    yield _card("By group", "分组质量", *_groups(found, is_system=False))
    if found.model:
        yield _card("Match weight of each level", "各级别权重", *figures.weights(found.model))
        yield _card("m and u of each level", "m 与 u 概率", *figures.m_and_u(found.model))
    yield "</div>"


def _tiles(found: Measured) -> str:
    quality = found.quality
    tiles = (
        (f"{quality.precision:.4f}", "precision of pairs 精确率"),
        (f"{quality.recall:.4f}", "recall of pairs 召回率"),
        (f"{quality.f1:.4f}", "F1 of pairs"),
        (f"{quality.exact:.2%}", "entities exactly right 完全正确"),
        (
            f"{quality.bcubed_f1:.4f}",
            f"F1 of records (B³): {quality.bcubed_precision:.4f}, {quality.bcubed_recall:.4f}",
        ),
        (f"{quality.records:,}", f"records 记录, {quality.clusters:,} entities found 实体"),
    )
    return (
        '<div class="tiles">'
        + "".join(f'<div class="tile"><b>{a}</b><span>{b}</span></div>' for a, b in tiles)
        + "</div>"
    )


def _card(title: str, chinese: str, said: str, drawn: str, *, is_wide: bool = False) -> str:
    return (
        f'<section class="card{" wide" if is_wide else ""}"><h3>{escape(title)} {chinese}</h3>'
        f"<p>{escape(said)}</p>{drawn}</section>"
    )


def _thresholds(found: Measured) -> tuple[str, str]:
    link = found.model.thresholds.link if found.model else 0.0
    heads = ("bits", "precision", "recall", "F1", "B³ precision", "B³ recall", "exact", "entities")
    rows = []
    for each in found.thresholds:
        q = each.quality
        cells = (q.precision, q.recall, q.f1, q.bcubed_precision, q.bcubed_recall, q.exact)
        words = "".join(f"<td>{value:.4f}</td>" for value in cells)
        now_ = ' class="now"' if each.threshold == link else ""
        rows.append(f"<tr{now_}><td>{each.threshold:+g}</td>{words}<td>{q.clusters:,}</td></tr>")
    head = "".join(f"<th>{word}</th>" for word in heads)
    table = f'<div class="scroll"><table><tr>{head}</tr>{"".join(rows)}</table></div>'
    return "Links from so many bits of posterior odds on, clustered; marked: the model's threshold.", table


def _groups(found: Measured, *, is_system: bool) -> tuple[str, str]:
    shown = [each for each in found.groups if each.grouping.startswith("system") == is_system]
    said = "Mean over the records of a group (B-cubed): precision, recall, records."
    rows = "".join(f"<tr>{_group_cells(each)}</tr>" for each in shown)
    head = "<th></th><th>precision</th><th>recall</th><th>records</th>"
    return said, f'<div class="scroll"><table><tr>{head}</tr>{rows}</table></div>'


def _group_cells(each: GroupQuality) -> str:
    name = each.group if each.grouping.startswith("system") else f"{each.grouping}: {each.group}"
    return f"<td>{escape(name)}</td><td>{each.precision:.4f}</td><td>{each.recall:.4f}</td><td>{each.records:,}</td>"
