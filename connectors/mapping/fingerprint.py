"""What a mapped result depends on besides its batch: the declaration, and the code and word lists that clean."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from connectors.source import System


def fingerprint(system: System, table: str) -> str:
    """Changes when the table's declaration, the delivery's words, a cleaner or its word lists change."""
    declared = repr((system.id, system.delivery, system.tables, table))
    return hashlib.sha256(f"{declared}{_code()}".encode()).hexdigest()


@cache
def _code() -> str:
    digest = hashlib.sha256()
    for package in ("schema", "connectors.cleaning", "connectors.mapping"):
        for content in _contents(files(package)):
            digest.update(content)
    return digest.hexdigest()


def _contents(folder: Traversable) -> list[bytes]:
    found: list[bytes] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _contents(entry) if entry.name != "__pycache__" else []
        elif not entry.name.endswith(".pyc"):
            found.append(entry.name.encode() + entry.read_bytes())
    return found
