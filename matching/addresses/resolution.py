"""All address records to places: texts to components, components to official names, names to sites, sites to a tree.

The result depends on the set of records alone, never on their order.
"""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from matching.addresses import near, reading, reference, statements
from matching.addresses.readings import Readings
from matching.addresses.workers import POOL_FROM, Bulk
from matching.progress import Clock, Progress
from schema.normalize.address.codes import area_codes
from schema.normalize.gazetteer import Gazetteer

_NO_PLACE_NAMES = """SELECT NULL::BIGINT AS address_record_id, NULL::VARCHAR[] AS former_place_names,
    NULL::VARCHAR[] AS place_aliases WHERE false"""
_VIEWS = ("resolve_input", "resolve_place_name_input")
_SITES = ("sign", "candidate", "placed")
_FIRST_PASS = ("completed", "group", "reference_site", "known", *_SITES, "alias")
"""Places what is named officially, and learns other names from it."""
_SECOND_PASS = ("completed", *_SITES, "own_site", "own_placed", "road", "named", "site", "area", "named_id")
"""Places every naming, now under official names."""
_CLAIMS = ("claim", "coded", "lettered", "opened", "inner_building", "inner_unit", "record", "exact", "node")
"""What every record names, and the places that come of it."""


@dataclass(frozen=True)
class AddressResolution:
    """What address records resolve to."""

    memberships: pa.Table
    """record_id, cluster_id, match_weight, match_rule."""
    places: pa.Table
    """One row a place, with its parent: see docs/addresses.md."""
    names: pa.Table
    """The gazetteer, one row a name and place: part, name, official, street, community, kind, systems."""
    readings: Readings
    """What was read, to be kept for the next run."""
    report: dict[str, float]
    """Numbers of records, texts, texts cut, heads read, names known, places; seconds of each stage as `<stage>_s`."""


def resolve(
    connection: duckdb.DuckDBPyConnection,
    address_input: duckdb.DuckDBPyRelation,
    earlier: Readings | None = None,
    progress: Progress | None = None,
    *,
    place_names: duckdb.DuckDBPyRelation | None = None,
    workers: int = 2,
    pool_from: float = POOL_FROM,
) -> AddressResolution:
    """Resolves every record of `address_input` (the columns of `Address`); leaves nothing behind in the connection.

    What an `earlier` run has read is not read again.  `place_names` (the columns of `PlaceName`) are other names of
    reference records that are in the input too.  From `pool_from` seconds of work on a pool of `workers` does it.
    """
    address_input.create_view("resolve_input", replace=True)
    (place_names or connection.sql(_NO_PLACE_NAMES)).create_view("resolve_place_name_input", replace=True)
    try:
        return _resolve(connection, earlier, Clock(progress), workers, pool_from)
    finally:
        for view in _VIEWS:
            connection.execute(f"DROP VIEW IF EXISTS {view}")
        statements.drop_all(connection)


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    earlier: Readings | None,
    clock: Clock,
    workers: int,
    pool_from: float,
) -> AddressResolution:
    with clock.stage("reference"):
        statements.run(connection, "text", "mention")
        gazetteer = reference.learn(connection)
    with Bulk(workers=workers, pool_from=pool_from) as done:
        with clock.stage("texts"):
            texts_cut = reading.cut(connection, earlier, done)
            texts = reading.texts(connection)
            gazetteer = reference.settled(connection, gazetteer)
        with clock.stage("names"):
            readings, heads_read = reading.read(connection, gazetteer, earlier, done)
    with clock.stage("sites"):
        statements.run(connection, *_FIRST_PASS)
        _rename(connection)
        _correct(connection, gazetteer)
        statements.run(connection, *_SECOND_PASS)
    with clock.stage("tree"):
        statements.run(connection, *_CLAIMS)
        memberships, places = _tree(connection)
        names = statements.table(connection, "gazetteer")
    seconds = {f"{stage}_s": duration for stage, duration in clock.seconds.items()}
    counts = {"records": memberships.num_rows, "texts": texts, "texts_cut": texts_cut}
    counts |= {"heads_read": heads_read, "names_known": len(gazetteer), "places": len(places)}
    return AddressResolution(memberships, places, names, readings, {**counts, **seconds})


def _rename(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts official names in the place of the other names that were learned."""
    _teach(connection, "SELECT part, name, official, 'learned' AS kind FROM resolve_rename")
    statements.run(connection, "renamed")


def _correct(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> None:
    """Puts misspelt names right."""
    unknown = [near.Written(*row) for row in statements.rows(connection, "unknown")]
    connection.register("resolve_near", near.renames(unknown, gazetteer))
    _teach(connection, "SELECT part, name, official, 'misspelt' AS kind FROM resolve_near")
    statements.run(connection, "corrected")
    connection.unregister("resolve_near")


def _teach(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    connection.sql(query).create_view("resolve_taught", replace=True)
    statements.run(connection, "learned")
    connection.execute("DROP VIEW resolve_taught")


def _tree(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    """Memberships and places."""
    streets, communities, codes = zip(*area_codes(), strict=True)
    connection.register("resolve_area_code", pa.table({"street": streets, "community": communities, "code": codes}))
    connection.register("resolve_home", reference.home(connection))
    memberships, places = (statements.table(connection, name) for name in ("memberships", "places"))
    connection.unregister("resolve_area_code")
    connection.unregister("resolve_home")
    return memberships, places
