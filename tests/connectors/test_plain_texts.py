"""Texts told to be clean at once are what their cleaner would make of them, one by one."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.cleaning.plain import parted
from connectors.cleaning.texts import Cleaning, clean_texts
from schema.claims import CLAIMS
from schema.relations import relation_name
from tests.schema.strategies import anything, mobiles, person_names, resident_ids, typed

PLAIN = [
    Cleaning(relation_name(record), claim)
    for record, claims in CLAIMS.items()
    for claim, field in claims.items()
    if field.plain is not None
]
_hans = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
_mobiles_typed_in = st.builds(
    lambda head, digit: head + digit * 8, st.sampled_from(["138", "159"]), st.sampled_from("0123")
)
_addresses = st.builds(lambda *parts: "".join(parts), _hans, typed, _hans)
texts = typed | anything | _hans | mobiles | _mobiles_typed_in | person_names() | resident_ids() | _addresses


@pytest.mark.parametrize("cleaning", PLAIN, ids=lambda cleaning: f"{cleaning.relation}-{cleaning.claim}")
@given(delivered=st.lists(texts, max_size=12, unique=True))
def test_the_bulk_path_and_the_cleaner_agree(cleaning: Cleaning, delivered: list[str]) -> None:
    array = pa.array(delivered, pa.string())

    parts = parted(cleaning, array)

    assert len(parts.plain) + len(parts.others) == len(delivered)
    assert parts.whole(clean_texts(cleaning, parts.others)).equals(clean_texts(cleaning, array))


@pytest.mark.parametrize(
    ("cleaning", "text"),
    [
        (Cleaning("person", "name"), "张建国"),
        (Cleaning("person", "phone"), "13915386742"),
        (Cleaning("person", "certificate"), "330110198603124514"),
        (Cleaning("address", "text"), "余杭区良渚街道祥运路88号3幢2单元501室"),
    ],
)
def test_what_is_usual_is_told_at_once(cleaning: Cleaning, text: str) -> None:
    assert parted(cleaning, pa.array([text])).plain.to_pylist() == [text]


def test_owners_codes_are_always_looked_up() -> None:
    assert not len(parted(Cleaning("person", "name", {"张建国": "无"}), pa.array(["张建国"])).plain)
