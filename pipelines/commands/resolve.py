"""`hub resolve`: whom a record speaks of that is not in the hub."""

from dataclasses import asdict, replace
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.arrivals import Resolution

from pipelines.commands.options import ConfigOption, JsonOption, log_look, settings_of
from pipelines.console import emit_json, say, screen, table
from pipelines.settings import Settings
from pipelines.stores import looking
from schema.errors import SettingsError
from schema.linkage import Kind

_OF_PERSONS, _OF_ENTERPRISES = "Of persons", "Of enterprises"
_Kind = Annotated[Kind, typer.Option("--kind", help="person or enterprise.")]


def _text(name: str, help_: str, panel: str | None = None) -> object:
    return typer.Option(name, help=help_, show_default=False, rich_help_panel=panel)


_Name = Annotated[str | None, _text("--name", "As somebody writes it; characters may be hidden: 张*三.")]
_Phone = Annotated[list[str] | None, _text("--phone", "May be given several times.")]
_Address = Annotated[str | None, _text("--address", "Of the home or the premises, as somebody writes it.")]
_Id = Annotated[str | None, _text("--id", "Resident id, also masked, or another document.", _OF_PERSONS)]
_Birth = Annotated[str | None, _text("--birth-date", "Date of birth.", _OF_PERSONS)]
_Sex = Annotated[str | None, _text("--sex", "男 or 女.", _OF_PERSONS)]
_Former = Annotated[str | None, _text("--former-name", "An earlier name.", _OF_PERSONS)]
_Employer = Annotated[str | None, _text("--employer", "Name of the employer.", _OF_PERSONS)]
_Guardian = Annotated[str | None, _text("--guardian", "Name of the guardian.", _OF_PERSONS)]
_Mother = Annotated[str | None, _text("--mother", "Name of the mother.", _OF_PERSONS)]
_Code = Annotated[str | None, _text("--code", "Credit code or organisation code.", _OF_ENTERPRISES)]
_Number = Annotated[str | None, _text("--registration-number", "Of the register.", _OF_ENTERPRISES)]
_Head = Annotated[str | None, _text("--legal-representative", "His name.", _OF_ENTERPRISES)]
_Since = Annotated[str | None, _text("--established", "Date of foundation.", _OF_ENTERPRISES)]


def resolve(
    kind: _Kind = Kind.PERSON,
    name: _Name = None,
    phone: _Phone = None,
    address: _Address = None,
    certificate: _Id = None,
    birth_date: _Birth = None,
    sex: _Sex = None,
    former_name: _Former = None,
    employer: _Employer = None,
    guardian: _Guardian = None,
    mother: _Mother = None,
    code: _Code = None,
    registration_number: _Number = None,
    legal_representative: _Head = None,
    established: _Since = None,
    config: ConfigOption = None,
    json: JsonOption = False,
) -> None:
    """Say which person or enterprise a record speaks of, or that it is new, before it is delivered.

    Values are cleaned as a delivery's are, looked up in the index of the last run and compared by its model; nothing is
    kept.  The look is written to the access log first.

    Examples:

        hub resolve --name 王伟 --phone 13912345678

        hub resolve --kind enterprise --name 杭州沃鲜生商业有限公司 --address 余杭区良渚街道古墩路1号
    """
    of_person = {
        "certificate": certificate,
        "birth_date": birth_date,
        "sex": sex,
        "former_name": former_name,
        "employer": employer,
        "guardian": guardian,
        "mother": mother,
    }
    of_enterprise = {
        "code": code,
        "registration_number": registration_number,
        "legal_representative": legal_representative,
        "established": established,
    }
    _refuse(kind, of_person if kind is Kind.ENTERPRISE else of_enterprise)
    claims = {"name": name, **(of_person if kind is Kind.PERSON else of_enterprise)}
    given = {claim: text for claim, text in claims.items() if text is not None}
    settings = settings_of(config)
    found = _resolved(settings, kind, given, phone or [], address)
    if json:
        emit_json(asdict(found))
    else:
        _show(kind, found)


def _refuse(kind: Kind, others: dict[str, str | None]) -> None:
    """SettingsError for addresses, and for what only the other kind has."""
    if kind is Kind.ADDRESS:
        raise SettingsError("an address is read, not compared", where="--kind", next_step="use `hub address TEXT`")
    for claim, text in others.items():
        if text is not None:
            option = "--id" if claim == "certificate" else f"--{claim.replace('_', '-')}"
            raise SettingsError(f"{option} says nothing of a {kind}", where="hub resolve", next_step="see --help")


def _resolved(
    settings: Settings, kind: Kind, claims: dict[str, str], phones: list[str], address: str | None
) -> "Resolution":
    # here and not above: the models take modules that no other command needs
    arrivals, models = (import_module(f"pipelines.{name}") for name in ("arrivals", "model_store"))
    model = models.current(settings.home, kind)
    values, rules = arrivals.cleaned(kind, claims, phones)
    with looking(settings) as connection:
        if address is not None:
            values |= arrivals.places(connection, address)
        found: Resolution = arrivals.resolve(connection, settings.home, model, values)
    shown = ", ".join(each.entity_id for each in found.candidates) or "none"
    log_look(settings, "resolve", f"{kind} entities {shown}")
    return replace(found, broken_rules=tuple(rules))


def _show(kind: Kind, found: "Resolution") -> None:
    for rule in found.broken_rules:
        say(f"[yellow]not used:[/yellow] a value breaks the rule {rule}")
    rows = [
        (each.entity_id, each.name, f"{each.odds:+.2f}", str(each.judgement), each.records, each.record)
        for each in found.candidates
    ]
    if rows:
        columns = ("entity!", "name", "odds>", "judgement", "records>", "likeliest record")
        screen().print(table(f"Every {kind} that shares a key with it", *columns, rows=rows))
        screen().print(import_module("pipelines.review.view").waterfall(found.candidates[0].explanation))
    verdict = f"it is [bold]{found.entity_id}[/bold]" if found.entity_id else _nobody(found)
    say(f"{verdict}; compared with {found.compared:,} records in {found.milliseconds:.0f} ms")


def _nobody(found: "Resolution") -> str:
    is_open = any(each.judgement == "unsure" for each in found.candidates)
    return "[yellow]it cannot be told[/yellow]" if is_open else "[bold]new[/bold]: nobody whom the hub knows"
