"""One module a command of `hub`, or a few that belong together."""
