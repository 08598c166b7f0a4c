"""All address records to places: texts to components, components to official names, names to sites, sites to a tree.

The result depends on the set of records alone, never on their order.
"""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from matching.addresses import near, reference, statements
from matching.addresses.heads import head_table, tail_table
from matching.addresses.texts import GRAMMAR, PARSE_SCHEMA, cut_texts
from matching.progress import Clock, Progress
from schema.normalize.address.codes import area_codes
from schema.normalize.gazetteer import Gazetteer

_NO_PLACE_NAMES = """SELECT NULL::BIGINT AS address_record_id, NULL::VARCHAR[] AS former_place_names,
    NULL::VARCHAR[] AS place_aliases WHERE false"""
_SITES = ("sign", "candidate", "placed")
_FIRST_PASS = ("completed", "group", "reference_site", "known", *_SITES, "alias", "renamed")
"""Places what is named officially, and learns other names from it."""
_INNER = ("lettered", "opened", "inner")
_SECOND_PASS = ("completed", *_SITES, "own_site", "own_placed", "named", "claim", *_INNER, "road", "node")
"""Places everything, now under official names."""


@dataclass(frozen=True)
class AddressResolution:
    """What address records resolve to."""

    memberships: pa.Table
    """record_id, cluster_id, match_weight, match_rule."""
    places: pa.Table
    """One row a place, with its parent: see docs/addresses.md."""
    parses: pa.Table
    """The parses of texts not in `earlier_parses`, to be kept for the next run."""
    report: dict[str, float]
    """Counts of texts, names and rules, and seconds a stage."""


def resolve(
    connection: duckdb.DuckDBPyConnection,
    address_input: duckdb.DuckDBPyRelation,
    earlier_parses: pa.Table | None = None,
    progress: Progress | None = None,
    *,
    place_names: duckdb.DuckDBPyRelation | None = None,
) -> AddressResolution:
    """Resolves every record of `address_input` (the columns of `Address`); leaves nothing behind in the connection.

    `place_names` (the columns of `PlaceName`) are other names of reference records that are in the input too.
    """
    clock = Clock(progress)
    address_input.create_view("resolve_input", replace=True)
    (place_names or connection.sql(_NO_PLACE_NAMES)).create_view("resolve_place_name_input", replace=True)
    try:
        statements.run(connection, "mention")
        with clock.stage("reference"):
            reference.collect(connection)
            gazetteer = reference.learn(connection)
        with clock.stage("texts"):
            parses = _parse(connection, earlier_parses)
        with clock.stage("names"):
            _read(connection, gazetteer)
        with clock.stage("places"):
            statements.run(connection, *_FIRST_PASS)
            _correct(connection, gazetteer)
            statements.run(connection, *_SECOND_PASS)
        with clock.stage("tree"):
            memberships, places = _tree(connection)
        return AddressResolution(memberships, places, parses, {**clock.seconds, "parsed": float(len(parses))})
    finally:
        connection.execute("DROP VIEW IF EXISTS resolve_input")
        connection.execute("DROP VIEW IF EXISTS resolve_place_name_input")
        statements.drop_all(connection)


def _parse(connection: duckdb.DuckDBPyConnection, earlier: pa.Table | None) -> pa.Table:
    """Makes `resolve_parse` of all texts that need reading; returns the parses that are new."""
    connection.register("resolve_earlier", PARSE_SCHEMA.empty_table() if earlier is None else earlier)
    statements.run(connection, "earlier", grammar=GRAMMAR)
    new = connection.execute("SELECT text FROM resolve_wanted WHERE grammar IS NULL ORDER BY text").to_arrow_table()
    parses = cut_texts(new["text"].to_pylist())
    connection.register("resolve_new", parses)
    statements.run(connection, "parse")
    connection.unregister("resolve_new")
    connection.unregister("resolve_earlier")
    return parses


def _read(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> None:
    """Makes `resolve_head`, `resolve_tail` and from them `resolve_reading`."""
    heads = [
        head for (head,) in connection.execute("SELECT DISTINCT head FROM resolve_parse WHERE is_address").fetchall()
    ]
    tails = connection.execute("SELECT DISTINCT tail FROM resolve_parse WHERE is_address").fetchall()
    connection.register("resolve_head", head_table(heads, gazetteer))
    connection.register("resolve_tail", tail_table(tail for (tail,) in tails))
    statements.run(connection, "reading")
    connection.unregister("resolve_head")
    connection.unregister("resolve_tail")


def _correct(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> None:
    """Puts misspelt names right."""
    unknown = [near.Written(*row) for row in statements.rows(connection, "unknown")]
    connection.register("resolve_near", near.renames(unknown, gazetteer))
    statements.run(connection, "corrected")
    connection.unregister("resolve_near")


def _tree(connection: duckdb.DuckDBPyConnection) -> tuple[pa.Table, pa.Table]:
    """Memberships and places."""
    streets, communities, codes = zip(*area_codes(), strict=True)
    connection.register("resolve_area_code", pa.table({"street": streets, "community": communities, "code": codes}))
    connection.register("resolve_home", reference.home(connection))
    statements.run(connection, "place")
    memberships, places = (statements.table(connection, name) for name in ("memberships", "places"))
    connection.unregister("resolve_area_code")
    connection.unregister("resolve_home")
    return memberships, places
