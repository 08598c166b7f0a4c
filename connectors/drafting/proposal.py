"""From a location to the text of a declaration."""

import re
from collections.abc import Collection

from connectors.drafting.database import sample_database
from connectors.drafting.declaration import declaration
from connectors.drafting.files import sample_file
from connectors.drafting.sample import SystemSample
from connectors.reading import Location
from schema.errors import SettingsError

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def propose(name: str, department: str, location: Location, table: str | None, known: Collection[str]) -> str:
    """The file of a new system; `known` are the ids that are taken.

    Raises SettingsError for a name or location that cannot be one, DeliveryError where the sample cannot be read, and
    NotFound where it holds nothing that the hub merges.
    """
    for what in (name, department):
        if not _NAME.fullmatch(what):
            raise SettingsError(
                f"{what!r} is no name of a system", next_step="small letters, digits and '_': farm_markets"
            )
    if name in known:
        raise SettingsError(f"there is a system '{name}'", next_step="take another name, or change its declaration")
    return declaration(name, department, _sampled(location, table))


def _sampled(location: Location, table: str | None) -> SystemSample:
    scheme = location.url.partition("://")[0] if "://" in location.url else "file"
    if scheme in ("http", "https"):
        raise SettingsError(
            "a service is no sample", next_step="save one of its answers as a .json file, and change the delivery"
        )
    return sample_file(location.folder, table) if scheme == "file" else sample_database(location, table)
