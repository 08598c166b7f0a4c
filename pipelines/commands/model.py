"""`hub model`: the weights by which records are compared: shown, trained, adopted."""

import getpass
from dataclasses import asdict
from importlib import import_module
from math import log2
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipelines.retraining import Example, Preview

from pipelines.commands.evaluate import Truth, labels_of
from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.lock import only_run
from pipelines.stores import looking
from schema.linkage import Kind
from warehouse.control import open_control

app = typer.Typer(help="The weights by which records are compared: show, train, adopt.", no_args_is_help=True)

_Kind = Annotated[Kind, typer.Argument(help="person or enterprise.", show_default=False)]
_Version = Annotated[str | None, typer.Argument(help="The version to adopt.", show_default=False)]
_Previous = Annotated[bool, typer.Option("--previous", help="Go back to what was used before.")]
_Declared = Annotated[bool, typer.Option("--declared", help="Use the weights that come with the hub.")]
_Reason = Annotated[str, typer.Option("--reason", prompt=True, help="Why.", show_default=False)]
_Seed = Annotated[int, typer.Option("--seed", help="Which random pairs are drawn.")]
_Levels = Annotated[bool, typer.Option("--levels", help="Also m, u and weight of every level.")]
_SHOWN = 12


@app.command()
def show(kind: _Kind, levels: _Levels = False, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show which weights are used, since when and why, and which others there are.

    Example:

        hub model show person --levels
    """
    home = settings_of(config).home
    store, weights = import_module("pipelines.model_store"), import_module("matching.weights")
    model = store.current(home, kind)
    made, versions = store.adoptions(home, kind), store.versions(home, kind)
    used = store.used(model)
    if json:
        content = {"kind": kind, **asdict(used), "adoptions": [asdict(each) for each in made], "trained": versions}
        emit_json(content | {"levels": weights.weights_of(model).levels})
        return
    say(f"[bold]used[/bold]     {used.version}, digest {used.weights_digest[:12]}")
    say(f"[bold]trained[/bold]  {', '.join(versions) or 'none: hub model train ' + kind}")
    rows = [(each.version or "declared", each.author, each.adopted_at, each.reason) for each in made]
    if rows:
        screen().print(table("Adoptions", "version", "by", "at", "why", rows=rows))
    if levels:
        screen().print(
            table("Levels", "comparison", "level", "m>", "u>", "bits>", rows=_levels(weights.weights_of(model)))
        )


@app.command()
def train(
    kind: _Kind, truth: Truth = None, seed: _Seed = 1, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Train weights from the records as they are, without labels, and show what adopting them would change.

    u is counted on random pairs, m found by expectation maximisation; the weights are written to a file with a version
    and not used before `hub model adopt`.  No night trains.  The look at the examples is written to the access log.

    Examples:

        hub model train person

        hub model train enterprise --truth labelled.csv
    """
    settings = settings_of(config)
    log_look(settings, "model", f"{kind} pairs that new weights would change")
    control = open_control(settings.control_url)
    # here and not above: the models take modules that no other command needs
    retraining = import_module("pipelines.retraining")
    with looking(settings) as connection:
        trainer = retraining.Trainer(connection, control, settings.home, kind)
        found = trainer.preview(labels_of(truth, kind), seed)
    control.dispose()
    emit_json(asdict(found)) if json else _show(found)


@app.command()
def adopt(
    kind: _Kind,
    reason: _Reason,
    version: _Version = None,
    previous: _Previous = False,
    declared: _Declared = False,
    config: ConfigOption = None,
) -> None:
    """Use trained weights from the next run on, or go back to those before; the release says which made it.

    Examples:

        hub model adopt person 2026-11-24.1 --reason "more telephones since telecom delivers weekly"

        hub model adopt person --previous --reason "too many households in one"
    """
    if (version is not None) + previous + declared != 1:
        raise typer.BadParameter("say a version, --previous or --declared")
    settings, store = settings_of(config), import_module("pipelines.model_store")
    with only_run(settings.home, "hub model adopt"):
        wanted = store.before(settings.home, kind) if previous else version
        made = store.adopt(settings.home, kind, wanted, getpass.getuser(), reason)
    say(
        f"[green]✓[/green] {kind}: {made.version or 'the declared weights'} from the next run on; `hub sync` applies it"
    )


def _levels(weights: Any) -> list[tuple[object, ...]]:
    return [
        (comparison, label, f"{m:.4g}", f"{u:.3g}", f"{log2(m / u):+.2f}")
        for comparison, levels in weights.levels.items()
        for label, (m, u) in levels.items()
    ]


def _show(found: "Preview") -> None:
    say(f"[bold]{found.kind}[/bold]  {found.records:,} records; in use {found.version_before}, trained {found.version}")
    rows = [
        (each.comparison, each.level, f"{each.before:+.2f}", f"{each.after:+.2f}", f"{each.after - each.before:+.2f}")
        for each in found.weights[:_SHOWN]
    ]
    more = f" (the {_SHOWN} largest of {len(found.weights)})" if len(found.weights) > _SHOWN else ""
    screen().print(table(f"Weights in bits{more}", "comparison", "level", "now>", "new>", "change>", rows=rows))
    screen().print(table("Pairs that would be judged otherwise", "now", "new", "pairs>", rows=found.pairs))
    say(
        f"entities: {found.entities[0]:,} now, {found.entities[1]:,} then; "
        f"{found.merged:,} would come together with others, {found.split:,} would come apart"
    )
    for example in found.examples:
        _show_example(example)
    for each in found.on_decisions:
        say(
            f"of {each.decisions} decisions {each.judgement}: {each.before} given by the weights now, {each.after} then"
        )
    if found.on_labels:
        judged = [(name, *_quality(each)) for name, each in zip(("now", "new"), found.on_labels, strict=True)]
        screen().print(table("By the labels", "", "precision>", "recall>", "F1>", "exact>", rows=judged))
    say(f'[green]✓[/green] {found.file}; to use it: hub model adopt {found.kind} {found.version} --reason "…"')


def _quality(each: Any) -> tuple[str, ...]:
    return tuple(f"{value:.4f}" for value in (each.precision, each.recall, each.f1, each.exact))


def _show_example(each: "Example") -> None:
    title = f"{each.before} → {each.after}, {each.odds_before:+.1f} → {each.odds_after:+.1f} bits\n{each.a}\n{each.b}"
    rows = [(step.comparison, step.level, f"{step.before:+.2f}", f"{step.after:+.2f}") for step in each.steps]
    screen().print(table(title, "comparison", "level", "now>", "new>", rows=rows))
