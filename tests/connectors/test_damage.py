"""Damaged deliveries: each is refused whole, repaired or kept apart, told in words, and never taken in silently."""

import hashlib
import shutil
from pathlib import Path

import pytest

from connectors.catalogue import SYSTEMS
from connectors.landing import Landing, land
from connectors.reading import Location
from schema.errors import DeliveryError
from tests.connectors.damage import databases
from tests.connectors.damage.case import FileDamage, KeptApart, Read, Refused
from tests.connectors.damage.databases import DATABASES, DatabaseDamage
from tests.connectors.damage.goods import ALL, ROWS, SECRET
from tests.connectors.damage.page import FILES, PAGE, parts, tables
from tests.connectors.damage.services import SERVICES, ServiceDamage, patient, served
from tests.connectors.databases import postgresql, run
from tests.connectors.toy import Hub


def digests(home: Path) -> dict[str, str]:
    """Every landed file."""
    files = (file for file in (home / "landing").rglob("*") if file.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.fixture(scope="module")
def first_nights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """System → a folder in which its first night is landed and mapped."""
    found = {}
    for good in ALL:
        found[good.system] = tmp_path_factory.mktemp(good.system)
        hub = Hub(found[good.system], SYSTEMS[good.system])
        good.deliver(hub.drop, night=1)
        assert sum(hub.map(batch).recorded for batch in hub.land()) >= ROWS
    return found


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_a_damaged_file(tmp_path: Path, case: FileDamage, first_nights: dict[str, Path]) -> None:
    shutil.copytree(first_nights[case.system], tmp_path, dirs_exist_ok=True)
    hub = Hub(tmp_path, SYSTEMS[case.system])
    case.harm(case.good.deliver(hub.drop, night=2))
    if isinstance(case.outcome, Refused):
        refused(hub, case.outcome)
        recovered(hub, case)
    else:
        taken_in(hub, land(hub.system, hub.location, hub.home), case.outcome)


def refused(hub: Hub, outcome: Refused) -> None:
    """Nothing is landed, and the message is the one that was promised: system, file, place, and no value."""
    there = digests(hub.home)
    with pytest.raises(DeliveryError) as caught:
        hub.land()
    error, table = caught.value, f"{hub.system.id}.{hub.system.tables[0].name}"
    assert error.where.startswith(table)
    place = error.where.removeprefix(table).strip()
    assert (type(error), f"{place}: {error.what}" if place else error.what) == (outcome.error, outcome.says)
    assert error.next_step
    assert SECRET not in str(error)
    assert digests(hub.home) == there


def recovered(hub: Hub, case: FileDamage) -> None:
    """The owner delivers again."""
    file = hub.drop / case.good.names[1]
    if file.is_symlink():
        file.unlink()
    if file.is_dir():
        file.rmdir()
    case.good.deliver(hub.drop, night=2)
    assert hub.land()[0].rows == ROWS + 2


def taken_in(hub: Hub, landing: Landing, outcome: Read | KeptApart) -> None:
    """Every row is accounted for, and what is odd is told."""
    mapped = [hub.map(batch) for batch in landing.batches]
    told = [*landing.remarks, *(name for drift in landing.drift for name in drift.new_columns)]
    assert not any(SECRET in remark for remark in told)
    if isinstance(outcome, Read):
        assert sum(batch.received for batch in mapped) == outcome.rows
        assert sum(batch.quarantined for batch in mapped) == 0
        assert [remark for remark in told if outcome.says in remark] == told
        assert bool(told) == bool(outcome.says)
    else:
        (batch,) = mapped
        reasons = [row["reason"] for row in hub.relation(batch, "quarantine")]
        assert reasons == [outcome.reason] * outcome.rows
        assert batch.received == batch.unchanged + batch.recorded + outcome.rows


@pytest.mark.parametrize("case", SERVICES, ids=lambda case: case.name)
def test_a_damaged_service(tmp_path: Path, case: ServiceDamage) -> None:
    hub = Hub(tmp_path, patient(case.system))
    with served(case.script) as url:
        hub.location = Location(url, "t0psecret")
        if isinstance(case.outcome, Refused):
            refused(hub, case.outcome)
        else:
            assert isinstance(case.outcome, Read)
            taken_in(hub, land(hub.system, hub.location, hub.home), case.outcome)
    assert not [file for file in hub.home.rglob("*") if file.is_file() and b"t0psecret" in file.read_bytes()]


@pytest.mark.parametrize("case", DATABASES, ids=lambda case: case.name)
def test_a_damaged_database(tmp_path: Path, case: DatabaseDamage) -> None:
    hub = Hub(tmp_path, SYSTEMS[case.system])
    with postgresql() as url:
        run(url, databases.TABLE, databases.INSERT)
        hub.location = Location(url)
        assert hub.sync().recorded == databases.ROWS
        run(url, *case.statements)
        hub.location = Location(case.url or url)
        if isinstance(case.outcome, Refused):
            refused(hub, case.outcome)
        else:
            landing = land(hub.system, hub.location, hub.home)
            assert (landing.batches, landing.drift[0].new_columns) == ((), (case.outcome.says,))


def test_the_page_has_every_damage_and_what_becomes_of_it() -> None:
    assert len({case.name for case in (*FILES, *SERVICES, *DATABASES)}) == len((*FILES, *SERVICES, *DATABASES)) > 100
    written = parts(PAGE.read_text(encoding="utf-8"))[1].strip()
    assert written == tables().strip(), "run `python -m tests.connectors.damage.page`"
