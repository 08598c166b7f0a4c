"""Databases that changed or do not answer."""

from dataclasses import dataclass

from schema.errors import ContractDrift, SourceUnreachable
from tests.connectors.damage.case import Outcome, Read, Refused
from tests.connectors.damage.goods import SECRET

TABLE = (
    "CREATE TABLE resident (rid varchar(36) PRIMARY KEY, name varchar(50), idcard varchar(20), sex varchar(4),"
    " birthday timestamp, tel varchar(30), live_addr varchar(300), mother varchar(50), diag varchar(200),"
    " rv_time timestamp)"
)
ROWS = 3
INSERT = "INSERT INTO resident VALUES " + ", ".join(
    f"('R{number}', '{SECRET}', '', '女性', NULL, '', '甲路1号', '', '', '2024-01-05 10:00:00')"
    for number in range(ROWS)
)
_VIEW = "CREATE VIEW resident AS SELECT before.*, '' AS idcard FROM before CROSS JOIN (SELECT pg_sleep(5)) AS wait"


@dataclass(frozen=True, slots=True)
class DatabaseDamage:
    """After the first night these statements are run on the health service's database, a PostgreSQL one."""

    name: str
    statements: tuple[str, ...]
    outcome: Outcome
    url: str | None = None
    """The database is looked for here instead."""
    system: str = "health_residents"


DATABASES = (
    DatabaseDamage(
        "a table that is gone",
        ("DROP TABLE resident",),
        Refused(ContractDrift, "there is no such table"),
    ),
    DatabaseDamage(
        "a column that is gone",
        ("ALTER TABLE resident RENAME COLUMN live_addr TO address",),
        Refused(ContractDrift, "missing live_addr; new and unknown: address"),
    ),
    DatabaseDamage(
        "a column of another type",
        ("ALTER TABLE resident ALTER COLUMN tel TYPE bigint USING 1",),
        Refused(ContractDrift, "resident: column 'tel' was a text and is a number"),
    ),
    DatabaseDamage("a column that is new", ("ALTER TABLE resident ADD COLUMN blood varchar(3)",), Read(0, "blood")),
    DatabaseDamage(
        "a question that takes longer than the database allows",
        (
            "ALTER TABLE resident RENAME TO before",
            "ALTER TABLE before DROP COLUMN idcard",
            _VIEW,
            "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET statement_timeout = 150'; END $$",
        ),
        Refused(SourceUnreachable, "the database did not answer the question (QueryCanceled)"),
    ),
    DatabaseDamage(
        "a database that refuses the connection",
        (),
        Refused(SourceUnreachable, "the database did not answer the question (OperationalError)"),
        url="postgresql+psycopg://clerk@127.0.0.1:1/health",
    ),
)
