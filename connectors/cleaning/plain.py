"""Texts that are clean as they stand are told at once, over a whole column; only the others are cleaned one by one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from connectors.cleaning.texts import RECORDS, Cleaning
from schema.claims import CLAIMS
from schema.cleaning import CheckCharacter, Plain

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Parted:
    """Distinct texts in two parts; `others` are what a cleaner must look at."""

    cleaning: Cleaning
    plain: pa.Array
    others: pa.Array
    order: npt.NDArray[np.int64]
    """Where each text stands when the others follow the plain ones."""

    def whole(self, cleaned: pa.RecordBatch) -> pa.RecordBatch:
        """The columns of all texts in their order, from those of the others."""
        if not len(self.plain):
            return cleaned
        parts = zip(self._columns(cleaned.schema), cleaned.columns, strict=True)
        order = pa.array(self.order)
        columns = [pa.concat_arrays(part).take(order) for part in parts]
        return pa.RecordBatch.from_arrays(columns, schema=cleaned.schema)

    def _columns(self, schema: pa.Schema) -> list[pa.Array]:
        """What a cleaner would make of the plain ones: the text itself first, then nothing, and no rule."""
        first, *rest = schema
        own = self.plain
        if pa.types.is_list(first.type):
            own = pa.ListArray.from_arrays(np.arange(len(own) + 1, dtype=np.int32), own, first.type)
        return [own, *(pa.nulls(len(own), field.type) for field in rest)]


def parted(cleaning: Cleaning, texts: pa.Array) -> Parted:
    """Tell the plain texts from the others."""
    claimed = CLAIMS[RECORDS[cleaning.relation]][cleaning.claim]
    if claimed.plain is None or cleaning.codes:
        return Parted(cleaning, texts.slice(0, 0), texts, np.arange(len(texts)))
    plain = _are_plain(claimed.plain, texts)
    flags = pa.array(plain)
    order = np.where(plain, np.cumsum(plain) - 1, plain.sum() + np.cumsum(~plain) - 1)
    return Parted(cleaning, texts.filter(flags), texts.filter(pc.invert(flags)), order)


def _are_plain(how: Plain, texts: pa.Array) -> Mask:
    form, unless = (pc.match_substring_regex(texts, pattern) for pattern in (how.form, how.unless))
    flags: Mask = pc.and_not(form, unless).to_numpy(zero_copy_only=False)
    if how.check is not None:
        flags = flags.copy()
        flags[flags] = _ends_right(how.check, texts.filter(pa.array(flags)))
    return flags


def _ends_right(check: CheckCharacter, texts: pa.Array) -> Mask:
    """Which texts, all of one length, end in their check character."""
    width = len(check.weights) + 1
    content = b"" if texts.buffers()[2] is None else texts.buffers()[2]
    characters = np.frombuffer(content, dtype=np.uint8, count=len(texts) * width).reshape(-1, width)
    total = np.zeros(len(texts), dtype=np.int64)
    for place, weight in enumerate(check.weights):
        total += (characters[:, place].astype(np.int64) - ord("0")) * weight
    ends = np.frombuffer(check.characters.encode("ascii"), dtype=np.uint8)
    return np.asarray(ends[total % len(ends)] == characters[:, -1])
