"""What a release must satisfy before anybody reads it.

A broken gate is a defect and can never be published; a count outside its band may be real, so that the release is held
until a person approves it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from schema.linkage import Kind
from schema.records import EVENTS, LINKS, REFERENCES
from schema.relations import attributes, relation_name
from warehouse import statements


class Verdict(StrEnum):
    """What a gate says."""

    PASSED = "passed"
    FAILED = "failed"
    OUT_OF_BAND = "out_of_band"


@dataclass(frozen=True, slots=True)
class Finding:
    """One gate's count of rows that break it; for a band the change in percent."""

    gate: str
    violations: int
    verdict: Verdict

    def __str__(self) -> str:
        unit = "% change" if self.verdict is Verdict.OUT_OF_BAND else " rows"
        return f"{self.gate}: {self.violations}{unit}"


@dataclass(frozen=True, slots=True)
class Bands:
    """How far one release may lie from the one before."""

    fall: float = 0.2
    """Share of a table's rows that may be gone."""
    growth: float = 1.0
    """Share by which a table's rows may grow."""
    match_rate: float = 0.1
    """By how much entities per record may move while the same systems deliver."""
    smallest: int = 200
    """Tables with fewer rows before are not judged."""
    settled: frozenset[str] = frozenset()
    """Systems of which a person has already said that their rows are right."""


def check(connection: duckdb.DuckDBPyConnection, bands: Bands, *, has_previous: bool) -> list[Finding]:
    """All findings on the attached `draft`, in the order of the gates, compared with `previous` if there is one."""
    findings = [*_entity_gates(connection), *_relation_gates(connection), *_other_gates(connection)]
    if has_previous:
        findings += [*_row_bands(connection, bands), *_match_rate_bands(connection, bands)]
    return findings


def _gate(connection: duckdb.DuckDBPyConnection, gate: str, name: str | None = None, **identifiers: str) -> Finding:
    violations = statements.count(connection, f"gate_{name or gate}", None, **identifiers)
    return Finding(gate, violations, Verdict.FAILED if violations else Verdict.PASSED)


def _entity_gates(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for kind in Kind:
        for name in ("unique_entity", "whole_source", "no_stranger"):
            yield _gate(connection, f"{name} {kind}", name, kind=kind.value)


def _relation_gates(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for record in (*LINKS, *EVENTS, *REFERENCES):
        table = relation_name(record)
        yield _gate(connection, f"link_rows {table}", "link_rows", table=table)
        ends = {attribute.name for attribute in attributes(record)}
        for kind in Kind:
            if f"{kind}_record_id" in ends:
                yield _gate(connection, f"link_end {table} {kind}", "link_end", table=table, kind=kind.value)


def _other_gates(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    for name in ("one_resident_id", "one_credit_code", "place_tree", "accounts"):
        yield _gate(connection, name)


def _row_bands(connection: duckdb.DuckDBPyConnection, bands: Bands) -> Iterator[Finding]:
    sources = (f"{kind}_source" for kind in Kind)
    for table in (*sources, *(relation_name(record) for record in (*LINKS, *EVENTS, *REFERENCES))):
        for system, delivered, before, now in statements.run(connection, "band_rows", table=table).fetchall():
            change = now / before - 1
            is_judged = before >= bands.smallest and system not in bands.settled
            outside = is_judged and not -bands.fall <= change <= bands.growth
            yield _band(f"rows {system}.{delivered} in {table} ({before} before, {now} now)", change, outside=outside)


def _match_rate_bands(connection: duckdb.DuckDBPyConnection, bands: Bands) -> Iterator[Finding]:
    for kind in Kind:
        row = statements.run(connection, "band_entities", kind=kind.value).fetchone()
        if row is not None:
            before, now, rows = row
            outside = rows >= bands.smallest and abs(now - before) > bands.match_rate
            yield _band(f"entities per record, {kind}", now - before, outside=outside)


def _band(gate: str, change: float, *, outside: bool) -> Finding:
    return Finding(gate, round(change * 100), Verdict.OUT_OF_BAND if outside else Verdict.PASSED)
