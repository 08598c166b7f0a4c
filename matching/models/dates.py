"""Dates as texts of eight digits, whole columns at a time."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


def dates_of(texts: pa.Array) -> pa.Array:
    """YYYYMMDD as dates; null where the calendar has no such day, and for every other text."""
    digits = pc.match_substring_regex(texts, r"\A[0-9]{8}\z")
    numbers = pc.if_else(digits, texts, "00000000").cast(pa.int32()).to_numpy(zero_copy_only=False)
    year, month, day = numbers // 10_000, numbers // 100 % 100, numbers % 100
    months = ((year - 1970) * 12 + month - 1).astype("M8[M]")
    days = months.astype("M8[D]") + (day - 1)
    known = (year > 0) & (month >= 1) & (month <= 12) & (days.astype("M8[M]") == months)
    return pa.array(days, pa.date32(), mask=~known)


def texts_of(dates: pa.Array) -> pa.Array:
    """Dates as YYYYMMDD; among them is no null."""
    days = dates.to_numpy(zero_copy_only=False).astype("M8[D]")
    months = days.astype("M8[M]")
    year, month = np.divmod(months.astype(np.int64), 12)
    day = (days - months.astype("M8[D]")).astype(np.int64) + 1
    written = pa.array((year + 1970) * 10_000 + (month + 1) * 100 + day)
    return pc.utf8_lpad(written.cast(pa.string()), 8, "0")
