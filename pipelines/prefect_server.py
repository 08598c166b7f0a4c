"""The Prefect server of one home, in a process of its own, on the loopback, for as long as it is needed.

A run uses the server that PREFECT_API_URL names or that `hub serve` runs for this home; without one it starts a
server of its own.  That takes seconds, so it is started early and waited for late.
"""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from schema.errors import HubError

LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 180
_GRACE_SECONDS = 10


class ServerFailed(HubError):
    """The Prefect server did not start."""

    exit_code = 10


def environment(home: Path) -> dict[str, str]:
    """What every process with Prefect inside has set: all of it local, nothing told to anybody, quiet."""
    folder = home / "prefect"
    return {
        "PREFECT_HOME": str(folder),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
        "PREFECT_LOGGING_LEVEL": os.environ.get("PREFECT_LOGGING_LEVEL", "CRITICAL"),
        "PREFECT_INTERNAL_LOGGING_LEVEL": os.environ.get("PREFECT_INTERNAL_LOGGING_LEVEL", "CRITICAL"),
        "PREFECT_UI_STATIC_DIRECTORY": str(folder / "page"),
    }


@dataclass
class Server:
    """A server that is starting or running."""

    url: str
    """Of its API."""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    """None: it is not ours to stop."""
    home: Path | None = None

    def wait(self) -> None:
        """Until it answers; ServerFailed if it ends or stays silent."""
        for _ in range(_PATIENCE_SECONDS * 10):
            if _answers(self.url):
                return
            if self.process and self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise ServerFailed(
            "the Prefect server did not start",
            where=self.url,
            next_step=f"see {self.home / 'prefect' / 'server.log'}"
            if self.home
            else "start it, or unset PREFECT_API_URL",
        )

    def stop(self) -> None:
        """End it, if it is ours."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def prefect_server(home: Path) -> Iterator[Server]:
    """The server that a run in this home uses; Prefect must be imported inside, and after `wait`."""
    os.environ.update(environment(home))
    named = os.environ.get("PREFECT_API_URL")
    url = named or _served(home)
    server = Server(url) if url else start(home)
    os.environ["PREFECT_API_URL"] = server.url
    try:
        yield server
    finally:
        server.stop()
        if not named:
            del os.environ["PREFECT_API_URL"]


def start(home: Path, *, port: int = 0, page: bool = False) -> Server:
    """Start a server for this home on the loopback, port 0: any free one; `page`: with its page and scheduler."""
    listener = _listen(port)
    url = f"http://{LOOPBACK}:{listener.getsockname()[1]}/api"
    folder = home / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pipelines.prefect_process", str(listener.fileno()), "page" if page else "plain"]
    with (folder / "server.log").open("wb") as log, listener:
        process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            command,
            env={**os.environ, **environment(home), "PREFECT_API_URL": url, "PREFECT_UI_API_URL": url},
            pass_fds=(listener.fileno(),),
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
        )
    return Server(url, process, home)


@contextmanager
def announced(home: Path, server: Server) -> Iterator[None]:
    """Tell the runs of this home that they may use this server."""
    note = home / "prefect" / "serving.json"
    note.write_text(json.dumps({"url": server.url, "process": os.getpid()}), encoding="utf-8")
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def _served(home: Path) -> str | None:
    with contextlib.suppress(OSError, ValueError, KeyError):
        url = json.loads((home / "prefect" / "serving.json").read_text(encoding="utf-8"))["url"]
        return str(url) if _answers(url) else None
    return None


def _listen(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise ServerFailed(
            f"port {port} is taken ({type(error).__name__})",
            where=LOOPBACK,
            next_step="end what uses it, or set another [night] port in hub.toml",
        ) from None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:  # noqa: S310 - a URL of the configuration
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError, ValueError):
        return False
