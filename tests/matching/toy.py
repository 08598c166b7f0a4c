"""A small model that uses every word a model can say, and random records for it."""

from dataclasses import replace
from datetime import date

import duckdb
import pyarrow as pa
from hypothesis import strategies as st

from matching.blocking import BlockingRule
from matching.comparison import Comparison, Level
from matching.conditions import Known, Near, OneKnown, Same
from matching.features import derived, first_known, gathered, over_values
from matching.model import Dependence, Exclusion, LinkageModel, Thresholds, Uniqueness
from matching.patterns import PatternScorer
from matching.similarity import EDITS, JARO_WINKLER
from schema.linkage import Kind

INPUTS = {
    "number": pa.string(),
    "masked": pa.string(),
    "word": pa.string(),
    "day": pa.date32(),
    "tags": pa.list_(pa.string()),
    "places": pa.list_(pa.string()),
}

PATTERN = PatternScorer()

TOY = LinkageModel(
    name="toy",
    version="1",
    kind=Kind.PERSON,
    inputs=tuple(INPUTS),
    features=(
        first_known("pattern", "number", "masked"),
        derived("initial", "word", over_values(lambda word: word[0], pa.string())),
        derived("letters", "word", over_values(lambda word: sorted(set(word)), pa.list_(pa.string()))),
        gathered("marks", "tags", "places"),
    ),
    rules=(
        BlockingRule("number and word", ("number", "word"), chain=True),
        BlockingRule("number", ("number",), cap=3),
        BlockingRule("masked", ("initial",), cap=6, either="masked"),
        BlockingRule("word", ("word",), cap=4, narrower=("day", "tags")),
        BlockingRule("tag and initial", ("tags", "initial"), cap=5, narrower=("places",)),
        BlockingRule("place", ("places", "letters"), cap=4),
    ),
    comparisons=(
        Comparison("number", (Level("same", Same("number"), 0.9, 1e-4),), 0.1, 0.99, present=Known("number")),
        Comparison(
            "word",
            (
                Level("same", Same("word"), 0.9, 1e-4, frequency="word"),
                Level("one edit", Near("word", EDITS, -1), 0.05, 1e-2),
                Level("near", Near("word", JARO_WINKLER, 0.8), 0.03, 2e-2),
                Level("same letters", Same("letters"), 0.03, 0.2, frequency="letters"),
            ),
            0.01,
            0.8,
            present=Known("word"),
        ),
        Comparison("day", (Level("same", Same("day"), 0.9, 0.1),), 0.1, 0.9, present=Known("day")),
        Comparison(
            "tags",
            (Level("shared", Same("tags"), 0.6, 1e-4, frequency="tags"),),
            0.4,
            0.99,
            present=Known("tags") & ~OneKnown("masked"),
        ),
        Comparison("places", (Level("shared", Same("places"), 0.6, 1e-4, "places"),), 0.4, 0.9, Known("places")),
    ),
    thresholds=Thresholds(link=-4.0, unsure=-8.0),
    records_per_entity=3.0,
    exclusions=(Exclusion("words", Known("word") & ~Same("initial") & ~Same("number")),),
    uniqueness=(Uniqueness("pattern", "pattern", PATTERN), Uniqueness("day", "day")),
    dependences=(Dependence("home", ("tags", "places"), further=0.25),),
    frequency_of={"tags": "word"},
)
"""Not a model of anything; link thresholds are low, so that a dozen records link and conflict."""

TOY_WITH_PATTERNS = replace(
    TOY, exclusions=(*TOY.exclusions, Exclusion("masked", Known("pattern") & ~Near("pattern", PATTERN, 0)))
)

_letters = st.sampled_from("abc")


def toy_rows() -> st.SearchStrategy[dict[str, object]]:
    """Rows of few values, so that keys collide, caps bite and clusters conflict."""
    return st.fixed_dictionaries(
        {
            "number": st.none() | st.sampled_from(["1111", "2222", "1122"]),
            "masked": st.none() | st.sampled_from(["11**", "**22", "****"]),
            "word": st.none() | st.text(_letters, min_size=1, max_size=3),
            "day": st.none() | st.sampled_from([date(2000, 1, 1), date(2000, 1, 2)]),
            "tags": st.none() | st.lists(_letters, max_size=2),
            "places": st.none() | st.lists(_letters, max_size=2),
        }
    )


def toy_records(size: int = 14) -> st.SearchStrategy[pa.Table]:
    """Tables of such rows."""
    row = toy_rows()
    ids = st.lists(st.integers(0, 2**62), min_size=1, max_size=size, unique=True)
    return ids.flatmap(
        lambda chosen: st.tuples(st.just(chosen), st.lists(row, min_size=len(chosen), max_size=len(chosen)))
    ).map(lambda drawn: toy_table(*drawn))


def toy_table(record_ids: list[int], rows: list[dict[str, object]]) -> pa.Table:
    columns = {name: pa.array([row.get(name) for row in rows], kind) for name, kind in INPUTS.items()}
    return pa.table({"record_id": pa.array(record_ids, pa.int64()), **columns})


def relation(connection: duckdb.DuckDBPyConnection, table: pa.Table) -> duckdb.DuckDBPyRelation:
    return connection.from_arrow(table)
