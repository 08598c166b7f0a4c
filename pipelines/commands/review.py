"""`hub review list`, `next` and `show`: what waits for a person's judgement."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from pipelines.review.cases import Desk
    from pipelines.review.deciding import Answer, Kept
    from pipelines.review.questions import Question

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, show_error, table
from pipelines.record_names import record_of
from pipelines.review.about import About
from pipelines.settings import Settings
from pipelines.stores import looking
from schema.linkage import Judgement, Kind
from warehouse import contradictions
from warehouse.control import open_control

app = typer.Typer(help="Judge what the model leaves open; a decision outranks any weight.", no_args_is_help=True)

KindArgument = Annotated[Kind, typer.Argument(help="What the records speak of: person or enterprise.")]
Needed = Annotated[Kind, typer.Argument(help="What the records speak of: person or enterprise.", show_default=False)]
_About = Annotated[About | None, typer.Option("--about", help="Only these questions.", show_default=False)]
_System = Annotated[str | None, typer.Option("--system", help="Only with a record of this system.", show_default=False)]
_Sample = Annotated[bool, typer.Option("--sample", help="Only pairs of the random sample drawn last.")]
_Rows = Annotated[int, typer.Option("--rows", min=1, help="The most to show.")]
Record = Annotated[str, typer.Argument(help="SYSTEM:TABLE:KEY[:FIELD], or a record id.", show_default=False)]
Author = Annotated[str | None, typer.Option("--author", help="Who decides.", show_default="the user of this machine")]


@app.command("list")
def list_questions(
    kind: KindArgument = Kind.PERSON,
    about: _About = None,
    system: _System = None,
    config: ConfigOption = None,
    rows: _Rows = 20,
    json: JsonOption = False,
) -> None:
    """List what a person could be asked, those questions first whose answer changes most.

    doubt: a pair between the thresholds; cut: a link given up because of a conflict; chain: an entity held together by
    one weak link; large: one with far more records than others; changed: a decision whose values changed since.
    The look is written to the access log first.

    Examples:

        hub review list enterprise --about cut

        hub review list person --system police_hukou --rows 50
    """
    settings = settings_of(config)
    log_look(settings, "review", f"{kind} questions")
    found = _questions(settings, kind, about, system, rows)
    if json:
        emit_json([asdict(each) for each in found])
        return
    lines = [(f"{each.value:.1f}", each.about.words, each.why, each.a, each.b) for each in found]
    screen().print(table(f"Open questions: {kind}", "worth>", "question", "", "A", "B", rows=lines))
    say(f"[dim]judge the first: hub review next {kind}; any: hub review show {kind} A B[/dim]")


@app.command("next")
def next_question(
    kind: KindArgument = Kind.PERSON,
    about: _About = None,
    system: _System = None,
    author: Author = None,
    sample: _Sample = False,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Show the question that is worth most, both records side by side, and take the answer.

    On a terminal the questions come one after the other until you stop; elsewhere the first is shown, and
    `hub review decide` takes the answer.  Each look is written to the access log first.

    Examples:

        hub review next person

        hub review next enterprise --about chain
    """
    settings = settings_of(config)
    found = _of_sample(settings, kind) if sample else _questions(settings, kind, about, system, 200)
    if not found:
        emit_json(None) if json else say("[green]✓[/green] no open question")
        return
    with at_desk(settings, kind) as desk:
        if json or not sys.stdin.isatty():
            _show_one(settings, desk, found[0], json=json)
        else:
            _converse(settings, desk, found, author)


@app.command()
def show(kind: Needed, a: Record, b: Record, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show two records of your choice as `hub review next` does.

    Example:

        hub review show person police_hukou:t_czrk:R000123 telecom_subscribers:yh:880012
    """
    settings = settings_of(config)
    with at_desk(settings, kind) as desk:
        pair = record_of(desk.connection, kind, a), record_of(desk.connection, kind, b)
        log_look(settings, "review", f"{kind} records {pair[0]} {pair[1]}")
        case = desk.case(*pair)
        emit_json(asdict(case)) if json else _view().show(case)


def _of_sample(settings: Settings, kind: Kind) -> "list[Question]":
    control = open_control(settings.control_url)
    with looking(settings) as connection:
        asked = import_module("pipelines.review.sampled")
        found: list[Question] = asked.open_pairs(connection, control, settings.home, kind)
    control.dispose()
    return found


def _questions(settings: Settings, kind: Kind, about: About | None, system: str | None, limit: int) -> "list[Question]":
    settings.chosen([system] if system else ())
    asked = import_module("pipelines.review.questions")
    control = open_control(settings.control_url)
    with looking(settings) as connection:
        found: list[Question] = asked.questions(
            connection, control, settings.home, asked.Wanted(kind, about, system, limit)
        )
    control.dispose()
    return found


@contextmanager
def at_desk(settings: Settings, kind: Kind) -> "Iterator[Desk]":
    # here and not above: the models take modules that no other command needs
    cases = import_module("pipelines.review.cases")
    control = open_control(settings.control_url)
    try:
        with looking(settings) as connection:
            yield cases.Desk(connection, control, settings.home, kind)
    finally:
        control.dispose()


def _view() -> Any:
    return import_module("pipelines.review.view")


def _show_one(settings: Settings, desk: "Desk", question: "Question", *, json: bool) -> None:
    log_look(settings, "review", f"{desk.kind} records {question.left_id} {question.right_id}")
    case = desk.case(question.left_id, question.right_id)
    if json:
        emit_json({"question": asdict(question), "case": asdict(case)})
        return
    _view().show(case, question)
    pair = f"{question.left_id} {question.right_id}"
    say(f'[dim]answer: hub review decide {desk.kind} {pair} --link|--no-link|--unsure --reason "…"[/dim]')


_ANSWERS = {"l": Judgement.LINK, "n": Judgement.NO_LINK, "u": Judgement.UNSURE}


def _converse(settings: Settings, desk: "Desk", found: "list[Question]", author: str | None) -> None:
    deciding = import_module("pipelines.review.deciding")
    for number, question in enumerate(found, start=1):
        _show_one_of(settings, desk, question, f"{number} of {len(found)}")
        word = _asked()
        if word == "q":
            return
        if word in _ANSWERS:
            answer: Answer = deciding.Answer(_ANSWERS[word], typer.prompt("Reason 理由"), author)
            pair = question.left_id, question.right_id
            try:
                say_kept(deciding.keep(desk.connection, desk.control, desk.kind, pair, answer))
            except contradictions.Contradiction as refused:
                show_error(refused)
    say("[green]✓[/green] these were all the open questions")


def _show_one_of(settings: Settings, desk: "Desk", question: "Question", place: str) -> None:
    log_look(settings, "review", f"{desk.kind} records {question.left_id} {question.right_id}")
    screen().rule(place, style="dim")
    _view().show(desk.case(question.left_id, question.right_id), question)


def _asked() -> str:
    while True:
        word = str(typer.prompt("[l]ink 同一, [n]o link 不同, [u]nsure 不确定, [s]kip, [q]uit")).strip().lower()[:1]
        if word in {*_ANSWERS, "s", "q"}:
            return word


def say_kept(kept: "Kept") -> None:
    before = f" in the place of {kept.replaces}" if kept.replaces else ""
    say(f"[green]✓[/green] decision {kept.number}{before}: {kept.judgement}; `hub sync` applies it")
