"""The same declarations on real PostgreSQL and MariaDB servers give the warehouse of SQLite, night after night."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from connectors.catalogue import SYSTEMS
from connectors.demo import city as cities
from connectors.landing import batches, land
from connectors.mapping import map_batch
from pipelines.settings import Settings
from schema.provenance import Batch
from tests.connectors.toy import read
from tests.pipelines import homes, servers
from tests.pipelines.database_nights import apply, changes, commit_late


@dataclass(frozen=True, slots=True)
class OnServers:
    """A home whose databases are on servers; their first night is landed."""

    given: Settings
    files: Path
    """The SQLite files that hold the same."""
    urls: dict[str, str]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[OnServers]:
    servers.require_servers()
    folder = tmp_path / "served"
    homes.make_city(folder, systems=servers.SERVERS)
    files = tmp_path / "city" / "databases"
    shutil.copytree(folder / "city", files.parent)
    with servers.moved(files) as urls:
        locate(folder, urls)
        given = homes.opened(folder)
        for system in urls:
            assert land(SYSTEMS[system], given.location(system), given.home).batches
        yield OnServers(given, files, urls)


def locate(folder: Path, urls: Mapping[str, str]) -> None:
    """Write other locations into hub.toml."""
    file = folder / "hub.toml"
    written = file.read_text(encoding="utf-8")
    for system, url in urls.items():
        written, count = re.subn(rf'(\[systems\.{system}\][^\[]*?location = )"[^"]*"', rf'\1"{url}"', written)
        assert count == 1, system
    file.write_text(written, encoding="utf-8")


def test_two_nights_on_real_servers_give_what_sqlite_and_a_full_rebuild_give(served: OnServers, tmp_path: Path) -> None:
    late = second_night(served, tmp_path / "before")
    homes.run(served.given)
    assert missed(served.given, late) == []
    # a new home that sees the second night alone, whole, and in SQLite files
    anew = homes.make_city(tmp_path / "anew", systems=served.urls)
    locate(anew.file.parent, {system: f"sqlite:///{served.files}/{system}.sqlite" for system in served.urls})
    homes.run(homes.opened(anew.file.parent))
    assert told_of(served.given) == told_of(anew)
    a_deleted_row_is_noticed_by_a_full_look(served)


def told_of(given: Settings) -> dict[str, tuple[int, int]]:
    """The warehouse without what was refused, which is counted by delivery."""
    return {name: digest for name, digest in homes.contents(given.home).items() if name != "quarantine_summary"}


def second_night(served: OnServers, before: Path) -> dict[str, dict[str, str]]:
    """The city ages in its SQLite files, and the servers hear the same as statements; system → rows committed late."""
    shutil.copytree(served.files, before)
    late = {system: commit_late(served.files / f"{system}.sqlite") for system in served.urls}
    cities.age(served.files.parent, night=2)
    told = {system: changes(before / f"{system}.sqlite", served.files / f"{system}.sqlite") for system in served.urls}
    assert {change.statement.split()[0] for changes in told.values() for change in changes} == {"INSERT", "UPDATE"}
    for system, statements in told.items():
        apply(served.urls[system], statements)
    return late


def missed(given: Settings, late: dict[str, dict[str, str]]) -> list[str]:
    """Tables whose late row did not come with the second batch."""
    seconds = (batch for system in late for batch in batches(given.home, system) if batch.sequence == 2)
    known = ((batch, late[batch.system].get(batch.table_name)) for batch in seconds)
    return [batch.batch_id for batch, key in known if key and key not in keys(given, batch)]


def keys(given: Settings, batch: Batch) -> set[str]:
    first = SYSTEMS[batch.system].table(batch.table_name).key[0]
    return {row[first] for row in read(given.home / batch.path)}


def a_deleted_row_is_noticed_by_a_full_look(served: OnServers) -> None:
    for system, table in (("market_registry", "e_alter"), ("urban_management", "shop")):
        key = SYSTEMS[system].table(table).key[0]
        engine = create_engine(served.urls[system])
        with engine.begin() as connection:
            # MariaDB does not read a table that it deletes from
            gone = connection.execute(text(f"SELECT min({key}) FROM {table}")).scalar()
            connection.execute(text(f"DELETE FROM {table} WHERE {key} = :gone"), {"gone": gone})
        engine.dispose()
        declared, home = SYSTEMS[system], served.given.home
        assert land(declared, served.given.location(system), home).batches == ()
        looked = land(declared, served.given.location(system), home, full=True).batches
        (batch,) = (batch for batch in looked if batch.table_name == table)
        assert map_batch(declared, batch, home).deleted == 1
