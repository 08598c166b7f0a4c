"""The second night of a demo city's databases as statements: what changed in the SQLite files, said to real servers."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text

from connectors.catalogue import SYSTEMS

LATE = timedelta(minutes=9, seconds=30)
"""So long after its own time a row becomes visible: less than the ten minutes that the departments state."""
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """One statement and its values."""

    statement: str
    values: Row


def changes(before: Path, after: Path) -> list[Change]:
    """What makes the tables of one file those of the other."""
    found = []
    for table, key in _keys(before).items():
        old, new = _rows(before, table, key), _rows(after, table, key)
        found += [_delete(table, key, old[each]) for each in old.keys() - new.keys()]
        found += [_insert(table, new[each]) for each in sorted(new.keys() - old.keys())]
        found += [_update(table, key, new[each]) for each in sorted(old.keys() & new.keys()) if old[each] != new[each]]
    return found


def apply(url: str, statements: list[Change]) -> None:
    """In one transaction, as local time of Shanghai."""
    engine = create_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL TIME ZONE 'Asia/Shanghai'"))
        for change in statements:
            connection.execute(text(change.statement), dict(change.values))
    engine.dispose()


def commit_late(file: Path) -> dict[str, str]:
    """Let one row of each table be committed late; table → its key.  A cursor of days alone is of the same day."""
    late = {}
    with sqlite3.connect(file) as connection:
        for table, key in _keys(file).items():
            cursor = SYSTEMS[file.stem].table(table).cursor
            found = connection.execute(f"SELECT max({cursor}), min({key[0]}) FROM {table} WHERE {cursor} < '2030'")
            latest, first = found.fetchone()
            if latest is not None:
                late[table] = str(first)
                moment = _before(str(latest))
                connection.execute(f"UPDATE {table} SET {cursor} = ? WHERE {key[0]} = ?", [moment, first])
    connection.close()
    return late


def _before(latest: str) -> str:
    moment = datetime.fromisoformat(latest)
    return latest if len(latest) == len("2024-05-01") else str(moment.replace(microsecond=0) - LATE)


def _keys(file: Path) -> dict[str, list[str]]:
    with sqlite3.connect(file) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            table: [name for _, name, *_, place in connection.execute(f"PRAGMA table_info({table})") if place]
            for table in tables
        }
    connection.close()
    return found


def _rows(file: Path, table: str, key: list[str]) -> dict[tuple[str, ...], Row]:
    with sqlite3.connect(file) as connection:
        connection.row_factory = sqlite3.Row
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
    connection.close()
    return {tuple(str(row[name]) for name in key): row for row in rows}


def _insert(table: str, row: Row) -> Change:
    return Change(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row)


def _update(table: str, key: list[str], row: Row) -> Change:
    columns = ", ".join(f"{name} = :{name}" for name in row if name not in key)
    return Change(f"UPDATE {table} SET {columns} WHERE {_where(key)}", row)


def _delete(table: str, key: list[str], row: Row) -> Change:
    return Change(f"DELETE FROM {table} WHERE {_where(key)}", {name: row[name] for name in key})


def _where(key: list[str]) -> str:
    return " AND ".join(f"{name} = :{name}" for name in key)
