"""Small mapped batches written by hand, as mapping writes them: Parquet files with the columns of `schema.records`."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import duckdb
import pyarrow as pa

from schema.linkage import Kind
from schema.provenance import Batch, Delivery, MappedBatch, record_id
from schema.published_tables import PUBLISHED
from schema.records import Address, Mention, Person, Residence
from schema.relations import attributes, relation_name
from warehouse import golden, publish, releases
from warehouse.load import load_batch
from warehouse.membership import Resolution, read_ledger, store
from warehouse.releases import Release
from warehouse.workshop import SystemRow

LANDED = datetime.fromisoformat("2025-01-02 03:04:05")
SYSTEMS = (
    SystemRow("police_hukou", "police", "常住人口信息管理系统", "who is registered", 90),
    SystemRow("telecom", "telecom", "宽带实名用户清单", "who has a line", 40),
    SystemRow("hr", "hr", "社会保险信息系统", "who works where", 70),
)
_Record = TypeVar("_Record", bound=Mention)


def say(record: type[_Record], system: str, key: str, field: str = "xm", **values: object) -> _Record:
    """What row `key` of a system's only table says in one field."""
    place = {"system": system, "table_name": "t", "source_key": key, "field": field}
    given = {"batch_id": "", "observed_at": LANDED, **values}
    return record(record_id=record_id(**place), **place, **given)


def deliver(
    home: Path,
    system: str,
    sequence: int,
    records: Sequence[Mention],
    *,
    deleted: Sequence[str] = (),
    unchanged: int = 0,
    quarantined: Sequence[tuple[int, str | None, str]] = (),
    rejected: Sequence[tuple[str, str, str, str]] = (),
    delivery: Delivery = Delivery.CURSOR,
) -> MappedBatch:
    """One batch of a system's table `t`: what its rows say now, the keys that are gone, what was refused."""
    keys = {record.source_key for record in records}
    rows = len(keys) + unchanged + len(quarantined)
    batch = Batch(
        system, "t", sequence, delivery, "", rows, "0" * 64, "1" * 32, "source", str(sequence), LANDED, LANDED
    )
    folder = home / "mapped" / system / "t" / f"{sequence:06d}"
    folder.mkdir(parents=True)
    for record, group in groupby(sorted(records, key=lambda each: type(each).__name__), key=type):
        _write_relation(folder, record, [each.model_copy(update={"batch_id": batch.batch_id}) for each in group])
    _write(folder / "touched.parquet", {"source_key": pa.string()}, [(key,) for key in sorted({*keys, *deleted})])
    columns = {"row_number": pa.int64(), "source_key": pa.string(), "reason": pa.string()}
    _write(folder / "quarantine.parquet", columns, quarantined)
    columns = {name: pa.string() for name in ("system", "table_name", "source_key", "field", "column", "rule")}
    _write(folder / "rejection.parquet", columns, [(system, "t", *each) for each in rejected])
    return MappedBatch(
        batch=batch,
        folder=str(folder.relative_to(home)),
        received=rows,
        unchanged=unchanged,
        recorded=len(keys),
        quarantined=len(quarantined),
        deleted=len(deleted),
        rejected=len(rejected),
    )


def _write_relation(folder: Path, record: type[Mention], rows: Sequence[Mention]) -> None:
    columns = ", ".join(f'"{each.name}" {each.duckdb_type}' for each in attributes(record))
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE rows ({columns})")
        marks = ", ".join("?" for _ in attributes(record))
        connection.executemany(f"INSERT INTO rows VALUES ({marks})", [tuple(row.model_dump().values()) for row in rows])
        connection.execute(f"COPY rows TO '{folder / relation_name(record)}.parquet'")


def _write(path: Path, columns: dict[str, pa.DataType], rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        table = pa.table(
            [pa.array(values, kind) for values, kind in zip(zip(*rows, strict=True), columns.values(), strict=True)],
            names=list(columns),
        )
        with duckdb.connect() as connection:
            connection.register("rows", table)
            connection.execute(f"COPY rows TO '{path}'")


def identify(
    connection: duckdb.DuckDBPyConnection,
    home: Path,
    kind: Kind,
    clusters: Iterable[Sequence[int]],
    places: pa.Table | None = None,
) -> None:
    """Store a partition as matching would: a known record keeps its cluster's id, a new cluster gets a new one."""
    known = {row["record_id"]: row["entity_id"] for row in read_ledger(connection, kind).to_pylist()}
    members, entries, changes = [], [], []
    for cluster in clusters:
        first = min(cluster)
        before = sorted({known[record] for record in cluster if record in known})
        entity = before[0] if before else f"{kind.value[0].upper()}{first:016x}"
        changes += [] if before else [("created", entity, None)]
        changes += [("merged", other, entity) for other in before[1:]]
        weight, rule = (None, "alone") if len(cluster) == 1 else (12.5, "resident_id")
        members += [(record, first, weight, rule) for record in cluster]
        entries += [(record, entity, known.get(record, entity), 1, True) for record in cluster]
    resolution = Resolution(
        kind,
        _table(members, record_id=pa.int64(), cluster_id=pa.int64(), match_weight=pa.float64(), match_rule=pa.string()),
        _table(
            entries,
            record_id=pa.int64(),
            entity_id=pa.string(),
            birth_id=pa.string(),
            since=pa.int64(),
            is_present=pa.bool_(),
        ),
        _table(changes, change=pa.string(), entity_id=pa.string(), other_id=pa.string()),
        places=places,
    )
    store(connection, resolution, releases.next_number(home))


def _table(rows: Sequence[tuple[object, ...]], **columns: pa.DataType) -> pa.Table:
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pa.table([pa.array(each, kind) for each, kind in zip(values, columns.values(), strict=True)], list(columns))


def partition(connection: duckdb.DuckDBPyConnection, table: str, key: str) -> list[list[int]]:
    """Records of a workshop table that agree on an expression; those where it is null stand alone."""
    query = f"SELECT list(record_id ORDER BY record_id) FROM {table} GROUP BY coalesce({key}, record_id::VARCHAR)"
    return [ids for (ids,) in connection.execute(query).fetchall()]


def place_tree(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Places of texts written 'street/community/number/room': each text its room, and the places above it."""
    rows = connection.execute(
        "SELECT address_text, min(record_id) FROM address_record GROUP BY 1 ORDER BY 1"
    ).fetchall()
    nodes: dict[str, int] = {}
    for text, first in rows:
        parts = text.split("/")
        for depth in range(1, len(parts)):
            nodes.setdefault("/".join(parts[:depth]), record_id("place", "", "/".join(parts[:depth]), ""))
        nodes[text] = first
    levels = ("street", "community", "number", "room")
    found = []
    for text, cluster in sorted(nodes.items()):
        parts = text.split("/")
        names = [*parts, None, None, None][:4]
        found.append((cluster, nodes.get("/".join(parts[:-1])), levels[len(parts) - 1], "".join(parts), *names, 0.9))
    text_columns = ("level", "canonical_text", "street", "community", "road_number", "room")
    return _table(
        found,
        cluster_id=pa.int64(),
        parent_cluster_id=pa.int64(),
        **{name: pa.string() for name in text_columns},
        confidence=pa.float64(),
    )


def resolve(connection: duckdb.DuckDBPyConnection, home: Path) -> None:
    """Match everything by the plainest rules: address text, credit code or name, resident id or name."""
    texts = partition(connection, "address_record", "address_text")
    identify(connection, home, Kind.ADDRESS, texts, place_tree(connection))
    firms = partition(connection, "enterprise_record", "coalesce(credit_code, enterprise_name)")
    identify(connection, home, Kind.ENTERPRISE, firms)
    identify(connection, home, Kind.PERSON, partition(connection, "person_record", "coalesce(resident_id, name)"))


def resident(key: str, **values: object) -> Person:
    """A person of the household register."""
    return say(Person, "police_hukou", key, **values)


def subscriber(key: str, **values: object) -> Person:
    """A person with a telephone line."""
    return say(Person, "telecom", key, **values)


def home_of(person: Person, text: str) -> tuple[Address, Mention]:
    """The address that the person's row gives, and the link."""
    address = say(Address, person.system, person.source_key, "dz", address_text=text)
    link = say(
        Residence,
        person.system,
        person.source_key,
        "dz",
        role="registered",
        person_record_id=person.record_id,
        address_record_id=address.record_id,
    )
    return address, link


def sync(connection: duckdb.DuckDBPyConnection, home: Path, *batches: MappedBatch) -> Release | None:
    """What a night does: load, match, build, publish."""
    for batch in batches:
        load_batch(connection, batch, home)
    resolve(connection, home)
    draft = golden.build(connection, home)
    return publish.publish(connection, home, draft) if draft else None


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    """What the newest release answers."""
    with duckdb.connect(str((home / "warehouse.duckdb").resolve()), read_only=True) as reader:
        return reader.execute(query).fetchall()


_OWN_TIMES = frozenset({"published_at", "applied_at", "valid_from", "valid_to"})


def content(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every table of a release as sorted rows, without the times at which it was made."""
    found = {}
    with duckdb.connect(str(file), read_only=True) as reader:
        for name, table in PUBLISHED.tables.items():
            columns = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in _OWN_TIMES)
            found[name] = reader.execute(f"SELECT {columns} FROM {name} ORDER BY ALL").fetchall()
    return found
