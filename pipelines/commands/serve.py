"""`hub serve`: the nightly deployment, with its page."""

from pipelines.commands.options import ConfigOption, settings_of
from pipelines.console import say
from pipelines.serving import serving


def serve(config: ConfigOption = None) -> None:
    """Run the flow every night, one run at a time, and show Prefect's page.

    The time stands in hub.toml's night section; without one it is one in the morning, Shanghai.  Everything is on the
    loopback.  While it runs, `hub sync` uses its server.  SIGTERM or Ctrl-C ends it cleanly.

    Example:

        hub serve --config hub.toml
    """
    settings = settings_of(config)
    with serving(settings) as service:
        say(f"[bold]page[/bold]      {service.page}")
        say(f"[bold]nightly[/bold]   {settings.night.cron} {settings.night.timezone}")
        say("[dim]Ctrl-C ends it; hub status shows the runs[/dim]")
        service.run()
