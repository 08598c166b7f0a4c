"""One clerk at one desk for one night: changes what has changed, strikes off, and takes in."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.second_city import numbers
from tests.second_city.chance import Chance
from tests.second_city.later.desks import Desk, Row, Table, grown, key_of
from tests.second_city.later.ledger import Ledger
from tests.second_city.later.moments import latest_of, like
from tests.second_city.later.news import News
from tests.second_city.wording import Manner, Writer

MONTH = timedelta(days=31)
_HEARS, _TOUCHED, _STRUCK, _TAKEN_IN, _LATE = 0.6, 0.003, 0.003, 0.004, 0.05
_STEP = 1_000_000


@dataclass
class LaterClerk:
    """`until` is the night's moment; everything happened in the month before it."""

    table: Table
    desk: Desk
    ledger: Ledger
    news: News
    chance: Chance
    until: datetime
    renamed: list[tuple[str, str, str]] = field(default_factory=list)
    """Key, name before and after of the firms that this desk has renamed."""

    def amended(self, rows: list[Row]) -> list[Row]:
        """The rows of the night.  A row without a key, or with one that comes twice, is left alone."""
        rows = [dict(row) for row in rows]
        keys = [key_of(row, self.desk) for row in rows]
        counts = Counter(keys)
        known = {key: row for row, key in zip(rows, keys, strict=True) if key and counts[key] == 1}
        touched = [row for key, row in known.items() if self.changed(key, row)]
        touched += self.retyped(known)
        gone = set(self.some(known, _STRUCK)) if self.desk.loses and len(known) >= 20 else set()
        for key in gone:
            self.ledger.forgotten(self.table, key)
        taken_in = self.taken_in({key: row for key, row in known.items() if key not in gone}, set(counts))
        self.stamp([*touched, *taken_in], rows)
        self.ledger.counted(self.table, len(set(counts) - {""} - gone) + len(taken_in))
        return [row for row, key in zip(rows, keys, strict=True) if key not in gone] + taken_in

    def some(self, known: dict[str, Row], share: float) -> list[str]:
        """So many of the keys, at least one."""
        return self.chance.sample_or_all(list(known), max(1, round(len(known) * share)))

    def changed(self, key: str, row: Row) -> bool:
        """What this desk has heard of whom the row is about, is written into it."""
        desk, news = self.desk, self.news
        subject = self.ledger.subject(self.table, key, desk.subject) if desk.subject else ""
        heard = False
        if desk.phone and subject in news.phones and self.chance.hit(_HEARS):
            row[desk.phone], heard = news.phones[subject], True
        if desk.address and subject in news.places and self.chance.hit(_HEARS):
            self.write_address(key, row, subject)
            heard = True
        if subject in news.names and row[desk.subject] != "*" and self.chance.hit(desk.names):
            self.renamed.append((key, str(row[desk.subject]), news.names[subject]))
            row[desk.subject], heard = news.names[subject], True
        return heard

    def write_address(self, key: str, row: Row, subject: str) -> None:
        """In the plainest of manners, cut where the column ends."""
        writer, place = Writer(Manner(), self.chance), self.news.places[subject]
        if self.desk.cut is None:
            wording = writer.write(place)
            row[self.desk.address] = wording.text
        else:
            wording, raw = writer.write_cut(place, *self.desk.cut)
            row[self.desk.address] = raw if self.desk.cut[1] == "gb18030" else wording.text
        self.ledger.moved(self.table, key, self.desk.address, wording)

    def retyped(self, known: dict[str, Row]) -> list[Row]:
        """A few rows get another state, or a telephone number that nobody else has."""
        column, values = self.desk.state
        touched = []
        for key in self.some(known, _TOUCHED):
            row = known[key]
            if column:
                row[column] = self.chance.choice([value for value in values if value != row.get(column)])
            elif self.desk.phone:
                row[self.desk.phone] = numbers.mobile(self.chance)
            else:
                continue
            touched.append(row)
        return touched

    def taken_in(self, known: dict[str, Row], taken: set[str]) -> list[Row]:
        """Rows typed in once more under another number; of a contract both parties' rows."""
        if self.table == ("grid_platform", "grid"):
            return []
        copies: list[Row] = []
        for key in self.some(known, _TAKEN_IN):
            for old, row in self.contract(key, known).items():
                copy = self.renewed(row, taken)
                if copy is not None:
                    self.ledger.copied(self.table, old, key_of(copy, self.desk))
                    taken.add(key_of(copy, self.desk))
                    copies.append(copy)
        return copies

    def contract(self, key: str, known: dict[str, Row]) -> dict[str, Row]:
        """The row, and the other party's where the key has a party."""
        if "party" not in self.desk.key:
            return {key: known[key]}
        head = known[key]["contract_no"]
        return {other: row for other, row in known.items() if row["contract_no"] == head}

    def renewed(self, row: Row, taken: set[str]) -> Row | None:
        """A copy with a key that no row has; None where none is found."""
        for step in range(_STEP, _STEP + 60):
            copy = dict(row)
            if self.desk.renew:
                self.desk.renew(copy, step - _STEP, self.chance)
            else:
                copy[self.desk.key[0]] = grown(row[self.desk.key[0]], step)
            if key_of(copy, self.desk) not in taken:
                return copy
        return None

    def stamp(self, touched: list[Row], rows: list[Row]) -> None:
        """Some time of the month; one in twenty was committed late, with a time of before the last night."""
        cursor = self.desk.cursor
        if not cursor:
            return
        latest, example = latest_of(row[cursor] for row in rows)
        for number, row in enumerate(touched):
            moment = self.until - timedelta(seconds=self.chance.randrange(60, int(MONTH.total_seconds())))
            if self.chance.hit(_LATE) or (number == 0 and len(touched) > 1):
                moment = latest - timedelta(seconds=self.chance.randrange(1, 600))
            row[cursor] = like(example, moment)
