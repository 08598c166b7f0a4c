"""The workshop between runs: looked at only in the shape that this version of the hub knows."""

from pathlib import Path

import duckdb
import pytest

from connectors.catalogue import SYSTEMS
from pipelines import settings
from pipelines.settings import Settings
from pipelines.stores import looking, writing
from schema.errors import NotFound, StoreError


@pytest.fixture
def given(tmp_path: Path) -> Settings:
    file = tmp_path / settings.FILE
    file.write_text('[hub]\nhome = "var"\n[systems.postal_delivery]\nlocation = "drops"\n', encoding="utf-8")
    return settings.load(file, SYSTEMS)


def test_before_the_first_run_there_is_nothing_to_look_at(given: Settings) -> None:
    with pytest.raises(NotFound, match="nothing has run"), looking(given):
        pass


def test_a_workshop_of_another_version_is_refused_until_it_is_migrated(given: Settings) -> None:
    with writing(given):
        pass
    with looking(given) as connection:
        assert connection.execute("SELECT count(*) FROM person_record").fetchone() == (0,)

    with duckdb.connect(str(given.home / "workshop.duckdb")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")

    with pytest.raises(StoreError, match="another version") as refused, looking(given):
        pass
    assert "hub migrate" in str(refused.value.next_step)
