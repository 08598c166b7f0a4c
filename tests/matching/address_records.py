"""Small address inputs, in the columns of `Address` that resolution reads."""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from matching.addresses import AddressResolution, resolve
from matching.addresses.readings import Readings

COLUMNS = (
    "address_text",
    "address_code",
    "division_code",
    "street",
    "community",
    "road",
    "road_number",
    "compound",
    "building",
    "unit",
    "room",
)
Record = Mapping[str, str]


def text(value: str, code: str = "") -> Record:
    return {"address_text": value, "address_code": code}


def parts(code: str, *values: str, written: str = "") -> Record:
    """A reference record: street, community, road, number, compound, building, unit, room."""
    return dict(zip(COLUMNS, (written, code, "330110", *values), strict=False))


def relation(connection: duckdb.DuckDBPyConnection, records: Mapping[int, Record]) -> duckdb.DuckDBPyRelation:
    columns = {"record_id": pa.array(list(records), pa.int64())}
    columns["system"] = pa.array(
        ["reference" if record.get("street") else "texts" for record in records.values()], pa.string()
    )
    for column in COLUMNS:
        columns[column] = pa.array([record.get(column) or None for record in records.values()], pa.string())
    return connection.from_arrow(pa.table(columns))


def resolved(records: Iterable[Record] | Mapping[int, Record], earlier: Readings | None = None) -> AddressResolution:
    numbered = records if isinstance(records, Mapping) else dict(enumerate(records, start=1))
    with duckdb.connect() as connection:
        return resolve(connection, relation(connection, numbered), earlier)


def clusters(resolution: AddressResolution) -> dict[int, int]:
    table = resolution.memberships
    return dict(zip(table["record_id"].to_pylist(), table["cluster_id"].to_pylist(), strict=True))


def rules(resolution: AddressResolution) -> dict[int, str]:
    table = resolution.memberships
    return dict(zip(table["record_id"].to_pylist(), table["match_rule"].to_pylist(), strict=True))


def places(resolution: AddressResolution) -> dict[int, dict[str, object]]:
    return {row["cluster_id"]: row for row in resolution.places.to_pylist()}


def place_of(resolution: AddressResolution, record_id: int) -> dict[str, object]:
    return places(resolution)[clusters(resolution)[record_id]]
