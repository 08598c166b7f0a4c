"""`hub explain`: why two records are, or are not, held to be one."""

from dataclasses import asdict
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

if TYPE_CHECKING:
    from matching.explain import Evidence, Explanation
    from pipelines.explanation import Places

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.entity_story import story
from pipelines.record_names import is_entity, record_of
from pipelines.settings import Settings
from pipelines.stores import looking
from schema.linkage import Kind

_Kind = Annotated[Kind, typer.Argument(help="What the records speak of.", show_default=False)]
_Record = Annotated[
    str, typer.Argument(help="SYSTEM:TABLE:KEY[:FIELD], a record id, or an entity's id.", show_default=False)
]
_Other = Annotated[str | None, typer.Argument(help="Another record; none: A is an entity's id.", show_default=False)]
_WIDEST_BAR = 24
_LINKS = 40


def explain(kind: _Kind, a: _Record, b: _Other = None, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show how alike two records are: the weight of evidence by comparison, in bits, and what they add up to.

    With one id of an entity: its records, the links that hold them together, those given up, and what befell it; an id
    that was merged away leads to the one it stands for now.

    A positive weight speaks for one entity, a negative one against; +10 means a thousand times likelier.  Addresses are
    not weighed: shown is how both were read, part by part.  The look is written to the access log first.

    Examples:

        hub explain person police_hukou:t_czrk:R000123 telecom_subscribers:yh:880012

        hub explain enterprise 5123412341234 8675309123412

        hub explain person P09831bf6eb61e6b0
    """
    settings = settings_of(config)
    if b is None:
        _explain_entity(settings, kind, a, json=json)
        return
    with looking(settings) as connection:
        left, right = record_of(connection, kind, a), record_of(connection, kind, b)
        log_look(settings, "explain", f"{kind} records {left} {right}")
        # here and not above: the models take modules that no other command needs
        found = import_module("pipelines.explanation").of(connection, settings.home, kind, left, right)
    if json:
        emit_json(asdict(found))
    elif kind is Kind.ADDRESS:
        _show_places(found)
    else:
        _show(kind, found)


def _explain_entity(settings: Settings, kind: Kind, entity: str, *, json: bool) -> None:
    if not is_entity(entity):
        raise typer.BadParameter("give two records, or the id of one entity")
    log_look(settings, "explain", f"{kind} {entity}")
    with looking(settings) as connection:
        found = story(connection, kind, entity)
    if json:
        emit_json(asdict(found))
        return
    if found.entity_id != found.asked:
        say(f"[yellow]{found.asked} was merged away; it stands for [bold]{found.entity_id}[/bold][/yellow]")
    past = [(each.release_number, each.change, each.entity_id, each.other_id) for each in found.past]
    screen().print(table("What befell it", "release>", "change", "entity", "other", rows=past))
    members = [(each.record, _bits(each.match_weight), each.match_rule) for each in found.members]
    screen().print(table(f"Records of {found.entity_id}", "record", "weight>", "held by", rows=members))
    edges = [
        ("given up" if each.is_cut else "", _bits(each.match_weight), each.reason, each.a, each.b)
        for each in found.edges
    ]
    screen().print(table("Links", "", "weight>", "by, or why not", "A", "B", rows=edges[:_LINKS]))
    if len(edges) > _LINKS:
        say(f"[dim]the first {_LINKS} of {len(edges)}; --json gives them all[/dim]")


def _bits(weight: float | None) -> str | None:
    return None if weight is None else f"{weight:+.1f}"


def _show(kind: Kind, found: "Explanation") -> None:
    rows = [_row(each, _widest(found)) for each in found.evidence]
    columns = ("comparison", "level", "A", "B", "weight>", "")
    screen().print(table(f"{kind} {found.left_id} and {found.right_id}", *columns, rows=rows))
    posterior = found.match_weight + found.prior
    say(
        f"match weight [bold]{found.match_weight:+.2f}[/bold], prior {found.prior:+.2f}, together {posterior:+.2f} bits"
    )
    if found.excluded:
        say(f"[yellow]excluded:[/yellow] {found.excluded}")
    say(f"judgement: [bold]{found.judgement}[/bold]")


def _show_places(found: "Places") -> None:
    rows = [(name, *sides, "✓" if sides[0] == sides[1] else "") for name, sides in found.parts.items()]
    screen().print(table("Two addresses", "", "A", "B", "same>", rows=rows))
    say(f"judgement: [bold]{'the same place' if found.is_same else 'two places'}[/bold]")


def _widest(found: "Explanation") -> float:
    return max((abs(each.weight) for each in found.evidence), default=0.0) or 1.0


def _row(each: "Evidence", widest: float) -> tuple[object, ...]:
    return each.comparison, each.level, *_values(each), f"{each.weight:+.2f}", _bar(each.weight / widest)


def _values(each: "Evidence") -> tuple[str, str]:
    """What the comparison looked at, each value once, a line a value."""
    sides = zip(*each.values.values(), strict=True) if each.values else ((), ())
    left, right = ("\n".join(dict.fromkeys(word for value in side for word in _words(value))) for side in sides)
    return left, right


def _words(value: object) -> list[str]:
    """Texts and dates; other values are codes of the model's own."""
    members = value if isinstance(value, list) else [value]
    return [str(member) for member in members if isinstance(member, str | date)]


def _bar(share: float) -> Text:
    return (
        Text("█" * max(round(abs(share) * _WIDEST_BAR), 1), style="green" if share > 0 else "red")
        if share
        else Text("")
    )
