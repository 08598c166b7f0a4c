"""`hub address`: one text read, and the place it means."""

from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipelines.address_lookup import Lookup

from pipelines.commands.options import ConfigOption, JsonOption, has_settings, settings_of
from pipelines.console import emit_json
from pipelines.stores import looking

_Text = Annotated[list[str], typer.Argument(help="An address as somebody wrote it.", show_default=False)]


def address(text: _Text, config: ConfigOption = None, json: JsonOption = False) -> None:
    """Read one address: its parts, the place it means with all that it lies in, other candidates and why.

    Names are those of the last run, places its tree; without a home the grammar alone reads the text.  What the text
    does not say stays open.  Shown are places, never who lives there, so that the look is not recorded.

    Examples:

        hub address 余杭区五常街道文一西路969号

        hub address 乔司永和苑3-2-501 --json
    """
    found = _found(" ".join(text), config)
    if json:
        emit_json({**asdict(found), "spans": [span._asdict() for span in found.spans]})
    else:
        import_module("pipelines.address_view").show(found)


def _found(text: str, config: Path | None) -> "Lookup":
    # here and not above: reading takes modules that no other command needs
    lookup = import_module("pipelines.address_lookup")
    found: Lookup
    if not has_settings(config):
        found = lookup.by_grammar(text)
        return found
    with looking(settings_of(config)) as connection:
        found = lookup.among_places(connection, text)
    return found
