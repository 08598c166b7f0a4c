"""Every look at a person is written down before it is granted, in a file that cannot be changed unnoticed.

Each entry carries an HMAC-SHA256 over itself and the entry before it, made with a key that is kept elsewhere; the
newest HMAC is anchored in the control store, so that cutting the file short shows as well.  Entries name entities and
records by their ids, which tell nothing of a person.
"""

import fcntl
import hmac
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import SQLAlchemyError

from schema.control_tables import ACCESS_LOG
from schema.errors import StoreError
from warehouse.clock import now

FILE = "access.log"
KEY_VARIABLE = "HUB_ACCESS_KEY"
_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Look:
    """Who looks at whom, and what for."""

    actor: str
    action: str
    """trace, explain, review or sql."""
    subject: str
    """Ids of entities or records; never a name or a number of a person."""
    purpose: str = ""


def access_key(home: Path) -> bytes:
    """The key of the log: from the environment (HUB_ACCESS_KEY), else from `access.key` in the home, made if missing.

    Whoever can read the key can forge the log, so that production gives it by the environment.
    """
    given = os.environ.get(KEY_VARIABLE)
    if given:
        return given.encode()
    file = home / "access.key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_hex(32).encode())
    return file.read_bytes()


def record(home: Path, key: bytes, engine: Engine, look: Look) -> int:
    """Write a look down, on the disk and anchored, and only then return its number; StoreError: do not let him look."""
    with open(home / FILE, "a+b", opener=_owner_only) as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        sequence, before = _last(stream)
        entry = {"sequence": sequence + 1, "looked_at": now().isoformat(timespec="seconds"), **asdict(look)}
        head = _mac(key, before, entry)
        stream.write(json.dumps({**entry, "head": head}, ensure_ascii=False).encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
        _anchor(engine, sequence + 1, look, head)
    return sequence + 1


def verify(home: Path, key: bytes, engine: Engine) -> int:
    """The number of entries; StoreError naming the first that was changed, or those missing at the end."""
    heads = {0: _START}
    for line, entry in enumerate(_entries(home / FILE), start=1):
        head = str(entry.pop("head"))
        if entry["sequence"] != line or not hmac.compare_digest(head, _mac(key, heads[line - 1], entry)):
            raise _broken(f"entry {line} is not what was written")
        heads[line] = head
    with engine.connect() as connection:
        for sequence, anchored in connection.execute(select(ACCESS_LOG.c.sequence, ACCESS_LOG.c.head)):
            if heads.get(sequence) != anchored:
                raise _broken(f"entry {sequence} is missing or replaced")
    return len(heads) - 1


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _mac(key: bytes, before: str, entry: dict[str, object]) -> str:
    content = json.dumps(entry, ensure_ascii=False, sort_keys=True)
    return hmac.new(key, f"{before}{content}".encode(), sha256).hexdigest()


def _last(stream: IO[bytes]) -> tuple[int, str]:
    """Sequence and head of the last entry; an entry is well below the 64 KiB read from the end.

    A last line without its end was cut off by a crash before anybody was let through: it goes.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - (1 << 16)))
    whole, newline, rest = stream.read().rpartition(b"\n")
    if rest:
        stream.truncate(size - len(rest))
    if not newline:
        return 0, _START
    entry = _decoded(whole.splitlines()[-1])
    return int(str(entry["sequence"])), str(entry["head"])


def _entries(file: Path) -> Iterator[dict[str, object]]:
    if file.exists():
        with file.open("rb") as stream:
            yield from map(_decoded, stream)


def _decoded(line: bytes) -> dict[str, object]:
    try:
        return dict(json.loads(line))
    except ValueError:
        raise _broken("an entry is not whole") from None


def _anchor(engine: Engine, sequence: int, look: Look, head: str) -> None:
    values = {"sequence": sequence, "looked_at": now(), "actor": look.actor, "action": look.action, "head": head}
    try:
        with engine.begin() as connection:
            connection.execute(insert(ACCESS_LOG), values)
    except SQLAlchemyError as error:
        raise StoreError(
            f"the look could not be anchored ({type(error).__name__})",
            where="access log",
            next_step="see that the control store answers; nothing was shown",
        ) from None


def _broken(what: str) -> StoreError:
    return StoreError(what, where=FILE, next_step="keep file and control store as they are and call the auditor")
