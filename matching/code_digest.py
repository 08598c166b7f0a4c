"""A digest of the code of a package: what was found by other code is not taken for what this code would find."""

from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable


@cache
def code_digest(package: str) -> bytes:
    """Of every file in the package and below."""
    whole = sha256()
    for file in _files(resources.files(package)):
        whole.update(file.read_bytes())
    return whole.digest()


def _files(folder: Traversable) -> list[Traversable]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            found += _files(entry)
        elif not entry.name.endswith(".pyc"):
            found.append(entry)
    return found
