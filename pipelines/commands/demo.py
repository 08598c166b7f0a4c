"""`hub demo`: the whole of it on a synthetic city, with one command."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipelines import demo_city, demo_view, report, report_view
from pipelines.agreement import agreement
from pipelines.commands.options import DEMO, JsonOption
from pipelines.console import emit_json
from pipelines.prefect_server import prefect_server
from pipelines.running import run_flow

_Scale = Annotated[float, typer.Option("--scale", min=0.001, max=1.0, help="1.0: 3 million person records.")]
_Seed = Annotated[int, typer.Option("--seed", min=0, help="Another seed, another city.")]
_Home = Annotated[Path, typer.Option("--home", help="Folder of the city, its hub.toml and the hub's home.")]


def demo(scale: _Scale = 0.02, seed: _Seed = 7, home: _Home = DEMO, json: JsonOption = False) -> None:
    """Make the demo city's systems, merge them into a warehouse, and show what came out of it.

    Nothing in the city is real.  Run again, it takes in what changed, which is nothing; another scale or seed makes
    another city in the place of this one.

    Examples:

        hub demo

        hub demo --scale 0.1 --seed 11 --home /data/demo
    """
    # the server takes seconds to start: it does so while the city is made
    with prefect_server(demo_city.home_of(home)) as server:
        settings = demo_city.prepare(home, scale, seed)
        failure = run_flow(settings, trigger="demo", server=server)
    found = report.last_run(settings)
    judged = agreement(settings.home, home / "city" / "truth")
    if json:
        emit_json({"run": asdict(found), "agreement": [asdict(each) for each in judged]})
    else:
        report_view.show(found)
        demo_view.show(settings, found, judged)
    if failure:
        raise failure
