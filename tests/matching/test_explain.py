"""An explanation is the sum that the engine made, and names what stands in its way."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from matching.conditions import Same
from matching.engine import link
from matching.explain import explain
from matching.model import Exclusion, ModelError
from matching.models.person import PERSON
from schema.errors import NotFound
from tests.matching.people import relation_of
from tests.matching.toy import TOY

RECORDS = {
    1: {"name": "张建国", "birth_date": date(1965, 3, 12), "phones": ["13912345678", "057186618466"], "sex_code": "1"},
    2: {"name": "张建国", "birth_date": date(1965, 3, 12), "phones": ["13912345678"]},
    3: {"name": "张建军", "birth_date": date(1990, 8, 8), "phones": ["13912345678"]},
}


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    with duckdb.connect() as opened:
        yield opened


def test_the_evidence_adds_up_to_the_engines_weight(connection: duckdb.DuckDBPyConnection) -> None:
    records = connection.from_arrow(relation_of(PERSON, RECORDS))

    found = explain(connection, records, PERSON, 2, 1)

    (pair,) = link(connection, records, PERSON).pairs.to_pylist()
    assert (found.left_id, found.right_id) == (1, 2)
    assert found.match_weight == pair["match_weight"] == pytest.approx(sum(each.weight for each in found.evidence))
    assert found.judgement == pair["judgement"]
    levels = {each.comparison: each.level for each in found.evidence}
    assert levels["name"] == "same"
    assert levels["sex"] == "absent"


def test_values_stand_beside_the_evidence(connection: duckdb.DuckDBPyConnection) -> None:
    found = explain(connection, connection.from_arrow(relation_of(PERSON, RECORDS)), PERSON, 1, 2)

    phone = next(each for each in found.evidence if each.comparison == "phone")
    left, right = phone.values["phones"]
    assert set(left) == {"13912345678", "057186618466"}
    assert right == ["13912345678"]


def test_an_exclusion_is_named(connection: duckdb.DuckDBPyConnection) -> None:
    found = explain(connection, connection.from_arrow(relation_of(PERSON, RECORDS)), PERSON, 1, 3)

    assert found.excluded == "other birth date"
    assert found.judgement == "no_link"


def test_a_record_that_is_not_there_is_not_found(connection: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(NotFound):
        explain(connection, connection.from_arrow(relation_of(PERSON, RECORDS)), PERSON, 1, 9)


def test_a_model_that_names_an_unknown_column_is_refused() -> None:
    with pytest.raises(ModelError, match="shoe_size"):
        replace(TOY, exclusions=(Exclusion("feet", Same("shoe_size")),))
