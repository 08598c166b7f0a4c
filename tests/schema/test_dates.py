"""Dates in every written form are the same day."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.normalize.dates import clean_birth_date, date_cleaner, moment_cleaner, today

clean_date = date_cleaner("filed_date")
clean_moment = moment_cleaner("reported_at")
EXCEL_EPOCH = date(1899, 12, 30)
days = st.dates(date(1900, 1, 2), date(2099, 12, 30))


@given(
    days, st.sampled_from(["-", "/", "."]), st.sampled_from(["", " 00:00:00", " 10:20", "T10:20:30", " 10:20:30.123"])
)
def test_separated_dates_agree(day: date, separator: str, time: str) -> None:
    padded = f"{day.year}{separator}{day.month:02d}{separator}{day.day:02d}"
    plain = f"{day.year}{separator}{day.month}{separator}{day.day}"
    assert clean_date(padded + time) == clean_date(plain + time) == ((day,), None)


@given(days)
def test_compact_chinese_and_wide_dates_agree(day: date) -> None:
    compact = f"{day:%Y%m%d}"
    wide = compact.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
    for written in (
        compact,
        f"{compact}.0",
        wide,
        f"{day.year}年{day.month}月{day.day}日",
        f" {day} ",
        f"{compact}102030",
    ):
        assert clean_date(written) == ((day,), None), written
    assert clean_date(f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日") == ((day,), None)


@given(st.dates(date(1927, 5, 19), date(2099, 12, 30)), st.integers(0, 86_399))
def test_excel_serials_are_days_and_fractions(day: date, second: int) -> None:
    serial = (day - EXCEL_EPOCH).days
    moment = datetime.combine(day, datetime.min.time()) + timedelta(seconds=second)
    assert clean_date(str(serial)) == ((day,), None)
    assert clean_moment(f"{serial + second / 86_400:.10f}") == ((moment,), None)


def test_the_serials_of_the_contract() -> None:
    assert clean_date("43164") == ((date(2018, 3, 5),), None)
    assert clean_moment("43164.5") == ((datetime.fromisoformat("2018-03-05 12:00"),), None)


@given(st.datetimes(datetime.fromisoformat("1950-01-01"), datetime.fromisoformat("2080-01-01")))
def test_a_moment_comes_back_from_its_own_text(moment: datetime) -> None:
    assert clean_moment(str(moment)) == ((moment,), None)
    assert clean_moment(moment.isoformat()) == ((moment,), None)
    assert clean_moment(f"{moment:%Y/%m/%d %H:%M:%S}.{moment.microsecond:06d}") == ((moment,), None)


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-05T10:20:30+08:00",
        "2019-03-05T02:20:30Z",
        "2019-03-05 02:20:30+00:00",
        "2019-03-04T21:20:30-0500",
        "2019/3/5 2:20:30Z",
        "2019年3月5日10时20分30秒",
        "20190305102030",
        "20190305 10:20:30",
    ],
)
def test_zones_become_local_time(written: str) -> None:
    assert clean_moment(written) == ((datetime.fromisoformat("2019-03-05 10:20:30"),), None)


@pytest.mark.parametrize(
    "written",
    ["19000101", "1900-01-01", "00000000", "0000-00-00", "0000-00-00 00:00:00", "99991231", "9999-12-31", "", "无", "0",
     "9999-12-31 23:59:59", "0001-01-01", "1899-12-30", "2099-12-31", "-", "NULL"],
)  # fmt: skip
def test_placeholders_are_nothing(written: str) -> None:
    assert clean_date(written) == clean_moment(written) == clean_birth_date(written) == ((None,), None)


@pytest.mark.parametrize(
    "written",
    ["2019-13-01", "2019-02-30", "20190230", "1986", "198603", "3月5日", "明天", "2019-03-05 25:00:00", "80000",
     "2019年3月", "12345678901234567890", "2019-03-05T10:20:30+99:99"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    assert clean_date(written) == ((None,), "filed_date.unreadable")
    assert clean_moment(written) == ((None,), "reported_at.unreadable")


def test_births_lie_between_1880_and_today() -> None:
    assert clean_birth_date("1879-12-31") == ((None,), "birth_date.too_early")
    assert clean_birth_date("18800101") == ((date(1880, 1, 1),), None)
    assert clean_birth_date(today().isoformat()) == ((today(),), None)
    assert clean_birth_date((today() + timedelta(days=1)).isoformat()) == ((None,), "birth_date.in_future")


def test_births_come_as_numbers_too() -> None:
    assert clean_birth_date("19860312") == clean_birth_date("1986-03-12 07:13:09") == ((date(1986, 3, 12),), None)
