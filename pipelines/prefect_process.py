"""The process of a Prefect server: `python -m pipelines.prefect_process FD page|plain`; ends with its parent.

A new Prefect database takes its 111 migrations, eleven seconds of work, so an empty one is kept beside the
installation and copied: the seconds are spent once an installation, not once a home.
"""

import asyncio
import os
import shutil
import signal
import socket
import sqlite3
import sys
import tempfile
import threading
from pathlib import Path

import prefect
import uvicorn
from prefect.server.api.server import create_app
from prefect.server.database import provide_database_interface
from prefect.settings import get_current_settings


def main(descriptor: int, *, page: bool) -> None:
    """Serve on a socket that is bound already, until the parent ends or says so."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _prepare_database(get_current_settings().home / "prefect.db")
    app = create_app(ephemeral=not page, final=True)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
    server.run(sockets=[socket.socket(fileno=descriptor)])


def _end_with_parent() -> None:
    # the parent holds the other end of stdin: a killed parent leaves no server behind
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _prepare_database(database: Path) -> None:
    template = Path(sys.prefix) / "share" / "registry-hub" / f"prefect-{prefect.__version__}.db"
    if database.exists():
        return
    if template.exists():
        _copy(template, database)
        return
    asyncio.run(provide_database_interface().create_db())
    if os.access(sys.prefix, os.W_OK):
        template.parent.mkdir(parents=True, exist_ok=True)
        _copy(database, template)


def _copy(source: Path, target: Path) -> None:
    """A whole copy or none: two runs may do so at once."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        whole = Path(folder) / target.name
        with sqlite3.connect(source) as original, sqlite3.connect(whole) as copy:
            original.backup(copy)
        copy.close()
        original.close()
        shutil.move(whole, target)


if __name__ == "__main__":
    main(int(sys.argv[1]), page=sys.argv[2] == "page")
