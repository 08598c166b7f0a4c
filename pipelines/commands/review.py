"""`hub review`: what waits for a person's judgement, and what persons decided."""

import getpass
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

if TYPE_CHECKING:
    from pipelines.review.cases import Desk
    from pipelines.review.deciding import Answer, Kept
    from pipelines.review.questions import Question

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, show_error, table
from pipelines.record_names import kind_of, record_of
from pipelines.review.about import About
from pipelines.settings import Settings
from pipelines.stores import looking
from schema.linkage import Judgement, Kind
from warehouse import contradictions, decisions
from warehouse.control import open_control

app = typer.Typer(help="Judge what the model leaves open; a decision outranks any weight.", no_args_is_help=True)

_Kind = Annotated[Kind, typer.Argument(help="What the records speak of: person or enterprise.")]
_Needed = Annotated[Kind, typer.Argument(help="What the records speak of: person or enterprise.", show_default=False)]
_About = Annotated[About | None, typer.Option("--about", help="Only these questions.", show_default=False)]
_System = Annotated[str | None, typer.Option("--system", help="Only with a record of this system.", show_default=False)]
_Rows = Annotated[int, typer.Option("--rows", min=1, help="The most to show.")]
_Record = Annotated[str, typer.Argument(help="SYSTEM:TABLE:KEY[:FIELD], or a record id.", show_default=False)]
_Link = Annotated[bool, typer.Option("--link", help="They are one.")]
_NoLink = Annotated[bool, typer.Option("--no-link", help="They are two.")]
_Unsure = Annotated[bool, typer.Option("--unsure", help="Nobody can tell; not asked again until a value changes.")]
_Reason = Annotated[str, typer.Option("--reason", prompt=True, help="Why, in your words.", show_default=False)]
_Author = Annotated[str | None, typer.Option("--author", help="Who decides.", show_default="the user of this machine")]
_Entity = Annotated[str, typer.Argument(help="An id of a person or enterprise, also an old one.", show_default=False)]
_Number = Annotated[int, typer.Argument(help="The decision's number.", show_default=False)]


@app.command("list")
def list_questions(
    kind: _Kind = Kind.PERSON,
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
    kind: _Kind = Kind.PERSON,
    about: _About = None,
    system: _System = None,
    author: _Author = None,
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
    found = _questions(settings, kind, about, system, 200)
    if not found:
        emit_json(None) if json else say("[green]✓[/green] no open question")
        return
    with _desk(settings, kind) as desk:
        if json or not sys.stdin.isatty():
            _show_one(settings, desk, found[0], json=json)
        else:
            _converse(settings, desk, found, author)


@app.command()
def show(kind: _Needed, a: _Record, b: _Record, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show two records of your choice as `hub review next` does.

    Example:

        hub review show person police_hukou:t_czrk:R000123 telecom_subscribers:yh:880012
    """
    settings = settings_of(config)
    with _desk(settings, kind) as desk:
        pair = record_of(desk.connection, kind, a), record_of(desk.connection, kind, b)
        log_look(settings, "review", f"{kind} records {pair[0]} {pair[1]}")
        case = desk.case(*pair)
        emit_json(asdict(case)) if json else _view().show(case)


@app.command()
def decide(
    kind: _Needed,
    a: _Record,
    b: _Record,
    reason: _Reason,
    link: _Link = False,
    no_link: _NoLink = False,
    unsure: _Unsure = False,
    author: _Author = None,
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
    with _desk(settings, kind) as desk:
        pair = record_of(desk.connection, kind, a), record_of(desk.connection, kind, b)
        kept = deciding.keep(desk.connection, desk.control, kind, pair, deciding.Answer(judgement, reason, author))
    emit_json(asdict(kept)) if json else _say_kept(kept)


@app.command()
def undo(number: _Number, author: _Author = None, config: ConfigOption = None) -> None:
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
    entity: _Entity, reason: _Reason, author: _Author = None, config: ConfigOption = None, json: JsonOption = False
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
    with _desk(settings, kind) as desk:
        answer = deciding.Answer(Judgement.NO_LINK, reason, author)
        made = deciding.take_apart(desk.connection, desk.control, kind, entity, answer)
    if json:
        emit_json(asdict(made))
        return
    parts = ", ".join(f"{name} with {count} records" for name, count in made.records.items())
    say(f"[green]✓[/green] decision {made.number}: the merge of release {made.release_number} is taken back: {parts}")
    say("[dim]`hub sync` applies it[/dim]")


@app.command("decisions")
def list_decisions(kind: _Kind = Kind.PERSON, config: ConfigOption = None, json: JsonOption = False) -> None:
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


def _questions(settings: Settings, kind: Kind, about: About | None, system: str | None, limit: int) -> "list[Question]":
    settings.chosen([system] if system else ())
    asked = import_module("pipelines.review.questions")
    control = open_control(settings.control_url)
    with looking(settings) as connection:
        found: list[Question] = asked.questions(connection, control, asked.Wanted(kind, about, system, limit))
    control.dispose()
    return found


@contextmanager
def _desk(settings: Settings, kind: Kind) -> "Iterator[Desk]":
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
                _say_kept(deciding.keep(desk.connection, desk.control, desk.kind, pair, answer))
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


def _judgement(link: bool, no_link: bool, unsure: bool) -> Judgement:
    given = [
        judgement
        for judgement, is_given in ((Judgement.LINK, link), (Judgement.NO_LINK, no_link), (Judgement.UNSURE, unsure))
        if is_given
    ]
    if len(given) != 1:
        raise typer.BadParameter("say one of --link, --no-link and --unsure")
    return given[0]


def _say_kept(kept: "Kept") -> None:
    before = f" in the place of {kept.replaces}" if kept.replaces else ""
    say(f"[green]✓[/green] decision {kept.number}{before}: {kept.judgement}; `hub sync` applies it")
