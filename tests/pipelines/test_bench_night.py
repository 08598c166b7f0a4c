"""`hub bench match --night`: two days of the same records, and a night between them."""

from pathlib import Path

import duckdb

from connectors.demo.person_records import person_records
from matching.models.person import PERSON
from pipelines.bench import match_night, night_view
from pipelines.bench.night_engine import DAYS, STEPS
from pipelines.bench.night_records import AFTER, BEFORE, store_days


def test_the_night_leaves_the_partition_of_comparing_everything(tmp_path: Path) -> None:
    store_days(person_records(1_500, 5).records, PERSON.inputs, 0.02, 5, tmp_path / DAYS)
    with duckdb.connect(str(tmp_path / DAYS), read_only=True) as connection:
        days = (f"SELECT record_id FROM {day}" for day in (BEFORE, AFTER))
        common = connection.execute(" INTERSECT ".join(days)).fetchall()
        steps = {name: step(connection, PERSON, tmp_path) for name, step in STEPS.items()}
    night = match_night.Night(1_500, 0.02, "person", 2, steps, match_night.is_same(tmp_path))
    assert night.is_same
    assert night.steps["night"].whole_because is None
    assert 30 <= night.steps["night"].changed <= 40
    assert night.steps["night"].compared < night.steps["all"].compared / 5
    assert len(common) < 1_490
    assert night.steps["single"].compared > 0
    assert night_view.as_json(night)["is_same"]
