"""How far the hub's entities agree with the truth: joined mentions, and pairs counted from the contingency table."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.second_city.contract import CORE

KINDS = ("person", "enterprise", "address")
_KEY = "system, table_name, source_key, field"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of mentions: of one entity by the truth, by the hub, and by both."""

    mentions: int
    true_pairs: int
    hub_pairs: int
    common_pairs: int

    @property
    def precision(self) -> float:
        return self.common_pairs / self.hub_pairs if self.hub_pairs else 1.0

    @property
    def recall(self) -> float:
        return self.common_pairs / self.true_pairs if self.true_pairs else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def open_home(home: Path, city: Path) -> duckdb.DuckDBPyConnection:
    """A connection with, for each kind, `<kind>_joined`: every true mention, with the hub's entity or none.

    `entity` is the truth, `hub` the hub's id (a mention that the hub does not have stands alone), `missing` says so.
    Only systems that the hub has delivered anything of take part; `absent_system` lists the others.
    """
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{home / 'warehouse.duckdb'}' AS hub (READ_ONLY)")
    for kind in KINDS:
        connection.execute(f"CREATE VIEW {kind}_truth AS FROM '{city}/truth/{kind}.parquet'")
    known = " UNION ".join(f"SELECT system FROM hub.{kind}_source" for kind in KINDS)
    connection.execute(f"CREATE TABLE known_system AS {known}")
    truth = " UNION ".join(f"SELECT system FROM {kind}_truth" for kind in KINDS)
    connection.execute(f"CREATE TABLE absent_system AS ({truth}) EXCEPT FROM known_system")
    for kind in KINDS:
        _join(connection, kind)
    _attach_quarantine(connection, home)
    return connection


def _join(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    more = "t.level" if kind == "address" else "NULL::VARCHAR AS level"
    connection.execute(
        f"""CREATE TABLE {kind}_joined AS
        WITH source AS (
            SELECT {_KEY}, min({kind}_id) AS hub,
                any_value(match_rule) AS match_rule, any_value(match_weight) AS match_weight
            FROM hub.{kind}_source GROUP BY ALL)
        SELECT t.system, t.table_name, t.source_key, t.field, t.entity, {more},
            coalesce(s.hub, 'missing ' || row_number() OVER ()) AS hub, s.hub IS NULL AS missing,
            s.match_rule, s.match_weight
        FROM {kind}_truth t LEFT JOIN source s USING ({_KEY})
        WHERE t.system IN (FROM known_system)"""
    )


def _attach_quarantine(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """`refused`: the keys of rows in quarantine and of values refused; empty where the workshop is not there."""
    connection.execute("CREATE TABLE refused (system VARCHAR, table_name VARCHAR, source_key VARCHAR, why VARCHAR)")
    workshop = home / "workshop.duckdb"
    if not workshop.exists():
        return
    connection.execute(f"ATTACH '{workshop}' AS workshop (READ_ONLY)")
    for table, why in (("quarantine", "reason"), ("rejection", "\"column\" || ': ' || rule")):
        connection.execute(
            f"INSERT INTO refused SELECT system, table_name, source_key, '{table} ' || {why} FROM workshop.{table}"
        )
    connection.execute("DETACH workshop")


def core_condition(kind: str) -> str:
    pairs = ", ".join(f"('{system}', '{table}')" for system, table in CORE[kind])
    return f"(system, table_name) IN ({pairs})"


def agreement(connection: duckdb.DuckDBPyConnection, kind: str, condition: str = "true") -> Agreement:
    """Pairs among the mentions that meet the condition."""
    row = connection.execute(
        f"""WITH chosen AS (SELECT entity, hub FROM {kind}_joined WHERE {condition}),
        cell AS (SELECT entity, hub, count(*) AS n FROM chosen GROUP BY ALL),
        truth AS (SELECT entity, sum(n) AS n FROM cell GROUP BY ALL),
        found AS (SELECT hub, sum(n) AS n FROM cell GROUP BY ALL)
        SELECT (SELECT count(*) FROM chosen),
            (SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM truth),
            (SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM found),
            (SELECT coalesce(sum(n * (n - 1) / 2), 0) FROM cell)"""
    ).fetchone()
    return Agreement(*(int(value) for value in row or (0, 0, 0, 0)))


def agreement_of_system(connection: duckdb.DuckDBPyConnection, kind: str, system: str) -> Agreement:
    """Pairs of which at least one mention is the system's."""

    def pairs(group: str) -> str:
        return f"""(SELECT coalesce(sum(n * (n - 1) / 2 - (n - m) * (n - m - 1) / 2), 0)
            FROM (SELECT sum(n) AS n, sum(m) AS m FROM cell GROUP BY {group}))"""

    row = connection.execute(
        f"""WITH cell AS (
            SELECT entity, hub, count(*) AS n, count(*) FILTER (system = $system) AS m FROM {kind}_joined GROUP BY ALL)
        SELECT (SELECT coalesce(sum(m), 0) FROM cell), {pairs("entity")}, {pairs("hub")}, {pairs("entity, hub")}""",
        {"system": system},
    ).fetchone()
    return Agreement(*(int(value) for value in row or (0, 0, 0, 0)))
