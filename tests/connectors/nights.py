"""A demo city on three nights, as the tests look at it."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import duckdb

from connectors.demo import city as demo

SCALE = 0.002
Row = dict[str, object]


@dataclass(frozen=True)
class Nights:
    """One city on three nights: its tables by (system, table) and key, its files; the folder is on the third."""

    city: demo.City
    tables: list[dict[tuple[str, str], dict[str, Row]]]
    digests: list[dict[str, str]]


def databases(folder: Path) -> dict[tuple[str, str], dict[str, Row]]:
    """Every table of every database, by its primary key."""
    found = {}
    for path in sorted((folder / "databases").glob("*.sqlite")):
        with sqlite3.connect(path) as connection:
            connection.row_factory = sqlite3.Row
            names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                key = [row["name"] for row in connection.execute(f"PRAGMA table_info({name})") if row["pk"]]
                rows = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
                found[path.stem, name] = {"|".join(str(row[column]) for column in key): row for row in rows}
    return found


def digests(folder: Path) -> dict[str, str]:
    """Content of every file, of databases the rows."""
    found = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".sqlite"
    }
    for (system, table), rows in databases(folder).items():
        content = json.dumps(sorted(map(list, (row.values() for row in rows.values())), key=str), ensure_ascii=False)
        found[f"{system}.{table}"] = hashlib.sha256(content.encode()).hexdigest()
    return found


def truth(city: demo.City, kind: str, where: str) -> list[tuple[str, ...]]:
    path = city.truth / f"{kind}.parquet"
    return duckdb.sql(f"SELECT source_key, field, entity FROM '{path}' WHERE {where}").fetchall()
