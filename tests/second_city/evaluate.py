"""`python -m tests.second_city.evaluate HOME CITY` prints how the hub's warehouse agrees with the city's truth."""

import sys
from pathlib import Path

import duckdb

from tests.second_city.agreement import (
    KINDS,
    Agreement,
    agreement,
    agreement_of_system,
    core_condition,
    open_home,
)
from tests.second_city.contract import EXTRA_FIELDS
from tests.second_city.placing import placed

_KEY = "system, table_name, source_key, field"


def scopes(connection: duckdb.DuckDBPyConnection, kind: str) -> dict[str, Agreement]:
    """Agreement over all mentions, the core ones, and for addresses by where and how deep they are."""
    conditions = {"all": "true", "core": core_condition(kind)}
    if kind == "address":
        conditions |= {
            "police_address": "system = 'police_address'",
            "in the district": "level <> 'outside'",
            "rooms": "level = 'room'",
            "buildings, units": "level IN ('building', 'unit')",
            "sites": "level = 'site'",
            "crossings": "level = 'crossing'",
            "roads and wider": "level IN ('road', 'community', 'street', 'district')",
            "outside": "level = 'outside'",
        }
    return {name: agreement(connection, kind, condition) for name, condition in conditions.items()}


def missing(connection: duckdb.DuckDBPyConnection, kind: str) -> list[tuple[str, str, str, int, int]]:
    """System, table, field, mentions without a `_source` row, and how many of those have a word in the quarantine."""
    return connection.execute(
        f"""SELECT system, table_name, regexp_replace(field, '\\[[0-9]+\\]', '[n]') AS place, count(*),
            count(*) FILTER ((system, table_name, source_key) IN (SELECT (system, table_name, source_key) FROM refused))
        FROM {kind}_joined WHERE missing GROUP BY ALL ORDER BY ALL"""
    ).fetchall()


def extra(connection: duckdb.DuckDBPyConnection, kind: str) -> list[tuple[str, str, str, int]]:
    """System, table, field and number of `_source` rows that the truth does not know or that are there twice."""
    return connection.execute(
        f"""WITH source AS (SELECT {_KEY}, count(*) AS n FROM hub.{kind}_source GROUP BY ALL),
        surplus AS (
            SELECT s.*, t.entity IS NULL AS unknown FROM source s LEFT JOIN {kind}_truth t USING ({_KEY})
            WHERE t.entity IS NULL OR n > 1)
        SELECT system, table_name, regexp_replace(field, '\\[[0-9]+\\]', '[n]') || if(unknown, '', ' twice'), count(*)
        FROM surplus GROUP BY ALL ORDER BY ALL"""
    ).fetchall()


def unbalanced(connection: duckdb.DuckDBPyConnection, city: Path) -> list[tuple[str, str, str]]:
    """Tables whose batches do not add up: to themselves, or to what the city delivered in the end."""
    return connection.execute(
        f"""WITH batch AS (
            SELECT system, table_name, sum(received) AS received, sum(unchanged + recorded + quarantined) AS accounted,
                arg_max(received, sequence) AS latest, arg_max(quarantined, sequence) AS refused,
                any_value(delivery) AS delivery
            FROM hub.source_batch GROUP BY ALL),
        compared AS (
            SELECT d.*, b.* EXCLUDE (system, table_name) FROM '{city}/truth/delivered.parquet' d
            LEFT JOIN batch b USING (system, table_name) WHERE system IN (FROM known_system))
        SELECT system, table_name, CASE
            WHEN received IS NULL THEN 'no batch'
            WHEN received <> accounted THEN 'received ' || received || ', accounted for ' || accounted
            WHEN delivery = 'full' AND latest <> keys + keyless + repeated
                THEN 'delivered ' || keys + keyless + repeated || ', received ' || latest
            WHEN delivery = 'full' AND refused <> keyless + repeated
                THEN 'without key or repeated ' || keyless + repeated || ', in quarantine ' || refused
            WHEN delivery = 'cursor' AND received < keys THEN 'delivered ' || keys || ', received ' || received
            END AS trouble
        FROM compared WHERE trouble IS NOT NULL ORDER BY ALL"""
    ).fetchall()


def print_line(name: str, result: Agreement) -> None:
    counts = f"{result.mentions:>9,} {result.true_pairs:>11,} {result.hub_pairs:>11,}"
    sys.stdout.write(f"  {name:<22}{result.precision:>9.4f}{result.recall:>9.4f}{result.f1:>9.4f} {counts}\n")


def print_kind(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    head = f"{'precision':>9}{'recall':>9}{'F1':>9} {'mentions':>9} {'true pairs':>11} {'hub pairs':>11}"
    sys.stdout.write(f"\n{kind:<24}{head}\n")
    for name, result in scopes(connection, kind).items():
        if result.mentions:
            print_line(name, result)
    systems = connection.execute(f"SELECT DISTINCT system FROM {kind}_joined ORDER BY ALL").fetchall()
    for (system,) in systems:
        print_line(f"~ {system}", agreement_of_system(connection, kind, system))
    for system, table, field, count, refused in missing(connection, kind):
        sys.stdout.write(f"  missing {count:>7,}  {system}.{table}.{field} ({refused:,} named in the quarantine)\n")
    for system, table, field, count in extra(connection, kind):
        note = " (may be a claim or a mention)" if field in EXTRA_FIELDS else ""
        sys.stdout.write(f"  extra   {count:>7,}  {system}.{table}.{field}{note}\n")


def main(arguments: list[str]) -> None:
    home, city = Path(arguments[0]), Path(arguments[1])
    with open_home(home, city) as connection:
        absent = [row[0] for row in connection.execute("FROM absent_system ORDER BY ALL").fetchall()]
        if absent:
            sys.stdout.write(f"not in the warehouse, left out below: {', '.join(absent)}\n")
        sys.stdout.write("lines with ~ count the pairs that involve that system\n")
        for system, table, trouble in unbalanced(connection, city):
            sys.stdout.write(f"  rows do not add up: {system}.{table}: {trouble}\n")
        for kind in KINDS:
            print_kind(connection, kind)
        sys.stdout.write("\naddresses of persons and enterprises\n")
        for what, (known, right) in placed(connection).items():
            sys.stdout.write(f"  right {what:<16}{right / max(known, 1):>9.4f} {known:>29,}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
