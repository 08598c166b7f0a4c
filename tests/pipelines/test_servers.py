"""The same declarations on a real PostgreSQL and a real MariaDB give the same warehouse as on SQLite."""

import re
from pathlib import Path

from tests.pipelines import homes, servers


def test_real_servers_give_the_same_warehouse_as_sqlite(demo_folder: Path, tmp_path: Path) -> None:
    servers.require_servers()
    folder = tmp_path / "demo"
    homes.make_city(folder)
    with servers.moved(folder / "city" / "databases") as urls:
        file = folder / "hub.toml"
        text = file.read_text(encoding="utf-8")
        for system, url in urls.items():
            text, count = re.subn(rf"sqlite:///city/databases/{system}\.sqlite", url, text)
            assert count == 1, system
            (folder / "city" / "databases" / f"{system}.sqlite").unlink()
        file.write_text(text, encoding="utf-8")
        given = homes.opened(folder)
        homes.run(given)
    assert homes.contents(given.home) == homes.contents(homes.opened(demo_folder).home)
