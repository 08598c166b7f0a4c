"""Where a system or a store is reached: paths relative to hub.toml, no secret written, the password put in last."""

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from schema.errors import SettingsError

_SECRET_WORDS = frozenset({"password", "passwd", "pwd", "token", "key", "api_key", "apikey", "secret", "access_token"})


def refuse_inline_secret(location: str) -> str:
    """The location as it is; ValueError, without the secret, if a password or token stands in the URL."""
    if "://" not in location:
        return location
    parts = urlsplit(location)
    if parts.password is not None:
        raise ValueError('a password stands in the URL: take it out and add password = { env = "NAME" }')
    if any(name.lower() in _SECRET_WORDS for name, _ in parse_qsl(parts.query, keep_blank_values=True)):
        raise ValueError('a secret stands in the URL\'s query: take it out and add token = { env = "NAME" }')
    return location


def resolved(location: str, base: Path) -> str:
    """A folder, a file: URL or a SQLite database relative to `base` as an absolute one; any other URL as it is."""
    if location.startswith("sqlite"):
        return _sqlite(location, base)
    if "://" in location and not location.startswith("file://"):
        return location
    return str((base / location.removeprefix("file://")).absolute())


def with_password(location: str, password: str | None) -> str:
    """The URL with its password in place."""
    if password is None:
        return location
    return _url(location).set(password=password).render_as_string(hide_password=False)


def _sqlite(location: str, base: Path) -> str:
    url = _url(location)
    if not url.database or url.database == ":memory:":
        return location
    return url.set(database=str((base / url.database).absolute())).render_as_string(hide_password=False)


def _url(location: str) -> URL:
    try:
        return make_url(location)
    except ArgumentError:
        raise SettingsError(
            "this is not a database URL", where="hub.toml", next_step="write e.g. postgresql+psycopg://user@host/name"
        ) from None
