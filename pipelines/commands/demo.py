"""`hub demo`: the whole of it on a synthetic city, with one command."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from pipelines.commands.options import DEMO, JsonOption

_Scale = Annotated[float, typer.Option("--scale", min=0.001, max=1.0, help="1.0: 3 million person records.")]
_Seed = Annotated[int, typer.Option("--seed", min=0, help="Another seed, another city.")]
_Home = Annotated[Path, typer.Option("--home", help="Folder of the city, its hub.toml and the hub's home.")]


_Night = Annotated[int, typer.Option("--night", min=1, max=60, help="Go on to this night: each changes about 1 %.")]


def demo(
    scale: _Scale = 0.02, seed: _Seed = 7, night: _Night = 1, home: _Home = DEMO, json: JsonOption = False
) -> None:
    """Make the demo city's systems, merge them into a warehouse, and show what came out of it.

    Nothing in the city is real.  Run again, it takes in what changed: nothing, until a later night is asked for.
    Another scale or seed makes another city in the place of this one.

    Examples:

        hub demo

        hub demo --night 2

        hub demo --scale 0.1 --seed 11 --home /data/demo
    """
    # here and not above: making a city takes modules that no other command needs
    import_module("pipelines.demo_run").run(home, scale, seed, night, as_json=json)
