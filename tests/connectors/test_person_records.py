"""Generated person records: as many as asked for, the same every time, cleaned, with slips."""

import pyarrow.compute as pc

from connectors.demo.person_records import person_records
from schema.identifiers import resident_id


def test_records_are_those_of_their_number_and_seed() -> None:
    one, same, other = person_records(2_000, 5), person_records(2_000, 5), person_records(2_000, 6)

    assert abs(one.records.num_rows - 2_000) < 20
    assert len(pc.unique(one.records["record_id"])) == one.records.num_rows
    assert one.records.equals(same.records)
    assert not one.records.equals(other.records)
    assert one.records["record_id"].to_pylist() == one.truth["record_id"].to_pylist()


def test_records_are_cleaned_and_differ_as_those_of_systems_do() -> None:
    made = person_records(2_000, 5)
    rows = made.records.to_pylist()

    assert all(resident_id.is_valid(row["resident_id"]) for row in rows if row["resident_id"])
    assert any(row["resident_id_masked"] for row in rows)
    assert any(row["name"] and "*" in row["name"] for row in rows)
    assert any(not row["resident_id"] and not row["resident_id_masked"] for row in rows)
    assert 1.5 < made.records.num_rows / len(pc.unique(made.truth["entity"])) < 4
