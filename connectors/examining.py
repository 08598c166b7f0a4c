"""What is hard to believe of a delivery that can be read: held back until somebody approves it, or remarked on."""

from collections.abc import Sequence
from pathlib import Path

from connectors import landed
from connectors.damage import IncompleteDelivery
from connectors.kinds import check_kinds
from connectors.noted import kinds_before
from connectors.plausible import Doubt, Pair, Whole, doubts
from connectors.reading import Delivered, Wanted
from connectors.source import Expect
from connectors.staging import Staged
from schema.provenance import Batch, Delivery

_ENOUGH = 100
"""Changes of fewer rows can be the same twice."""


class Examiner:
    """Compares deliveries of one table with the batches before."""

    def __init__(self, wanted: Wanted, expect: Expect, home: Path, remarks: list[str], *, approved: bool) -> None:
        self._wanted, self._expect, self._home = wanted, expect, home
        self._remarks, self._approved = remarks, approved

    def check_kinds(self, delivered: Delivered) -> None:
        """Before a row is read; a person who approved the delivery knows of it.  Raises ContractDrift."""
        if not self._approved:
            before = kinds_before(self._home, self._wanted.system, self._wanted.table)
            check_kinds(before, delivered.reading.kinds, self._wanted, delivered.source)

    def check_whole(self, delivered: Delivered, whole: Whole, earlier: Sequence[Batch]) -> None:
        """Raise IncompleteDelivery for a whole table that has too few or too many rows, or seems cut."""
        before = [batch for batch in earlier if batch.delivery is Delivery.FULL]
        if before:
            last = Whole(landed.parquet(self._home, before[-1]), before[-1].rows)
            pair = Pair(last, whole, largest=max(batch.rows for batch in before))
            for doubt in doubts(pair, self._wanted, self._expect, delivered.reading):
                self._doubt(doubt, delivered)

    def check_repetition(self, delivered: Delivered, facts: Staged, earlier: Sequence[Batch]) -> None:
        """Raise IncompleteDelivery for changes that were taken in under another name: later ones would be undone."""
        others = [batch for batch in earlier if batch.source != delivered.source]
        same = [batch.source for batch in others if facts.rows and batch.content_digest == facts.digest]
        if not same:
            return
        if same[-1] == others[-1].source:
            self._doubt(Doubt(f"it has the same rows as {same[-1]}", is_grave=False), delivered)
        else:
            what = f"it has the same rows as {same[-1]}, and would undo what came later"
            self._doubt(Doubt(what, is_grave=facts.rows >= _ENOUGH), delivered)

    def _doubt(self, doubt: Doubt, delivered: Delivered) -> None:
        where = f"{self._wanted.where} {delivered.source}"
        if doubt.is_grave and not self._approved:
            next_step = f"ask the owner; if it is right: hub sync {self._wanted.system} --approve"
            raise IncompleteDelivery(doubt.what, where=where, next_step=next_step)
        self._remarks.append(f"{where}: {doubt.what}")
