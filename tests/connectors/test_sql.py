"""Database tables: the fast path gives the very texts of SQLAlchemy's, on every column type that a system uses."""

import logging
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.drafting.database import sample_database
from connectors.readers import scanner, sql
from connectors.reading import GaveUp, Location, Reading, Wanted
from connectors.source import CursorSql
from schema.errors import ContractDrift, SourceUnreachable
from tests.connectors.databases import mariadb, postgresql, run
from tests.connectors.toy import Hub, people, rows_of, system

POSTGRESQL_TABLE = """CREATE TABLE t (
    n16 numeric(16), money numeric(18,6), free numeric, small smallint, big bigint, flag boolean, code char(8),
    name varchar(60), long text, day date, at timestamp, zoned timestamptz, guid uuid)"""
MARIADB_TABLE = """CREATE TABLE t (
    n16 decimal(16), money decimal(18,6), free decimal(10,2), small tinyint, big bigint unsigned, flag tinyint(1),
    code char(8), name varchar(60), `long` mediumtext, day date, at datetime(6), zoned timestamp NULL,
    guid varchar(36))"""
SQLITE_TABLE = """CREATE TABLE t (
    n16 number(16), money decimal(18,6), free numeric, small tinyint, big bigint, flag boolean, code char(8),
    name nvarchar(60), long text, day date, at datetime, zoned timestamptz, guid uniqueidentifier)"""
ROWS = (
    "(1234567890123456, 100.500000, 10, 1, 9007199254740993, {true}, '19860312', '张''三%:x\"', ' x ', '2020-02-29',"
    " '2024-01-05 10:00:00', '2024-01-05 10:00:00{zone}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')",
    "(0, -0.001, 0.10, -1, 0, {false}, 'ab', '', '{rare}', '1899-12-31', '2024-01-05 10:00:00.125000',"
    " '2024-01-05 23:59:59{zone}', NULL)",
    "(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
)
TEXTS: list[dict[str, str | None]] = [
    {
        "n16": "1234567890123456", "money": "100.5", "free": "10", "small": "1",
        "big": "9007199254740993", "flag": "1",
        "code": "19860312", "name": "张'三%:x\"", "long": " x ", "day": "2020-02-29", "at": "2024-01-05 10:00:00",
        "zoned": "2024-01-05 10:00:00", "guid": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
    },
    {
        "n16": "0", "money": "-0.001", "free": "0.1", "small": "-1", "big": "0", "flag": "0", "code": "ab",
        "name": "", "long": "\ue000𠮷", "day": "1899-12-31", "at": "2024-01-05 10:00:00.125000",
        "zoned": "2024-01-05 23:59:59", "guid": None,
    },
]  # fmt: skip
TEXTS.append(dict.fromkeys(TEXTS[0]))


def filled(url: str, table: str, **words: str) -> str:
    """The table and its rows."""
    values = ", ".join(ROWS).format(rare="\ue000𠮷", **{"true": "true", "false": "false", "zone": "", **words})
    run(url, table, f"INSERT INTO t VALUES {values.replace('%', '%%') if 'sqlite' not in url else values}")
    return url


@pytest.fixture(scope="module", params=["postgresql", "mariadb", "sqlite"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database that holds TEXTS as its own types."""
    if request.param == "postgresql":
        with postgresql() as server:
            yield filled(server, POSTGRESQL_TABLE, zone="+08")
    elif request.param == "mariadb":
        with mariadb() as server:
            yield in_shanghai(server)
    else:
        yield filled(f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/t.db", SQLITE_TABLE)


def in_shanghai(server: str) -> str:
    """MariaDB reads a timestamp in the zone of the session that writes it."""
    values = ", ".join(ROWS).format(rare="\ue000𠮷", true="1", false="0", zone="")
    engine = sa.create_engine(server)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET time_zone = '+08:00'")
        connection.exec_driver_sql(MARIADB_TABLE)
        connection.exec_driver_sql(f"INSERT INTO t VALUES {values.replace('%', '%%')}")
    engine.dispose()
    return server


def of_table(cursor: str | None = None) -> Wanted:
    return Wanted("toy", "t", tuple(TEXTS[0]), frozenset(TEXTS[0]), ("n16",), cursor)


def slow(reading: Reading) -> Reading:
    """The same by SQLAlchemy alone."""
    assert reading.slower is not None, "there is no fast path to compare with"
    return Reading(reading.slower())


def test_both_paths_give_the_same_texts(url: str) -> None:
    reading = sql.read_table(Location(url), of_table(), None)
    assert rows_of(reading) == TEXTS
    assert rows_of(slow(reading)) == TEXTS


@pytest.mark.parametrize("cursor", ["day", "at", "zoned"])
@pytest.mark.parametrize(
    "since", ["2024-01-05T10:00:00", "2024-01-05T10:00:01", "1899-12-31T00:00:00", "2024-01-06T00:00:00"]
)
def test_rows_at_or_after_the_position_and_blank_ones_are_read(url: str, cursor: str, since: str) -> None:
    reading = sql.read_table(Location(url), of_table(cursor), datetime.fromisoformat(since))

    def is_new(text: str | None) -> bool:
        return text is None or datetime.fromisoformat(text) >= datetime.fromisoformat(since)

    expected = [row for row in TEXTS if is_new(row[cursor])]
    assert rows_of(reading) == expected
    assert rows_of(slow(reading)) == expected


def test_a_sample_of_a_live_database_has_its_columns_kinds_and_first_rows(url: str) -> None:
    (table,) = sample_database(Location(url), None).tables
    assert [column.name for column in table.columns] == list(TEXTS[0])
    kinds = {column.name: column.kind for column in table.columns}
    assert (kinds["big"], kinds["name"], kinds["day"], kinds["at"]) == ("number", "text", "day", "time")
    assert {column.rows for column in table.columns} == {len(TEXTS)}
    name = next(column for column in table.columns if column.name == "name")
    assert name.texts == ("张'三%:x\"",)


def test_only_wanted_columns_are_asked_for(url: str) -> None:
    reading = sql.read_table(
        Location(url), Wanted("toy", "t", ("n16", "name"), frozenset({"n16", "name", "long"})), None
    )
    assert set(reading.new_columns) == set(TEXTS[0]) - {"n16", "name", "long"}
    assert rows_of(reading) == [{"n16": row["n16"], "name": row["name"]} for row in TEXTS]


def test_a_table_or_column_that_is_gone_is_drift(url: str) -> None:
    with pytest.raises(ContractDrift, match=r"toy\.t: missing nam; new and unknown: .*name"):
        sql.read_table(Location(url), Wanted("toy", "t", ("n16", "nam"), frozenset({"n16", "nam"})), None)
    with pytest.raises(ContractDrift, match=r"toy\.gone: there is no such table"):
        sql.read_table(Location(url), Wanted("toy", "gone", ("n16",), frozenset({"n16"})), None)


def test_zero_dates_of_mariadb_are_texts() -> None:
    with mariadb() as server:
        run(
            server,
            "CREATE TABLE z (d date, t datetime)",
            "SET sql_mode = ''",
            "INSERT INTO z VALUES ('0000-00-00', '0000-00-00 00:00:00')",
        )
        reading = sql.read_table(Location(server), Wanted("toy", "z", ("d", "t"), frozenset("dt")), None)
        assert rows_of(reading) == rows_of(slow(reading)) == [{"d": "0000-00-00", "t": "0000-00-00 00:00:00"}]


def test_a_type_without_a_fast_path_is_read_by_sqlalchemy() -> None:
    with postgresql() as server:
        run(
            server,
            "CREATE TABLE f (a double precision, b jsonb)",
            """INSERT INTO f VALUES (1e20, '{"x": [1]}'), ('NaN', NULL)""",
        )
        reading = sql.read_table(Location(server), Wanted("toy", "f", ("a", "b"), frozenset("ab")), None)
        assert reading.slower is None
        assert rows_of(reading) == [{"a": "100000000000000000000", "b": '{"x":[1]}'}, {"a": "NaN", "b": None}]


def odd_sqlite(folder: Path) -> str:
    """Values that only the slow path reads: a text cut inside a character, a blob, a huge number."""
    with sqlite3.connect(folder / "odd.db") as connection:
        connection.execute("CREATE TABLE people (编号 TEXT, 姓名 TEXT, 电话 NUMERIC, t TEXT)")
        connection.execute("INSERT INTO people VALUES ('1', CAST(x'e5bca0e5' AS TEXT), 1e20, '2024-01-01 00:00:00')")
        connection.execute("INSERT INTO people VALUES ('2', x'e5bca0', 2.50, '2024-01-01T00:00:00')")
    connection.close()
    return f"sqlite:///{folder / 'odd.db'}"


def test_what_the_fast_path_cannot_read_the_slow_one_does(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    hub = Hub(tmp_path, system(people(reader=None, cursor="t"), delivery=CursorSql()))
    hub.location = Location(odd_sqlite(tmp_path))
    with pytest.raises(GaveUp):
        rows_of(sql.read_table(hub.location, Wanted("toy", "people", ("姓名",), frozenset({"姓名"})), None))
    (batch,) = hub.land()
    assert [(row["姓名"], row["电话"]) for row in hub.landed(batch)] == [
        ("张\ufffd", "100000000000000000000"),
        ("张", "2.5"),
    ]
    assert "gave up" in caplog.text
    assert batch.position == "2024-01-01 00:00:00"


@pytest.mark.parametrize(
    "location",
    [
        "postgresql+psycopg://clerk:topsecret@127.0.0.1:1/x",
        "mysql+pymysql://clerk:topsecret@127.0.0.1:1/x",
        "sqlite:////nowhere/topsecret.db",
        "nodriver://clerk:topsecret@host/x",
    ],
)
def test_an_unreachable_database_is_told_without_its_password(location: str) -> None:
    with pytest.raises(SourceUnreachable) as caught:
        sql.read_table(Location(location), of_table(), None)
    assert str(caught.value).startswith("toy.t: the database did not answer")
    assert "topsecret" not in str(caught.value)
    assert "topsecret" not in repr(Location(location))


def test_the_fast_path_is_there_for_every_database_of_the_contract(tmp_path: Path) -> None:
    for backend in ("postgresql+psycopg", "mysql+pymysql", "mariadb+pymysql", "sqlite"):
        columns = {"a": sa.VARCHAR(3), "b": sa.NUMERIC(16), "c": sa.DATE(), "d": sa.TIMESTAMP(), "e": sa.BIGINT()}
        assert scanner.has_fast_path(sa.make_url(f"{backend}://"), scanner.Query("t", columns, tuple(columns)))
