"""`hub bench`: what matching and taking in cost on this machine."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import JsonOption
from pipelines.console import emit_json

app = typer.Typer(no_args_is_help=True, help="Measure the hub on this machine, and compare it with other engines.")

_Files = Annotated[
    list[Path] | None,
    typer.Argument(help="CSV files with a column that tells the entity.", show_default="persons made up"),
]
_Model = Annotated[str, typer.Option("--model", help="A model file, febrl3, febrl4, or the hub's own: person.")]
_Records = Annotated[int, typer.Option("--records", min=1_000, help="Without files: how many records to make up.")]
_Seed = Annotated[int, typer.Option("--seed", min=0, help="Without files: another seed, other persons.")]
_Fit = Annotated[bool, typer.Option("--fit", help="Estimate parameters, also where the model declares them.")]
_Keep = Annotated[
    Path | None, typer.Option("--keep", help="Keep records, clusters and estimated parameters in this folder.")
]


@app.command()
def match(
    files: _Files = None,
    model: _Model = "person",
    records: _Records = 100_000,
    seed: _Seed = 11,
    fit: _Fit = False,
    keep: _Keep = None,
    json: JsonOption = False,
) -> None:
    """Link the same records with the hub's engine and with Splink, and show quality, seconds and memory side by side.

    Without files, records of invented persons are linked with the parameters that the model declares.  CSV files are
    linked as a model file says, with parameters found in the data without labels.  Each engine has a process of its
    own and two cores.

    Examples:

        hub bench match --records 3000000

        hub bench match dataset3.csv --model febrl3

        hub bench match a.csv b.csv --model my_model.toml --json
    """
    # here and not above: Splink, the demo city and the models take modules that no other command needs
    bench, view = import_module("pipelines.bench.match"), import_module("pipelines.bench.match_view")
    found = bench.compare(bench.Request(tuple(files or ()), model, records, seed, fit, keep))
    if json:
        emit_json(view.as_json(found))
    else:
        view.show(found)
