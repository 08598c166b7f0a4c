"""Points at which a test can kill the process, to show that a run cut anywhere and started again ends the same."""

import os
import signal

VARIABLE = "HUB_FAULT"
"""Environment variable that names the point to die at; unset in every real run."""


def fault(name: str) -> None:
    """Kill this process without any clean-up, as a power cut would, if the environment names this point."""
    if os.environ.get(VARIABLE) == name:
        os.kill(os.getpid(), signal.SIGKILL)
