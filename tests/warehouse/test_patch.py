"""A release patched from the one before says exactly what one built whole from the same workshop says."""

import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from matching.identity import assign
from schema.errors import GateFailed
from schema.linkage import Kind
from schema.records import (
    Address,
    CityEvent,
    CourtCase,
    Employment,
    Enterprise,
    Grid,
    GridIncident,
    Mention,
    Ownership,
    Person,
    Premises,
)
from tests.warehouse.city import (
    LANDED,
    SYSTEMS,
    content,
    deliver,
    home_of,
    partition,
    place_tree,
    resident,
    say,
    subscriber,
)
from warehouse import golden, patch, publish, releases
from warehouse.draft import Draft
from warehouse.load import forget_table, load_batch
from warehouse.membership import Resolution, read_ledger, store
from warehouse.quality import Bands
from warehouse.workshop import store_systems

Workshop = duckdb.DuckDBPyConnection
Rows = dict[str, tuple[Mention, ...]]
_NOTHING_PASSES = Bands(fall=-9.0, growth=-9.0, smallest=0)
_NAMES = ("张三", "李四", "王五", "赵六", "钱七", "张*")
_PLACES = tuple(
    f"{street}/{community}/{number}/{room}" for street in "ab" for community in "cd" for number in "12" for room in "56"
)


_KEYS = {Kind.ADDRESS: "address_text", Kind.ENTERPRISE: "enterprise_name", Kind.PERSON: "name"}


class City:
    """Three systems whose rows change at random, a table each; what they say now, and the batches that said it."""

    def __init__(self, seed: int, home: Path) -> None:
        self.chance, self.home = random.Random(seed), home
        self.rows: dict[str, Rows] = {"police_hukou": {}, "telecom": {}, "hr": {}}
        self.sequence = dict.fromkeys(self.rows, 0)
        self.said_in: dict[tuple[str, str], int] = {}

    def night(self, workshop: Workshop, changes: int) -> None:
        """Some rows are new, some say something else, some are gone; everything is matched."""
        for system, rows in self.rows.items():
            keys = [str(self.chance.randrange(40)) for _ in range(changes)]
            gone = [key for key in rows if self.chance.random() < 0.05]
            said = {key: self._row(system, key) for key in keys}
            for key in gone:
                rows.pop(key)
            rows.update(said)
            self._deliver(workshop, system, said, [key for key in gone if key not in said])
        _match(workshop, releases.next_number(self.home))

    def map_again(self, workshop: Workshop, system: str) -> None:
        """The same batches of a system, mapped by another declaration: other records under the same names."""
        forget_table(workshop, system, "t")
        shutil.rmtree(self.home / "mapped" / system)
        last, self.sequence[system] = self.sequence[system], 0
        for sequence in range(1, last + 1):
            keys = [key for key in self.rows[system] if self.said_in[system, key] == sequence]
            said = {key: self._row(system, key) for key in keys}
            self.rows[system].update(said)
            self._deliver(workshop, system, said, ())
        _match(workshop, releases.next_number(self.home))

    def _deliver(self, workshop: Workshop, system: str, said: Rows, gone: Sequence[str]) -> None:
        self.sequence[system] += 1
        self.said_in.update({(system, key): self.sequence[system] for key in said})
        records = [record for row in said.values() for record in row]
        load_batch(workshop, deliver(self.home, system, self.sequence[system], records, deleted=gone), self.home)

    def _row(self, system: str, key: str) -> tuple[Mention, ...]:
        return {"police_hukou": self._resident, "telecom": self._subscriber, "hr": self._firm}[system](key)

    def _resident(self, key: str) -> tuple[Mention, ...]:
        person = resident(
            key, name=self.chance.choice(_NAMES), observed_at=self._day(), mother_name=self._perhaps("李某")
        )
        address, link = home_of(person, self.chance.choice(_PLACES))
        return person, address.model_copy(update={"grid_code": self._grid()}), link

    def _subscriber(self, key: str) -> tuple[Mention, ...]:
        person = subscriber(
            key,
            name=self.chance.choice(_NAMES),
            observed_at=self._day(),
            phones=(f"1391111222{self.chance.randrange(9)}",),
        )
        address, link = home_of(person, self.chance.choice(_PLACES))
        place = {"address_record_id": address.record_id}
        event = say(CityEvent, "telecom", key, "event_no", event_number=key, **place)
        incident = say(GridIncident, "telecom", key, "no", grid_code=self._perhaps("110"), **place)
        community = say(Address, "telecom", key, "sq", address_text="a/c")
        grid = say(
            Grid,
            "telecom",
            key,
            "wg",
            grid_code=self._grid(),
            street="a",
            community=self.chance.choice("cd"),
            address_record_id=community.record_id,
        )
        return (person, address, link, event, incident, *((community, grid) if self.chance.random() < 0.2 else ()))

    def _firm(self, key: str) -> tuple[Mention, ...]:
        firm = say(
            Enterprise,
            "hr",
            key,
            "mc",
            enterprise_name=f"{self.chance.choice('甲乙丙丁')}公司",
            observed_at=self._day(),
        )
        seat = say(Address, "hr", key, "dz", address_text=self.chance.choice(_PLACES), grid_code=self._grid())
        ends = {"enterprise_record_id": firm.record_id, "address_record_id": seat.record_id}
        worker = say(Person, "police_hukou", str(self.chance.randrange(40)), name="-").record_id
        job = say(Employment, "hr", key, "ry", person_record_id=worker, enterprise_record_id=firm.record_id)
        owned = say(Ownership, "hr", key, "cq", person_record_id=worker, **ends)
        case = say(CourtCase, "hr", key, "ah", case_number=key, **ends)
        return firm, seat, say(Premises, "hr", key, "dz", role="registered", **ends), job, owned, case

    def _grid(self) -> str | None:
        return self.chance.choice((None, None, "110", "120"))

    def _perhaps(self, value: str) -> str | None:
        return value if self.chance.random() < 0.5 else None

    def _day(self) -> datetime:
        return LANDED.replace(day=self.chance.randrange(1, 28))


@pytest.fixture
def city(home: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> City:
    """A city with a release, too small to be patched if that were not asked for."""
    monkeypatch.setattr(patch, "SMALLEST", 0)
    monkeypatch.setattr(patch, "LARGEST_SHARE", 2.0)
    # a block of the file is large beside a city of forty
    monkeypatch.setattr(patch, "MOST_GROWTH", 9.0)
    found = City(1, home)
    found.night(workshop, 25)
    publish.publish(workshop, home, golden.build(workshop, home))
    return found


def _match(workshop: Workshop, run: int) -> None:
    """Everything by the plainest rules, and named as a night names it: entities merge, split and come back."""
    for kind, key in _KEYS.items():
        members = [
            (record, min(cluster), 12.5, "name")
            for cluster in partition(workshop, f"{kind}_record", key)
            for record in cluster
        ]
        columns = zip(*members, strict=True)
        table = pa.table(list(map(list, columns)), ["record_id", "cluster_id", "match_weight", "match_rule"])
        named = assign(table, read_ledger(workshop, kind), kind, run=run)
        places = place_tree(workshop) if kind is Kind.ADDRESS else None
        store(workshop, Resolution(kind, table, named.ledger, named.changes, places=places), run)


def built_both_ways(workshop: Workshop, home: Path, stale: Sequence[str] = ()) -> Draft:
    """The draft as a night builds it, after comparing it with the one that is built whole."""
    whole = golden.build(workshop, home, stale, whole=True)
    expected = content(whole.path)
    draft = golden.build(workshop, home, stale)
    found = content(draft.path)
    for table, rows in expected.items():
        assert found[table] == rows, table
    assert whole.patches == 0
    return draft


def test_whatever_the_nights_bring_a_patch_says_what_a_whole_build_says(
    city: City, workshop: Workshop, home: Path
) -> None:
    first = releases.newest(home)
    city.night(workshop, 3)
    # a person's decision, which changes no entity
    workshop.execute("UPDATE person_membership SET match_rule = 'decision' WHERE record_id % 7 = 1")
    draft = built_both_ways(workshop, home, stale=["hr"])
    assert draft.patches == 1
    publish.publish(workshop, home, draft)
    # the next one is held, and what follows it is compared with the newest that was not
    city.night(workshop, 2)
    with pytest.raises(GateFailed):
        publish.publish(workshop, home, golden.build(workshop, home), _NOTHING_PASSES)
    city.map_again(workshop, "telecom")
    draft = built_both_ways(workshop, home)
    assert draft.patches == 2
    publish.publish(workshop, home, draft)
    # a release of earlier days is restored, while the workshop has gone on
    releases.move_pointer(home, first)
    city.night(workshop, 2)
    assert built_both_ways(workshop, home).patches == 1


def test_what_cannot_be_carried_on_is_built_whole(
    city: City, workshop: Workshop, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = releases.newest(home)
    draft = Draft(2, tmp_path / "draft", LANDED, "", newest.rules, home / newest.file)
    assert patch.begin(workshop, draft, newest)
    assert not patch.begin(workshop, replace(draft, rules="other code"), newest)
    assert not patch.begin(workshop, draft, replace(newest, patches=patch.MOST_PATCHES))
    assert not patch.begin(workshop, draft, replace(newest, whole_bytes=1))
    assert not patch.begin(workshop, draft, replace(newest, sha256="that of another file"))
    workshop.execute("UPDATE applied_batch SET applied_at = $now WHERE system = 'hr'", {"now": LANDED})
    monkeypatch.setattr(patch, "LARGEST_SHARE", 0.9)
    assert not patch.begin(workshop, draft, newest)
    monkeypatch.setattr(patch, "LARGEST_SHARE", 1.0)
    assert patch.begin(workshop, draft, newest)
    monkeypatch.setattr(patch, "SMALLEST", 10_000)
    assert not patch.begin(workshop, draft, newest)
    monkeypatch.setattr(patch, "SMALLEST", 0)
    store_systems(workshop, [replace(SYSTEMS[0], trust=1), *SYSTEMS[1:]])
    assert not patch.begin(workshop, draft, newest)
