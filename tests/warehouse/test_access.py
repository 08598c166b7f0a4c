"""Analysts read the newest release and nothing else, within limits, and no error shows them data."""

from pathlib import Path

import duckdb
import pytest

from schema.errors import NotFound, QueryRefused
from tests.warehouse.city import deliver, resident, sync
from warehouse.access import QueryLimits, open_release, run_sql
from warehouse.workshop import FILE, open_workshop

ZHANG = "330110198001011232"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, prototype: Path) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / FILE).write_bytes(prototype.read_bytes())
    people = [resident("1", name="张三", resident_id=ZHANG), resident("2", name="李四"), resident("3", name="王五")]
    with open_workshop(home) as connection:
        sync(connection, home, deliver(home, "police_hukou", 1, people))
    return home


def test_a_query_is_answered_with_its_rows_and_names(published: Path) -> None:
    answer = run_sql(published, "SELECT name, record_count FROM person ORDER BY name")
    assert answer.table.to_pydict() == {"name": ["张三", "李四", "王五"], "record_count": [1, 1, 1]}
    assert not answer.is_cut


def test_an_answer_is_cut_at_the_limit_and_says_so(published: Path) -> None:
    answer = run_sql(published, "FROM person", QueryLimits(rows=2))
    assert answer.table.num_rows == 2
    assert answer.is_cut
    assert not run_sql(published, "FROM person", QueryLimits(rows=3)).is_cut


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "SELECT 1; SELECT 2",
        "COPY person TO '/tmp/person.csv'",
        "ATTACH '/tmp/other.duckdb' AS other",
        "CREATE TEMP TABLE copied AS FROM person",
        "SET memory_limit = '100GB'",
        "INSTALL httpfs",
        "PREPARE one AS SELECT 1",
        "EXPLAIN SELECT 1",
    ],
)
def test_anything_but_one_select_is_refused(published: Path, sql: str) -> None:
    with pytest.raises(QueryRefused, match="one SELECT"):
        run_sql(published, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM read_parquet('https://example.org/x.parquet')",
        "FROM read_duckdb('workshop.duckdb')",
        "SELECT * FROM question",
    ],
)
def test_no_query_reaches_a_file_or_the_process(published: Path, sql: str) -> None:
    with pytest.raises(QueryRefused):
        run_sql(published, sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT resident_id::DATE FROM person",
        "SELECT name::INTEGER FROM person",
        "SELECT strptime(resident_id, '%Y') FROM person",
        "SELECT error(resident_id) FROM person",
        f"SELECT nothing FROM person WHERE resident_id = '{ZHANG}'",
        f"SELECT * FROM person_{ZHANG}",
    ],
)
def test_no_error_quotes_a_value(published: Path, sql: str) -> None:
    with pytest.raises(QueryRefused) as caught:
        run_sql(published, sql)
    assert ZHANG not in str(caught.value)
    assert "张三" not in str(caught.value)


def test_a_file_that_is_asked_for_is_refused_with_the_reason(published: Path) -> None:
    with pytest.raises(QueryRefused, match="nothing else"):
        run_sql(published, "SELECT * FROM read_text('/etc/hostname')")


def test_a_wrong_name_is_told_so_that_it_can_be_mended(published: Path) -> None:
    with pytest.raises(QueryRefused, match="nme"):
        run_sql(published, "SELECT nme FROM person")


def test_a_query_that_takes_too_much_memory_or_time_is_ended(published: Path) -> None:
    big = "SELECT list(i::VARCHAR || repeat('x', 100)) FROM range(100000000) AS t (i)"
    with pytest.raises(QueryRefused, match="memory"):
        run_sql(published, big, QueryLimits(memory_mb=100))
    long = "SELECT sum(hash(a, b)) FROM range(1000000) AS t (a), range(1000000) AS u (b)"
    with pytest.raises(QueryRefused, match="more than 1 s"):
        run_sql(published, long, QueryLimits(seconds=1))


def test_an_open_release_is_read_only_and_sees_no_other_file(published: Path) -> None:
    with open_release(published) as reader:
        assert reader.execute("SELECT count(*) FROM person").fetchall() == [(3,)]
        with pytest.raises(duckdb.InvalidInputException):
            reader.execute("DELETE FROM person")
        with pytest.raises(duckdb.PermissionException):
            reader.execute("SELECT * FROM read_text('/etc/hostname')")


def test_before_the_first_release_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="hub sync"):
        open_release(tmp_path)
    with pytest.raises(NotFound, match="hub sync"):
        run_sql(tmp_path, "SELECT 1")
