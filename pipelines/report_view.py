"""A run's report as a person reads it: compact tables, the same on a terminal and in a pipe."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from pipelines.console import age, screen, table
from pipelines.drift import Drift
from pipelines.report import ReleaseFacts, RunReport, SystemLine
from schema.linkage import Kind
from warehouse.clock import now

KINDS: Mapping[str, str] = {Kind.PERSON.value: "人员", Kind.ADDRESS.value: "地址", Kind.ENTERPRISE.value: "市场主体"}
STAGES = {
    "land": "landing 落地",
    "map": "mapping 映射",
    "load": "loading 入库",
    "address": "addresses 地址",
    "enterprise": "enterprises 主体",
    "person": "persons 人员",
    "release": "release 发布",
}
_STATES = {
    "done": Text("done", style="green"),
    "skipped": Text("nothing new", style="dim"),
    "failed": Text("failed", style="red"),
}
_REFUSALS_SHOWN = 8


def show(found: RunReport, *, whole: bool = False) -> None:
    """The report on standard output; `whole`: what the release holds, also where nothing changed."""
    console = screen()
    for part in _parts(found, whole=whole):
        console.print(Padding(part, (0, 0, 0, 1), expand=False))


def _parts(found: RunReport, *, whole: bool) -> Iterator[RenderableType]:
    yield _systems(found)
    yield _accounts(found)
    yield from _messages(found)
    if found.release_number is None:
        yield _unchanged(found)
    if found.release is not None and (whole or found.release_number is not None):
        yield _entities(found.release)
        yield _relations(found.release)
        if found.refused:
            yield _refused(found)
    yield from _work(found)
    yield _seconds(found)


_HEADS = {
    "received": "received",
    "unchanged": "unchanged",
    "recorded": "recorded",
    "quarantined": "quarantined",
    "rejected": "values refused",
    "deleted": "deleted",
}
_ALWAYS = ("received", "recorded")


def _systems(found: RunReport) -> RenderableType:
    shown = [name for name in _HEADS if name in _ALWAYS or any(getattr(line, name) for line in found.systems)]
    rows = [(line.system, line.title, _STATES[line.state], *_counts(line, shown)) for line in found.systems]
    seconds = f"{sum(line.seconds for line in found.systems):.1f}"
    rows.append((Text("all", style="bold"), "", "", *(_sum(found, name) for name in shown), seconds))
    heads = (f"{_HEADS[name]}>" for name in shown)
    return table(f"Run {found.number}: deliveries", "system!", "系统…", "!", *heads, "seconds>", rows=rows)


def _counts(line: SystemLine, shown: list[str]) -> tuple[object, ...]:
    return *(getattr(line, name) for name in shown), f"{line.seconds:.1f}"


def _sum(found: RunReport, name: str) -> int:
    return sum(int(getattr(line, name)) for line in found.systems)


def _accounts(found: RunReport) -> RenderableType:
    """The promise that nothing is lost, with its numbers."""
    sums = {name: _sum(found, name) for name in ("received", "unchanged", "recorded", "quarantined")}
    holds = sums["received"] == sums["unchanged"] + sums["recorded"] + sums["quarantined"]
    kept = f"{sums['recorded'] + sums['unchanged']:,} recorded + {sums['quarantined']:,} quarantined"
    return Text(f"{'✓' if holds else '✗'} {sums['received']:,} rows received = {kept}", "green" if holds else "red")


def _messages(found: RunReport) -> Iterator[RenderableType]:
    for line in found.systems:
        if line.state == "failed":
            yield Text.assemble(("✗ ", "red"), (line.system, "bold"), f" ({_stale(line)}): {line.message}")
        elif line.message:
            yield Text.assemble(("! ", "yellow"), (line.system, "bold"), f": {line.message}")
    yield from drift_lines(found.drift)


def drift_lines(found: Iterable[Drift]) -> Iterator[Text]:
    """What departments changed, a line each."""
    for each in found:
        for line in each.lines:
            yield Text.assemble(("! ", "yellow"), (each.system, "bold"), f": {line}")


def _stale(line: SystemLine) -> str:
    if line.last_good_at is None:
        return "never landed yet"
    return f"its state of {line.last_good_at:%Y-%m-%d %H:%M}, {age(now() - line.last_good_at)} old, stays in use"


def _unchanged(found: RunReport) -> RenderableType:
    if found.state == "held":
        return Text(f"The release is held: {found.message}", "yellow")
    if found.release is None:
        return Text("Nothing was published.", "yellow")
    return Text(f"Nothing changed: release {found.release.number} stays the newest.", "green")


def _entities(release: ReleaseFacts) -> RenderableType:
    rows = [
        (kind, title, release.records[kind], release.entities[kind], _share(release, kind))
        for kind, title in KINDS.items()
    ]
    return table(
        f"Release {release.number}: entities", "kind", "类别", "records>", "entities>", "records each>", rows=rows
    )


def _share(release: ReleaseFacts, kind: str) -> str:
    entities = release.entities[kind]
    return f"{release.records[kind] / entities:.2f}" if entities else "·"


def _relations(release: ReleaseFacts) -> RenderableType:
    words = [f"{name} {count:,}" for name, count in {**release.links, **release.events}.items()]
    return Text.assemble(("links and events  ", "bold"), " · ".join(words) or "none", "\n")


def _refused(found: RunReport) -> RenderableType:
    shown = [
        (each.system, each.table_name, each.verdict, each.column or "", each.rule, each.rows)
        for each in found.refused[:_REFUSALS_SHOWN]
    ]
    more = len(found.refused) - len(shown)
    title = "Refused" + (f" (the {len(shown)} most frequent of {len(found.refused)}: hub quarantine)" if more else "")
    return table(title, "system", "table", "", "column", "rule or reason", "rows>", rows=shown)


def _work(found: RunReport) -> Iterator[Text]:
    """A line a stage of matching."""
    width = max((len(stage) for stage in found.work), default=0)
    for stage, words in found.work.items():
        yield Text.assemble((f"{stage:{width}}  ", "bold"), words)


def _seconds(found: RunReport) -> RenderableType:
    words = [f"{STAGES.get(stage, stage)} {seconds:.1f}" for stage, seconds in found.seconds.items()]
    whole = (found.finished_at - found.started_at).total_seconds() if found.finished_at else 0.0
    return Text.assemble(("seconds  ", "bold"), " · ".join(words), f" · whole run {whole:.1f}\n")
