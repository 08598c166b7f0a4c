"""All address records to places: texts to components, components to official names, names to sites, sites to a tree.

The result depends on the set of records alone, never on their order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from matching.addresses import near, reading, reference, statements
from matching.addresses.keeping import keep_claims, keep_places, keep_readings, new_file
from matching.addresses.readings import Readings
from matching.addresses.workers import Bulk
from matching.progress import Clock, Progress
from schema.normalize.address.codes import area_codes
from schema.normalize.gazetteer import Gazetteer

_NO_PLACE_NAMES = """SELECT NULL::BIGINT AS address_record_id, NULL::VARCHAR[] AS former_place_names,
    NULL::VARCHAR[] AS place_aliases WHERE false"""
_VIEWS = {"resolve_versioned": "record_id, version, position", "resolve_system": "record_id, system"}
_MACROS = ("macro_says_more", "macro_without_kind")
_SITES = ("signed", "sign", "candidate", "placed")
_VILLAGE = ("reference", "hamlet", "naming", "claim", "tie", "numbering", "owner", "part", "house")
_SETTLED = ("settled_naming", "settled_reference")
_VILLAGES = tuple(f"village/{name}" for name in (*_VILLAGE, *_SETTLED))
"""Which groups and natural villages are one, learned from what names both."""
_VILLAGES_AGAIN = tuple(f"village/{name}" for name in ("naming", "part", "settled_naming"))
"""The same for namings whose names were put right."""
_FIRST_PASS = ("completed", *_VILLAGES, "group", "reference_site", "known", *_SITES, "alias")
"""Places what is named officially, and learns other names from it."""
_SECOND_PASS = ("completed", *_VILLAGES_AGAIN, *_SITES, "own_site", "own_placed", "road", "named", "site", "area")
"""Places every naming, now under official names."""
_CLAIMS = ("claimant", "claim", "claimed", "claim_text", "code", "coded", "letter", "kinded", "lettered")
"""What every record names."""
_LEFT_OUT = ("whole_room", "opened", "one_building", "inner_building")
"""What a record left out and its site tells."""
_FOR_CLAIMS = ("naming", "named", "sited", "own", "sign", "candidate", "placed", "known", "code", "letter")
_NODES = ("every_exact", "node", "shown")
"""The places that come of it."""


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
    bulk: Bulk | None = None,
    keep: Path | None = None,
) -> AddressResolution:
    """Resolves every record of `address_input` (the columns of `Address`); leaves nothing behind in the connection.

    What an `earlier` run has read is not read again.  `place_names` (the columns of `PlaceName`) are other names of
    reference records that are in the input too.
    What a night needs goes into the folder `keep`; `keeping.confirm` is to be called when the result is stored.
    """
    with given(connection, address_input, place_names), new_file(connection, keep) as kept:
        connection.register("resolve_input", connection.table("resolve_whole_input"))
        return _resolve(connection, earlier, Clock(progress), bulk or Bulk(), kept)


@contextmanager
def given(
    connection: duckdb.DuckDBPyConnection,
    address_input: duckdb.DuckDBPyRelation,
    place_names: duckdb.DuckDBPyRelation | None,
) -> Iterator[None]:
    """The input as the views that the steps read; at the end nothing is left of them and of what the steps made."""
    columns = address_input.columns
    version = "version" if "version" in columns else f"hash({', '.join(columns)}) AS version"
    position = "position" if "position" in columns else "record_id AS position"
    added = ", ".join(one for one in (version, position) if " AS " in one)
    connection.register("resolve_whole_input", address_input.project(f"*{', ' if added else ''}{added}"))
    connection.register("resolve_place_name_input", place_names or connection.sql(_NO_PLACE_NAMES))
    for view, chosen in _VIEWS.items():
        connection.register(view, connection.table("resolve_whole_input").project(chosen))
    statements.run(connection, *_MACROS)
    try:
        yield
    finally:
        statements.drop_all(connection)


def _resolve(
    connection: duckdb.DuckDBPyConnection,
    earlier: Readings | None,
    clock: Clock,
    bulk: Bulk,
    kept: bool,
) -> AddressResolution:
    with clock.stage("reference"):
        statements.run(connection, "text", "mention")
        reference.collect(connection)
        statements.run(connection, "reference_text")
        gazetteer = reference.learn(connection)
    with bulk as done:
        with clock.stage("texts"):
            texts_cut = reading.cut(connection, earlier, done)
            texts = reading.texts(connection)
            gazetteer = reference.settled(connection, gazetteer)
        with clock.stage("names"):
            readings, heads_read = reading.read(connection, gazetteer, earlier, done)
            if kept:
                keep_readings(connection)
            reading.free(connection)
            statements.drop(connection, "text")
    with clock.stage("sites"):
        place_namings(connection, gazetteer)
        statements.run(connection, "named_id")
    with clock.stage("tree"):
        statements.run(connection, *_CLAIMS, *_LEFT_OUT)
        found_home(connection)
        if kept:
            keep_claims(connection)
        statements.drop(connection, *_FOR_CLAIMS)
        members(connection)
        statements.drop(connection, "claim")
        statements.run(connection, *_NODES)
        if kept:
            keep_places(connection)
        memberships, places = statements.table(connection, "memberships"), shown_places(connection)
        names = statements.table(connection, "gazetteer")
    seconds = {f"{stage}_s": duration for stage, duration in clock.seconds.items()}
    counts = {"records": memberships.num_rows, "texts": texts, "texts_cut": texts_cut}
    counts |= {"heads_read": heads_read, "names_known": len(gazetteer), "places": len(places)}
    return AddressResolution(memberships, places, names, readings, {**counts, **seconds})


def place_namings(connection: duckdb.DuckDBPyConnection, gazetteer: Gazetteer) -> None:
    """Makes of `resolve_naming` and `resolve_reference` the sites and areas, and `resolve_named`, what means which."""
    statements.run(connection, *_FIRST_PASS)
    _rename(connection)
    _correct(connection, gazetteer)
    statements.run(connection, *_SECOND_PASS)


def found_home(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes `resolve_division`, from `resolve_reference`."""
    connection.register("resolve_home", reference.home(connection))
    statements.run(connection, "division")
    connection.unregister("resolve_home")


def members(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes of `resolve_claim` and `resolve_claimant` the places that records name, and who is in them."""
    statements.run(connection, "inner_unit", "record", "exact", "member")


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
    connection.register("resolve_taught", connection.sql(query))
    statements.run(connection, "learned")
    connection.unregister("resolve_taught")


def shown_places(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The rows of the places in `resolve_shown`."""
    streets, communities, codes = zip(*area_codes(), strict=True)
    connection.register("resolve_area_code", pa.table({"street": streets, "community": communities, "code": codes}))
    places = statements.table(connection, "places")
    connection.unregister("resolve_area_code")
    return places
