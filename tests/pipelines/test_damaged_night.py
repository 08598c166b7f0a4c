"""A night on which several departments deliver damaged files: the others go on, the last good state is marked."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from connectors import landed
from pipelines import demo_city, report
from pipelines.cli import app
from pipelines.settings import Settings
from pipelines.standing import systems_standing
from schema.errors import PartlyFailed
from tests.pipelines import homes

DAMAGED = ("emergency_safety", "telecom_subscribers", "water_customers")
WELL = ("police_address", "court_cases", "tax_register")


@pytest.fixture
def own(demo_folder: Path, tmp_path: Path) -> Settings:
    """A demo home that ran once; its departments have delivered the second night."""
    given = homes.opened(homes.copy_of(demo_folder, tmp_path / "demo"))
    assert demo_city.next_night(given.file.parent, 2)
    return given


def damage(drops: Path) -> None:
    """A bomb, a wrong checksum, and half a file that ends with a line."""
    newest = max((drops / "emergency_safety").glob("aq_*.xml"))
    newest.write_bytes(b'<!DOCTYPE aq [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><aq>&b;</aq>')
    voucher = max((drops / "telecom_subscribers").glob("yh_*.ok"))
    voucher.write_text(f"{voucher.read_text().split()[0]} {'0' * 32}")
    lines = (drops / "water_customers" / "ysh.txt").read_bytes().splitlines(keepends=True)
    (drops / "water_customers" / "ysh.txt").write_bytes(b"".join(lines[: len(lines) * 2 // 3]))


def sources(given: Settings, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(given.home / "warehouse.duckdb"), read_only=True) as warehouse:
        return warehouse.execute(query).fetchall()


def test_damaged_systems_keep_their_last_good_state_marked_with_its_age_and_the_others_go_on(own: Settings) -> None:
    before = sources(own, _RECORDS)
    damage(own.file.parent / "city" / "drops")
    with pytest.raises(PartlyFailed, match="3 of 6 systems failed and keep their last good state") as caught:
        homes.run(own, *DAMAGED, *WELL)
    assert caught.value.exit_code == 3
    # the warehouse: a new release in which the damaged ones stand as they were, and are marked
    assert (own.home / "warehouse.duckdb").resolve().name == "000002.duckdb"
    assert sources(own, _RECORDS) == before
    assert sources(own, "SELECT system FROM source_system WHERE is_stale ORDER BY 1") == [(name,) for name in DAMAGED]
    late = (
        "SELECT system FROM source_system WHERE system IN {} AND last_delivered_at < TIMESTAMP '2024-06-01' ORDER BY 1"
    )
    assert sources(own, late.format(("emergency_safety", "police_address", "tax_register"))) == [("emergency_safety",)]
    # the commands
    standing = {each.system: each for each in systems_standing(own)}
    assert {name for name, each in standing.items() if each.verdict == "stale"} == set(DAMAGED)
    for name, words in (
        ("emergency_safety", "aq_202406.xml: it declares a document type or entities"),
        ("telecom_subscribers", "yh_20240601.txt.gz: its md5 is not the one in yh_20240601.ok"),
        ("water_customers", "ysh.txt: it ends where the delivery before had"),
    ):
        assert words in str(standing[name].message)
    shown = CliRunner().invoke(app, ["status", "--config", str(own.file)])
    assert all(f"{name} (" in shown.output for name in DAMAGED)
    assert " old)" in shown.output


_RECORDS = f"""
SELECT system, table_name, source_key, field, record_id
FROM (FROM person_source SELECT * EXCLUDE person_id UNION ALL BY NAME
      FROM address_source SELECT * EXCLUDE address_id UNION ALL BY NAME
      FROM enterprise_source SELECT * EXCLUDE enterprise_id)
WHERE system IN {DAMAGED} ORDER BY ALL
"""
"""Every record of the damaged systems."""


def test_a_system_of_which_a_file_landed_before_a_bad_one_has_a_state_in_use(demo_folder: Path, tmp_path: Path) -> None:
    own = homes.fresh(demo_folder, tmp_path / "demo", "telecom_subscribers", "fire_supervision")
    first = max((own.file.parent / "city" / "drops" / "telecom_subscribers").glob("yh_*.txt.gz"))
    later = first.with_name("yh_20240502.txt.gz")
    later.write_bytes(first.read_bytes())
    later.with_name("yh_20240502.ok").write_text(f"1 {'0' * 32}")
    with pytest.raises(PartlyFailed):
        homes.run(own)
    (line,) = [each for each in report.last_run(own).systems if each.system == "telecom_subscribers"]
    assert (line.state, line.received > 0) == ("failed", True)
    assert line.last_good_at == landed.batches(own.home, "telecom_subscribers")[0].landed_at
    (standing,) = [each for each in systems_standing(own) if each.system == "telecom_subscribers"]
    assert (standing.verdict, standing.rows) == ("stale", line.received)
    # its owner is still at it
    later.with_name("yh_20240502.ok").unlink()
    homes.run(own)
    (standing,) = [each for each in systems_standing(own) if each.system == "telecom_subscribers"]
    assert standing.verdict == "current"
    assert "it is waited for" in str(standing.drift)
