"""`hub review decide`, `undo`, `unmerge` and `decisions`: what persons decided."""

import getpass
from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Annotated, Any

import typer
from rich.markup import escape

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.commands.review import Author, KindArgument, Needed, Record, app, at_desk, say_kept
from pipelines.console import emit_json, say, screen, table
from pipelines.record_names import kind_of, record_of
from pipelines.stores import looking
from schema.linkage import Judgement, Kind
from warehouse import contradictions, decisions
from warehouse.control import open_control

__all__ = ["app"]

_Link = Annotated[bool, typer.Option("--link", help="They are one.")]
_NoLink = Annotated[bool, typer.Option("--no-link", help="They are two.")]
_Unsure = Annotated[bool, typer.Option("--unsure", help="Nobody can tell; not asked again until a value changes.")]
_Reason = Annotated[str, typer.Option("--reason", prompt=True, help="Why, in your words.", show_default=False)]
_Entity = Annotated[str, typer.Argument(help="An id of a person or enterprise, also an old one.", show_default=False)]
_Size = Annotated[int, typer.Argument(min=1, max=100_000, help="About how many pairs.")]
_Number = Annotated[int, typer.Argument(help="The decision's number.", show_default=False)]


@app.command()
def decide(
    kind: Needed,
    a: Record,
    b: Record,
    reason: _Reason,
    link: _Link = False,
    no_link: _NoLink = False,
    unsure: _Unsure = False,
    author: Author = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Decide on two records.  The decision outranks every weight, survives every run, and takes effect with the next.

    A decision that contradicts standing ones is refused; the message names them and who made them.

    Example:

        hub review decide person 5123412341234 8675309123412 --no-link --reason "twins, seen in the register"
    """
    judgement = _judgement(link, no_link, unsure)
    settings = settings_of(config)
    deciding = import_module("pipelines.review.deciding")
    with at_desk(settings, kind) as desk:
        pair = record_of(desk.connection, kind, a), record_of(desk.connection, kind, b)
        kept = deciding.keep(desk.connection, desk.control, kind, pair, deciding.Answer(judgement, reason, author))
    emit_json(asdict(kept)) if json else say_kept(kept)


@app.command()
def undo(number: _Number, author: Author = None, config: ConfigOption = None) -> None:
    """Take a decision back; the one before it on the same records holds again, or else the weights.

    Example:

        hub review undo 7
    """
    engine = open_control(settings_of(config).control_url)
    decisions.undo(engine, number, author or getpass.getuser())
    engine.dispose()
    say(f"[green]✓[/green] decision {number} is taken back; `hub sync` applies it")


@app.command()
def unmerge(
    entity: _Entity, reason: _Reason, author: Author = None, config: ConfigOption = None, json: JsonOption = False
) -> None:
    """Take the newest merge of an entity back: with the next run its records and ids are as they were before it.

    Give the id that was merged away to bring it back, or the id that stayed to take everything out again that the
    merge brought in.  `hub review undo` lets them come together again.

    Example:

        hub review unmerge P09831bf6eb61e6b0 --reason "two brothers with one telephone"
    """
    kind = kind_of(entity)
    settings = settings_of(config)
    log_look(settings, "review", f"{kind} {entity}")
    deciding = import_module("pipelines.review.deciding")
    with at_desk(settings, kind) as desk:
        answer = deciding.Answer(Judgement.NO_LINK, reason, author)
        made = deciding.take_apart(desk.connection, desk.control, kind, entity, answer)
    if json:
        emit_json(asdict(made))
        return
    parts = ", ".join(f"{name} with {count} records" for name, count in made.records.items())
    say(f"[green]✓[/green] decision {made.number}: the merge of release {made.release_number} is taken back: {parts}")
    say("[dim]`hub sync` applies it[/dim]")


@app.command()
def sample(kind: Needed, size: _Size = 200, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Draw pairs at random from bands of weight; the answers to them give precision and recall without bias.

    `hub review next KIND --sample` asks them one after the other, `hub evaluate KIND` says what the answers mean.

    Example:

        hub review sample person 200
    """
    settings = settings_of(config)
    samples, store = import_module("pipelines.evaluation.samples"), import_module("pipelines.model_store")
    with looking(settings) as connection:
        found = samples.draw(connection, settings.home, store.current(settings.home, kind), size)
    if json:
        emit_json(asdict(found))
        return
    rows = [(f"{each.low:+g}", "together" if each.is_together else "apart", each.population) for each in found.bands]
    screen().print(
        table(f"Sample {found.name}: {len(found.pairs)} pairs", "bits from>", "now", "pairs there>", rows=rows)
    )
    say(f"[dim]judge them: hub review next {kind} --sample[/dim]")


@app.command("decisions")
def list_decisions(kind: KindArgument = Kind.PERSON, config: ConfigOption = None, json: JsonOption = False) -> None:
    """List every decision ever made on records of a kind, also those taken back, and which contradict each other.

    Example:

        hub review decisions person --json
    """
    settings = settings_of(config)
    log_look(settings, "review", f"{kind} decisions")
    engine = open_control(settings.control_url)
    found, clashes = decisions.listed(engine, kind), contradictions.conflicts(decisions.standing_rows(engine, kind))
    engine.dispose()
    if json:
        emit_json([dict(row) for row in found])
        return
    columns = ("number>", "judgement", "A", "B", "author", "decided", "reason", "taken back")
    screen().print(table(f"Decisions: {kind}", *columns, rows=map(_decision, found)))
    for clash in clashes:
        words = "; ".join(map(contradictions.sentence, (clash.apart, *clash.links)))
        say(f"[yellow]! these cannot all hold:[/yellow] {escape(words)} [dim]hub review undo NUMBER[/dim]")


def _decision(row: Mapping[Any, Any]) -> tuple[object, ...]:
    taken_back = f"{row['undone_by']}, {row['undone_at']:%Y-%m-%d}" if row["undone_at"] else ""
    ends = (str(row["left_id"]), str(row["right_id"]))
    return row["id"], row["judgement"], *ends, row["author"], row["decided_at"], row["reason"], taken_back


def _judgement(link: bool, no_link: bool, unsure: bool) -> Judgement:
    given = [
        judgement
        for judgement, is_given in ((Judgement.LINK, link), (Judgement.NO_LINK, no_link), (Judgement.UNSURE, unsure))
        if is_given
    ]
    if len(given) != 1:
        raise typer.BadParameter("say one of --link, --no-link and --unsure")
    return given[0]
