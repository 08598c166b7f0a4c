"""`hub evaluate`: how well records are matched, by labels."""

from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from matching.evaluation import Quality
    from matching.intervals import Estimate
    from pipelines.evaluation.by_decisions import ByDecisions
    from pipelines.evaluation.measured import Measured

from pipelines.commands.options import ConfigOption, JsonOption, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.report_view import KINDS
from pipelines.settings import Settings
from pipelines.stores import looking
from schema.errors import NotFound
from schema.linkage import Kind
from warehouse.control import open_control

_Kind = Annotated[Kind | None, typer.Argument(help="One kind; all that have labels if none.", show_default=False)]
Truth = Annotated[
    Path | None,
    typer.Option(
        "--truth",
        exists=True,
        help="Labels, CSV or Parquet: system, table_name, source_key, field, cluster; or a folder with KIND.csv.",
        show_default=False,
    ),
]
_Html = Annotated[
    Path | None, typer.Option("--html", dir_okay=False, help="Write charts to this file.", show_default=False)
]
_FIGURES = ("kind", "labels", "unknown", "found_sizes", "true_sizes", "prior")


def evaluate(
    kind: _Kind = None, truth: Truth = None, html: _Html = None, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Measure how well records are matched: pairs, records, whole entities, by threshold, rule, system and group.

    Without --truth persons' decisions are the labels: those on a random sample (`hub review sample`) give precision and
    recall of all pairs with their intervals; all of them, most of which are on doubtful pairs, say where the weights
    go wrong.  Only aggregated figures are shown.

    Examples:

        hub evaluate --truth demo/city/truth --html quality.html

        hub evaluate person --truth labelled.csv

        hub evaluate person
    """
    settings = settings_of(config)
    if truth is None:
        _by_decisions(settings, (kind,) if kind else (Kind.PERSON, Kind.ENTERPRISE), json=json)
        return
    found = [
        _measured(settings, each, file) for each in _kinds(kind, truth) if (file := labels_of(truth, each)) is not None
    ]
    if not found:
        raise NotFound("there are no labels", where="hub evaluate", next_step="give a file or folder by --truth")
    if html is not None:
        page = import_module("pipelines.evaluation.page").page(found, str(settings.home.parent.name))
        html.write_text(page, encoding="utf-8")
    if json:
        emit_json([_plain(each) for each in found])
        return
    for each in found:
        _show(each)
    if html is not None:
        say(f"[green]✓[/green] charts: {html}")


def _by_decisions(settings: Settings, kinds: tuple[Kind, ...], *, json: bool) -> None:
    measure = import_module("pipelines.evaluation.by_decisions").by_decisions
    current = import_module("pipelines.model_store").current
    control = open_control(settings.control_url)
    with looking(settings) as connection:
        found = [measure(connection, control, settings.home, current(settings.home, kind)) for kind in kinds]
    control.dispose()
    if json:
        emit_json([asdict(each) for each in found])
        return
    for each in found:
        _show_decisions(each)


def _show_decisions(found: "ByDecisions") -> None:
    say(f"[bold]{found.kind} {KINDS[found.kind.value]}[/bold]  {found.decisions} decisions")
    sample = found.sample
    if sample is None:
        say(f"no random sample: `hub review sample {found.kind} 200` draws one, whose answers stand for all pairs")
    elif sample.judged:
        say(f"random sample {sample.name}: {sample.judged} of {sample.drawn} pairs judged, intervals of 95 %")
        say(f"precision {_interval(sample.precision)}, recall {_interval(sample.recall)} of the candidate pairs")
        say(f"[dim]{sample.not_drawn:,} pairs of lower weight were not drawn and count as rightly apart[/dim]")
    else:
        say(f"random sample {sample.name}: none of {sample.drawn} pairs is judged yet")
        say(f"[dim]judge them: hub review next {found.kind} --sample[/dim]")
    rows = [(each.grouping, each.group, each.decisions, _interval(each.right)) for each in found.agreement]
    if rows:
        title = "What the weights alone say as the person did; doubtful pairs are over-represented"
        screen().print(table(title, "", "group", "decisions>", "right (95 %)", rows=rows))


def _interval(found: "Estimate") -> str:
    if found.share != found.share:
        return "unknown"
    return f"{found.share:.3f} ({found.low:.3f} to {found.high:.3f})"


def _kinds(kind: Kind | None, truth: Path | None) -> tuple[Kind, ...]:
    if kind is not None:
        return (kind,)
    return tuple(map(Kind, KINDS)) if truth is not None and truth.is_dir() else (Kind.PERSON,)


def labels_of(truth: Path | None, kind: Kind) -> Path | None:
    """The file of labels of one kind: of a folder KIND.csv or KIND.parquet, else the file itself."""
    if truth is None or not truth.is_dir():
        return truth
    return next((file for file in (truth / f"{kind}.csv", truth / f"{kind}.parquet") if file.exists()), None)


def _measured(settings: Settings, kind: Kind, file: Path) -> "Measured":
    # here and not above: the models take modules that no other command needs
    measure = import_module("pipelines.evaluation.measured").measure
    model = None if kind is Kind.ADDRESS else import_module("pipelines.model_store").current(settings.home, kind)
    with looking(settings) as connection:
        found: Measured = measure(connection, kind, model, file)
    return found


def _plain(found: "Measured") -> dict[str, object]:
    """The figures, and of the model only its name and version."""
    shares = {name: getattr(found.quality, name) for name in ("precision", "recall", "f1")}
    content = {name: getattr(found, name) for name in _FIGURES}
    model = {"name": found.model.name, "version": found.model.version} if found.model else None
    thresholds = [
        {"threshold": each.threshold, **asdict(each.quality), "precision": each.quality.precision}
        | {"recall": each.quality.recall, "f1": each.quality.f1}
        for each in found.thresholds
    ]
    rows = {name: [asdict(each) for each in getattr(found, name)] for name in ("groups", "rules", "bins", "curve")}
    return {"model": model, **content, "quality": asdict(found.quality) | shares, "thresholds": thresholds, **rows}


def _show(found: "Measured") -> None:
    quality = found.quality
    say(
        f"[bold]{found.kind} {KINDS[found.kind.value]}[/bold]  {quality.records:,} labelled records of "
        f"{quality.entities:,} entities; {found.unknown:,} labels name no record of the hub"
    )
    say(
        f"pairs: precision [bold]{quality.precision:.4f}[/bold], recall [bold]{quality.recall:.4f}[/bold], "
        f"F1 [bold]{quality.f1:.4f}[/bold]; records (B-cubed): precision {quality.bcubed_precision:.4f}, "
        f"recall {quality.bcubed_recall:.4f}; entities exactly right: {quality.exact:.2%}"
    )
    if found.thresholds:
        _show_model(found)
    rows = [
        (each.grouping, each.group, each.records, f"{each.precision:.4f}", f"{each.recall:.4f}")
        for each in found.groups
    ]
    screen().print(table("By system and group (B-cubed)", "", "group", "records>", "precision>", "recall>", rows=rows))


def _show_model(found: "Measured") -> None:
    rows = [
        (f"{each.threshold:+g}", *(f"{value:.4f}" for value in _cells(each.quality)), each.quality.clusters)
        for each in found.thresholds
    ]
    columns = ("bits>", "precision>", "recall>", "F1>", "B³ precision>", "B³ recall>", "exact>", "entities>")
    screen().print(table("Links from so many bits on, without decisions", *columns, rows=rows))
    rules = [(each.rule, each.pairs, each.matches, f"{each.recall:.4f}") for each in found.rules]
    screen().print(table("Blocking", "rule", "pairs>", "of one entity>", "recall so far>", rows=rules))


def _cells(quality: "Quality") -> tuple[float, ...]:
    shares = (quality.precision, quality.recall, quality.f1)
    return *shares, quality.bcubed_precision, quality.bcubed_recall, quality.exact
