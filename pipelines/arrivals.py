"""A record that somebody types in, resolved as a night would resolve it: what `hub resolve` shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from time import perf_counter

import duckdb

from matching.explain import Explanation
from matching.fellegi_sunter import JUDGEMENTS, LINK, NO_LINK, UNSURE
from matching.model import LinkageModel
from matching.nights.arrival import Arrival, Met, arrive
from pipelines import address_lookup, matching_index
from pipelines.matching_index import Opened
from pipelines.standing_rows import row_ids
from schema.claims import clean_record
from schema.errors import SettingsError
from schema.linkage import Judgement, Kind
from schema.records import Enterprise, Person

_RECORDS: Mapping[Kind, type[Person] | type[Enterprise]] = {Kind.PERSON: Person, Kind.ENTERPRISE: Enterprise}
_NAMES = {Kind.PERSON: "name", Kind.ENTERPRISE: "enterprise_name"}
_HOMES = ("number", "building", "unit", "room")
"""Levels of places that are evidence: a street or a whole compound is none."""


@dataclass(frozen=True)
class Candidate:
    """One entity that the record may speak of, by the record of it that is most like."""

    entity_id: str
    judgement: Judgement
    odds: float
    """Posterior log2 odds of the likeliest record."""
    records: int
    """Of the entity, among those shown."""
    record: str
    name: str | None
    explanation: Explanation


@dataclass(frozen=True)
class Resolution:
    """Whom a record speaks of."""

    entity_id: str | None
    """None: nobody the hub knows, or it cannot be told."""
    compared: int
    candidates: tuple[Candidate, ...]
    broken_rules: tuple[str, ...]
    milliseconds: float
    """From clean values to the candidates that are shown, with opening the index; Python's own start is left out."""


def cleaned(kind: Kind, claims: Mapping[str, str], phones: Iterable[str]) -> tuple[dict[str, object], list[str]]:
    """Values as mapping cleans them, and the rules they break; SettingsError if nothing is left to look for."""
    columns, rules = clean_record(_RECORDS[kind], claims)
    column = "phones" if kind is Kind.PERSON else "enterprise_phones"
    for text in phones:
        found, broken = clean_record(_RECORDS[kind], {"phone": text})
        columns[column] = [*_listed(columns.get(column)), *_listed(found.get(column))]
        rules += broken
    if not columns:
        raise SettingsError(
            f"there is nothing to look for{': ' + ', '.join(rules) if rules else ''}",
            where=f"{kind}",
            next_step="give a name or a number: `hub resolve --help`",
        )
    return columns, rules


def _listed(values: object) -> list[object]:
    return list(values) if isinstance(values, list | tuple) else []


def places(connection: duckdb.DuckDBPyConnection, text: str) -> dict[str, object]:
    """address_ids and building_ids of an address text, none where it leads to no house."""
    placing = address_lookup.among_places(connection, text).placing
    path = [place for place in placing.path if place.level in _HOMES] if placing else []
    if not path:
        return {}
    buildings = [place.address_id for place in path if place.level in ("number", "building")]
    return {"address_ids": [path[-1].address_id], "building_ids": buildings[-1:]}


def resolve(
    connection: duckdb.DuckDBPyConnection, home: Path, model: LinkageModel, values: Mapping[str, object]
) -> Resolution:
    """The entities that a record of these values may speak of, likeliest first."""
    # the tables of sounds and shapes are made at the first name that is looked at
    arrive(model, matching_index.latest(connection, home, model).index, {_NAMES[model.kind]: "王"})
    start = perf_counter()
    opened = matching_index.latest(connection, home, model)
    found = arrive(model, opened.index, {name: value for name, value in values.items() if name in model.inputs})
    candidates = tuple(_candidates(connection, model, opened, found))
    milliseconds = (perf_counter() - start) * 1000
    sure = [each.entity_id for each in candidates[:1] if each.judgement is Judgement.LINK]
    return Resolution(sure[0] if sure else None, found.compared, candidates, (), milliseconds)


def _candidates(
    connection: duckdb.DuckDBPyConnection, model: LinkageModel, opened: Opened, found: Arrival
) -> Iterable[Candidate]:
    rows = _known(connection, model.kind, opened, [met.record_id for met in found.met])
    by_entity: dict[str, list[Met]] = {}
    for met in found.met:
        if met.record_id in rows:
            by_entity.setdefault(rows[met.record_id][0], []).append(met)
    for entity_id, records in by_entity.items():
        first = records[0]
        _, record, name = rows[first.record_id]
        judgement = _judged(model, first.odds)
        yield Candidate(entity_id, judgement, first.odds, len(records), record, name, first.explanation)


def _judged(model: LinkageModel, odds: float) -> Judgement:
    thresholds = model.thresholds
    code = LINK if odds >= thresholds.link else UNSURE if odds >= thresholds.unsure else NO_LINK
    return JUDGEMENTS[int(code)]


def _known(
    connection: duckdb.DuckDBPyConnection, kind: Kind, opened: Opened, record_ids: list[int]
) -> dict[int, tuple[str, str, str | None]]:
    """Record id → entity, name of the record, name that it gives; read by scans only where rows have moved."""
    rows = {
        "record_rows": row_ids(opened.record_rows, record_ids),
        "member_rows": row_ids(opened.member_rows, record_ids),
    }
    found = _read(connection, kind, "met_rows", {"record_ids": record_ids, **rows})
    missing = [record_id for record_id in record_ids if record_id not in found]
    return found | (_read(connection, kind, "met_records", {"record_ids": missing}) if missing else {})


def _read(
    connection: duckdb.DuckDBPyConnection, kind: Kind, name: str, given: Mapping[str, list[int]]
) -> dict[int, tuple[str, str, str | None]]:
    sql = resources.files("pipelines").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    sql = sql.replace("{kind}", kind.value).replace("{name}", _NAMES[kind])
    rows = connection.execute(sql, dict(given)).fetchall()
    return {record_id: (entity, record, name) for record_id, entity, record, name in rows}
