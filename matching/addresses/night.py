"""A night of addresses: what changed is read and placed, and whatever it touches; the rest stays as it is.

Names, namings and sites are looked at as a whole, since there are few of them; texts and records only where their own
row, what their naming stands for, or what their place lacks and its site tells, is another than before.  The result is
that of `resolution.resolve` on all records.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from matching.addresses import keeping, reference, statements
from matching.addresses.readings import MOST_CHANGED, holding
from matching.addresses.resolution import found_home, given, members, place_namings, shown_places
from matching.addresses.workers import TAILS, TEXTS, Bulk, heads
from matching.progress import Clock, Progress
from schema.normalize.gazetteer import Gazetteer

_MOST_RECORDS = 0.25
_MOST_TEXTS = 0.5
_RECORDS = ("old_record", "fresh_text", "fresh_mention", "forget_record", "insert_record", "left_text", "text")
_REFERENCE = ("forget_reference", "insert_reference", "reference", "mention")
_TEXTS = ("insert_naming", "dirty_text", "forget_text", "insert_text")
_MOVED = ("same_claim", "moved", "claimed")
_CELLS = ("cell", "was_unreadable", "forget_claim", "insert_claim", "cell_claim", "every_claimant")
_MEMBERS = ("news", "touched", "forget_member", "insert_member", "forget_exact", "insert_exact", "every_exact")
_PLACES = ("new_node", "old_node", "shown", "other_area")
_KEPT = tuple(f"{step}_{table}" for table in ("named", "code", "area", "node") for step in ("forget", "keep"))


@dataclass(frozen=True)
class AddressNight:
    """What a night made of the records; tables as in `AddressResolution`, but of what is another than before only."""

    touched: pa.Table
    """record_id: of all records whose memberships are said anew, with all others of their places; also those gone."""
    memberships: pa.Table
    places: pa.Table
    gone_places: pa.Table
    """cluster_id: of places whose rows go, or come again among `places`."""
    names: pa.Table
    """The whole gazetteer."""
    report: dict[str, float]


@dataclass(frozen=True)
class AllDue:
    """Why a night would not do: all records are to be resolved."""

    reason: str


def resolve_changes(
    connection: duckdb.DuckDBPyConnection,
    address_input: duckdb.DuckDBPyRelation,
    folder: Path,
    progress: Progress | None = None,
    *,
    place_names: duckdb.DuckDBPyRelation | None = None,
    bulk: Bulk | None = None,
) -> AddressNight | AllDue:
    """Resolves what changed since the run that left its knowledge in `folder` (`keeping.fits`).

    Of `address_input` two more columns spare it from reading all others: `version` says something else as soon as the
    record is another, `position` is its row id.
    """
    with given(connection, address_input, place_names), keeping.known_file(connection, folder):
        return _Night(connection, Clock(progress), bulk or Bulk()).found()


@dataclass(frozen=True)
class _Night:
    connection: duckdb.DuckDBPyConnection
    clock: Clock
    bulk: Bulk

    def found(self) -> AddressNight | AllDue:
        with self.clock.stage("changes"):
            due = self._changes()
        if due is not None:
            return due
        with self.clock.stage("reference"):
            gazetteer, due = self._gazetteer()
        if due is not None:
            return due
        with self.clock.stage("texts"), self.bulk as done:
            counts = self._read(gazetteer, done)
        with self.clock.stage("sites"):
            self._run("reading", "naming")
            place_namings(self.connection, gazetteer)
            self._run("site", "area")
            statements.run(self.connection, "named_id")
        with self.clock.stage("claims"):
            self._claims()
        with self.clock.stage("tree"):
            members(self.connection)
            self._run(*_MEMBERS)
            statements.run(self.connection, "node")
            self._run(*_PLACES)
            found = self._found(gazetteer, counts)
            self._run(*_KEPT)
            keeping.keep_night(self.connection)
        return found

    def _run(self, *names: str) -> None:
        statements.run(self.connection, *(f"night/{name}" for name in names))

    def _changes(self) -> AllDue | None:
        """Which records changed, and what they say."""
        self._run("change")
        ((records, changed, texts, unread),) = statements.rows(self.connection, "night/size")
        if int(changed) > _MOST_RECORDS * int(records):
            return AllDue(f"{changed:,} of {records:,} records changed")
        if int(unread) > _MOST_TEXTS * int(texts):
            return AllDue(f"{unread:,} of {texts:,} texts that are kept are about the past")
        self._run("fresh")
        self.connection.register("resolve_input", self.connection.table("resolve_fresh"))
        self._run(*_RECORDS)
        return None

    def _gazetteer(self) -> tuple[Gazetteer, AllDue | None]:
        reference.collect(self.connection)
        self._run(*_REFERENCE)
        gazetteer = reference.learn(self.connection)
        found_home(self.connection)
        if not gazetteer.districts:
            return gazetteer, AllDue("no reference tells which district is home")
        (other,) = statements.rows(self.connection, "night/other_home")
        return gazetteer, AllDue("the home district is another") if other[0] else None

    def _read(self, gazetteer: Gazetteer, done: Bulk) -> dict[str, int]:
        """Texts that are new, and those whose names read otherwise by now."""
        reread = self._reread(gazetteer, done)
        statements.run(self.connection, "cut")
        uncut = statements.batches(self.connection, "night/uncut")
        for found in done(TEXTS, uncut):
            statements.insert(self.connection, "insert_cut", found)
        self._run("head_text", "tail_text", "parse")
        statements.run(self.connection, "head")
        self._run("known_head")
        unread = statements.batches(self.connection, "night/new_head")
        for found in done(heads(gazetteer), unread):
            statements.insert(self.connection, "insert_head", found)
        self._run("insert_head", "tail_of_parse")
        statements.run(self.connection, "tail")
        self._run("known_tail")
        for found in done(TAILS, statements.batches(self.connection, "tails")):
            statements.insert(self.connection, "insert_tail", found)
        self._run("insert_tail")
        statements.run(self.connection, "reading")
        self._run("forget_naming", "met")
        statements.run(self.connection, "said")
        self._run("insert_content", "content")
        statements.run(self.connection, "naming_of")
        self._run(*_TEXTS)
        statements.drop(self.connection, "reading", "parse", "head", "tail", "head_text", "tail_text")
        return {"texts": sum(map(len, uncut)), "heads_read": reread + sum(map(len, unread))}

    def _reread(self, gazetteer: Gazetteer, done: Bulk) -> int:
        """Reads names again that may hold a name that stands for another place by now; answers how many."""
        changed = [name for (name,) in statements.rows(self.connection, "night/changed_name")]
        pattern = holding(changed) if len(changed) <= MOST_CHANGED else ""
        statements.run(self.connection, "head")
        stale = statements.batches(self.connection, "night/reread_head", changed=pattern)
        for found in done(heads(gazetteer), stale):
            statements.insert(self.connection, "insert_head", found)
        self._run("altered_head", "forget_head", "insert_altered_head")
        statements.run(self.connection, "keep/names")
        return sum(map(len, stale))

    def _claims(self) -> None:
        """What the records claim that changed, or whose text, code or site says otherwise by now."""
        self._run("changed_naming")
        statements.run(self.connection, "claim", "code", "letter")
        self._run("changed_code", "claimant", "other_named")
        statements.run(self.connection, "claim_text", "coded", "kinded", "lettered")
        self._run(*_MOVED)
        statements.run(self.connection, "whole_room")
        self._run("open_claim", "move")
        statements.run(self.connection, "opened", "one_building")
        self._run("fill_claim", "move")
        statements.run(self.connection, "inner_building")
        self._run(*_CELLS)

    def _found(self, gazetteer: Gazetteer, counts: dict[str, int]) -> AddressNight:
        tables = {
            "touched": statements.table(self.connection, "night/touched_records"),
            "memberships": statements.table(self.connection, "night/memberships"),
            "places": shown_places(self.connection),
            "gone_places": statements.table(self.connection, "night/gone_places"),
            "names": statements.table(self.connection, "gazetteer"),
        }
        ((changed,),) = self.connection.execute("SELECT count(*) FROM resolve_change").fetchall()
        seconds = {f"{stage}_s": duration for stage, duration in self.clock.seconds.items()}
        report = {"changed": int(changed), **counts, "names_known": len(gazetteer), **seconds}
        return AddressNight(**tables, report=report)
