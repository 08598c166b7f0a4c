"""Texts that are clean as they stand are told at once, over a whole column; only the others are cleaned one by one."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from connectors.cleaning.texts import RECORDS, Cleaning
from schema.claims import CLAIMS


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
    form, unless = (pc.match_substring_regex(texts, pattern) for pattern in claimed.plain)
    flags = pc.and_not(form, unless)
    plain = flags.to_numpy(zero_copy_only=False)
    order = np.where(plain, np.cumsum(plain) - 1, plain.sum() + np.cumsum(~plain) - 1)
    return Parted(cleaning, texts.filter(flags), texts.filter(pc.invert(flags)), order)
