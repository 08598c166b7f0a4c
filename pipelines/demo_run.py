"""What `hub demo` does: a city, a run, and what came of it."""

from dataclasses import asdict
from pathlib import Path

from pipelines import demo_city, demo_view, report, report_view
from pipelines.agreement import agreement
from pipelines.console import emit_json
from pipelines.prefect_server import prefect_server
from pipelines.request import Request
from pipelines.running import run_flow
from pipelines.settings import Settings


def run(folder: Path, scale: float, seed: int, night: int, *, as_json: bool) -> None:
    """Make the city unless it is there, run the flow for each night up to this one, show the last.

    Raises what the run raised, after showing it.
    """
    demo_city.make_room(folder, scale, seed)
    # the server takes seconds to start: it does so while the city is made
    with prefect_server(demo_city.home_of(folder)) as server:
        settings = demo_city.prepare(folder, scale, seed)
        failure = run_flow(settings, Request(trigger="demo"), server)
        while failure is None and demo_city.next_night(folder, night):
            failure = run_flow(settings, Request(trigger="demo"), server)
    _show(folder, settings, as_json=as_json)
    if failure:
        raise failure


def _show(folder: Path, settings: Settings, *, as_json: bool) -> None:
    found = report.last_run(settings)
    judged = agreement(settings.home, folder / "city" / "truth")
    if as_json:
        emit_json({"run": asdict(found), "agreement": [asdict(each) for each in judged]})
    else:
        report_view.show(found, whole=True)
        demo_view.show(settings, found, judged)
