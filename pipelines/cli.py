"""The `hub` command: its subcommands, and how it ends.

Exit codes: 0 done · 2 wrong configuration or usage · 3 some systems failed, the rest went through · 4 a delivery
cannot be read · 5 the release is held · 6 another run holds the home · 7 not found · 8, 70 defects of the hub ·
9 a store · 130 interrupted.  A message never carries a value of a person.
"""

import sys
from collections.abc import Callable
from typing import Any

import typer

from pipelines.commands import (
    address,
    bench,
    catalog,
    deciding,
    demo,
    evaluate,
    explain,
    maintain,
    model,
    quarantine,
    resolve,
    serve,
    sql,
    status,
    sync,
    systems,
    trace,
)
from pipelines.console import show_error
from pipelines.scrub import as_defect
from schema.errors import HubError

_ABOUT = """One hub for a district: 25 systems of 22 departments in, one warehouse of golden persons, addresses and
enterprises out.

Try it: [bold]hub demo[/bold] makes a synthetic city, merges it and shows what came out.

Run it: write hub.toml (README.md shows it), then [bold]hub sync[/bold]; every night: [bold]hub serve[/bold].
"""

app = typer.Typer(
    name="hub",
    help=_ABOUT,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_RUN, _LOOK, _KEEP = "Run", "Look", "Keep in order"
_COMMANDS: tuple[tuple[str, Callable[..., Any], str], ...] = (
    ("demo", demo.demo, _RUN),
    ("sync", sync.sync, _RUN),
    ("serve", serve.serve, _RUN),
    ("status", status.status, _LOOK),
    ("explain", explain.explain, _LOOK),
    ("resolve", resolve.resolve, _LOOK),
    ("trace", trace.trace, _LOOK),
    ("evaluate", evaluate.evaluate, _LOOK),
    ("address", address.address, _LOOK),
    ("sql", sql.sql, _LOOK),
    ("catalog", catalog.catalog, _LOOK),
    ("approve", maintain.approve, _KEEP),
    ("migrate", maintain.migrate, _KEEP),
    ("doctor", maintain.doctor, _KEEP),
)

for _name, _command, _panel in _COMMANDS:
    app.command(_name, rich_help_panel=_panel)(_command)
app.add_typer(systems.app, name="systems", rich_help_panel=_LOOK)
app.add_typer(deciding.app, name="review", rich_help_panel=_KEEP)
app.add_typer(model.app, name="model", rich_help_panel=_KEEP)
app.add_typer(bench.app, name="bench", rich_help_panel=_KEEP)
app.add_typer(quarantine.app, name="quarantine", rich_help_panel=_LOOK)


def main() -> None:
    """Run the command; end with its exit code and, where something went wrong, with what, where and what next."""
    try:
        app()
    except HubError as error:
        show_error(error)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        defect = as_defect(error)
        show_error(defect)
        sys.exit(defect.exit_code)


if __name__ == "__main__":
    main()
