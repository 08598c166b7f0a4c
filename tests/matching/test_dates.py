"""Dates of a whole column are those that are read one by one."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from matching.models.dates import dates_of, texts_of
from schema.identifiers.resident_id import birth_date_of

TEXTS = st.from_regex(r"\A[0-9]{8}\Z") | st.dates().map(lambda day: day.strftime("%Y%m%d")) | st.text(max_size=9)


def _one(text: str) -> date | None:
    return birth_date_of(f"000000{text}0000") if len(text) == 8 and text.isascii() else None


@given(st.lists(TEXTS | st.sampled_from(["19000229", "20000229", "1986*312", "19860012", "00000101", "19860431"])))
def test_texts_are_read_as_dates_one_by_one(texts: list[str]) -> None:
    assert dates_of(pa.array(texts, pa.string())).to_pylist() == list(map(_one, texts))


@given(st.lists(st.dates()))
def test_dates_are_written_as_arrow_writes_them(dates: list[date]) -> None:
    written = pa.array(dates, pa.date32())
    assert texts_of(written).to_pylist() == pc.strftime(written, format="%Y%m%d").to_pylist()
