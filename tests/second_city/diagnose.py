"""`python -m tests.second_city.diagnose HOME CITY KIND [N]` shows wrong pairs side by side with the delivered rows.

First where they are (by systems and fields), then N false merges and N false splits, always the same ones.
"""

import json
import sys
from pathlib import Path

import duckdb

from tests.second_city.agreement import open_home
from tests.second_city.contract import KEYS

Mention = tuple[str, str, str, str, str, str, str | None, float | None]
_MENTION = "system, table_name, source_key, field, entity, hub, match_rule, match_weight"


def wrong_by_place(
    connection: duckdb.DuckDBPyConnection, kind: str, group: str, inner: str
) -> list[tuple[object, ...]]:
    """Wrong pairs by the two systems: pairs within `group` that differ in `inner`, from counts, most first."""
    return connection.execute(
        f"""WITH cell AS (
            SELECT {group} AS g, {inner} AS i, system || '.' || regexp_replace(field, '\\[[0-9]+\\]', '[n]') AS place,
                count(*) AS n
            FROM {kind}_joined WHERE NOT missing GROUP BY ALL),
        whole AS (SELECT g, place, sum(n) AS n FROM cell GROUP BY ALL),
        within_group AS (
            SELECT a.place AS one, b.place AS two, sum(if(a.place = b.place, a.n * (a.n - 1) / 2, a.n * b.n)) AS pairs
            FROM whole a JOIN whole b ON a.g = b.g AND a.place <= b.place GROUP BY ALL),
        within_cell AS (
            SELECT a.place AS one, b.place AS two, sum(if(a.place = b.place, a.n * (a.n - 1) / 2, a.n * b.n)) AS pairs
            FROM cell a JOIN cell b ON a.g = b.g AND a.i = b.i AND a.place <= b.place GROUP BY ALL)
        SELECT one, two, w.pairs - coalesce(c.pairs, 0) AS wrong, w.pairs
        FROM within_group w LEFT JOIN within_cell c USING (one, two)
        WHERE wrong > 0 ORDER BY wrong DESC, one, two LIMIT 15"""
    ).fetchall()


def examples(
    connection: duckdb.DuckDBPyConnection, kind: str, group: str, inner: str, count: int
) -> list[tuple[Mention, Mention]]:
    """One pair from each of `count` groups that hold more than one `inner`: the largest part and another."""
    rows = connection.execute(
        f"""WITH mixed AS (
            SELECT {group} AS g FROM {kind}_joined WHERE NOT missing
            GROUP BY {group} HAVING count(DISTINCT {inner}) > 1 ORDER BY md5({group}) LIMIT $count),
        part AS (
            SELECT {group} AS g, {inner} AS i, count(*) AS n, arg_min(row({_MENTION}), source_key) AS mention
            FROM {kind}_joined WHERE NOT missing AND {group} IN (FROM mixed) GROUP BY ALL),
        ranked AS (SELECT g, mention, row_number() OVER (PARTITION BY g ORDER BY n DESC, i) AS place FROM part)
        SELECT a.mention, b.mention FROM ranked a JOIN ranked b ON a.g = b.g AND a.place = 1 AND b.place = 2
        ORDER BY md5(a.g)""",
        {"count": count},
    ).fetchall()
    # a row of the database comes as a tuple
    return [(one, two) for one, two in rows]


class Landing:
    """Finds the delivered row of a mention in the hub's landing: the newest batch that has the key."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, home: Path) -> None:
        self.connection = connection
        self.home = home

    def row(self, system: str, table: str, source_key: str, field: str) -> dict[str, object]:
        files = sorted((self.home / "landing" / system / table).glob("*.parquet"), reverse=True)
        key = " || '|' || ".join(f'"{column}"' for column in KEYS[system, table])
        for file in files:
            cursor = self.connection.execute(f"FROM read_parquet('{file}') WHERE {key} = $key", {"key": source_key})
            names = [item[0] for item in cursor.description or ()]
            found = cursor.fetchone()
            if found:
                return self.element(dict(zip(names, found, strict=True)), field)
        return {"": "not in the landing"}

    def element(self, row: dict[str, object], field: str) -> dict[str, object]:
        """Of an array only the element that the mention came from."""
        column, bracket, index = field.partition("[")
        if not bracket:
            return row
        parts = json.loads(str(row[column]))
        return {**{name: value for name, value in row.items() if name != column}, **parts[int(index.rstrip("]"))]}


def print_pair(landing: Landing, pair: tuple[Mention, Mention]) -> None:
    for system, table, key, field, entity, hub, rule, weight in pair:
        row = landing.row(system, table, key, field)
        text = "  ".join(f"{name}={value}" for name, value in row.items() if value not in (None, ""))
        sys.stdout.write(f"  {system}.{table} {key} {field}  truth {entity}  hub {hub}  {rule} {weight}\n    {text}\n")
    sys.stdout.write("\n")


def main(arguments: list[str]) -> None:
    home, city, kind = Path(arguments[0]), Path(arguments[1]), arguments[2]
    count = int(arguments[3]) if len(arguments) > 3 else 10
    with open_home(home, city) as connection:
        landing = Landing(connection, home)
        for title, group, inner in (("false merges", "hub", "entity"), ("false splits", "entity", "hub")):
            sys.stdout.write(f"\n{kind}: {title}\n")
            for one, two, wrong, pairs in wrong_by_place(connection, kind, group, inner):
                sys.stdout.write(f"  {int(str(wrong).split('.')[0]):>9,} of {pairs:>9,.0f}  {one} × {two}\n")
            sys.stdout.write("\n")
            for pair in examples(connection, kind, group, inner, count):
                print_pair(landing, pair)


if __name__ == "__main__":
    main(sys.argv[1:])
