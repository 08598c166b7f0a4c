"""`hub address`: any text is read, and a text of a record leads to the record's place."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import address_view
from pipelines.address_lookup import among_places, by_grammar
from tests.pipelines.test_command import Hub, answer, hub
from tests.schema.test_addresses import anything

__all__ = ["hub"]

_TEXTS = """SELECT record.address_text, member.entity_id
    FROM address_record AS record
    JOIN address_membership AS member ON member.record_id = record.record_id
    JOIN place ON place.address_id = member.entity_id
    WHERE place.level IN ('room', 'building', 'compound', 'number', 'outside') AND record.address_text IS NOT NULL
    ORDER BY hash(record.record_id)
    LIMIT 12"""


@pytest.fixture(scope="module")
def workshop(demo_folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(demo_folder / "var" / "workshop.duckdb"), read_only=True)


def test_a_text_of_a_record_leads_to_its_place(workshop: duckdb.DuckDBPyConnection) -> None:
    texts = workshop.execute(_TEXTS).fetchall()
    assert len(texts) == 12
    for text, entity in texts:
        placing = among_places(workshop, text).placing
        assert placing is not None
        assert placing.path[-1].address_id == entity


def test_other_names_are_known_with_their_sources(workshop: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT place_name, official_name, name_kind, list_aggregate(source_systems, 'string_agg', ', ')
        FROM gazetteer WHERE name_kind IN ('former', 'alternative') AND place_part = 'road' ORDER BY ALL LIMIT 1"""
    ((other, official, kind, systems),) = workshop.execute(query).fetchall()
    found = among_places(workshop, f"{other}1号")
    assert found.pieces[0].value == official
    assert found.pieces[0].note == f"{kind} name of {official} ({systems})"
    assert "civil_placenames" in systems


@given(st.one_of(anything, st.text()))
@settings(max_examples=150)
def test_any_text_is_read_whole_and_shown(text: str) -> None:
    found = by_grammar(text)
    assert "".join(piece.written for piece in found.pieces) == text
    for width in (20, 80):
        assert list(address_view.blocks(found, width))


def test_a_program_reads_pieces_spans_and_the_place(hub: Hub) -> None:
    found = answer(hub("address", "余杭区", "五常街道", "--json"))
    assert [piece["part"] for piece in found["pieces"]] == ["district", None, "street"]
    assert found["spans"][0] == {"label": "district", "start": 0, "end": 3}
    assert found["placing"]["path"][-1]["level"] == "street"


def test_what_is_no_address_is_said_so(hub: Hub) -> None:
    code, shown, _ = hub("address", "不详")
    assert (code, "not an address" in shown) == (0, True)
    assert answer(hub("address", "不详", "--json"))["placing"] is None


def test_without_a_home_the_grammar_reads_alone(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("hub")), "address", "五常街道文一西路969号"]
    environment = {name: value for name, value in os.environ.items() if name != "HUB_CONFIG"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "canonical 规范  五常街道文一西路969号" in done.stdout
    assert "not looked up" in done.stdout
