"""Columns that the person model compares, made from the columns of Person once per distinct value."""

from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from matching.features import Feature, derived, first_known, gathered, if_known, only_known, over_values, pointing_at
from matching.models.dates import dates_of, texts_of
from matching.models.name_likeness import WIDTH
from matching.models.syllables import sound_keys
from matching.patterns import HIDDEN, code_points
from schema.identifiers.resident_id import sex_of
from schema.normalize.enterprises import enterprise_key
from schema.normalize.names import compare_key

_NEWBORN = "..之[子女婴男]$"
"""A child that has no name yet is entered under its mother's: 马春燕之女."""


def name_key(names: pa.Array) -> pa.Array:
    """The compare key of each name; null for a child that has none yet.

    Most names are their own key: those in which every character is, and which `compare_key` need not be asked about.
    """
    names = pc.if_else(pc.match_substring_regex(names, _NEWBORN), None, names)
    characters = code_points(names)
    occurring = np.flatnonzero(np.bincount(characters.ravel(), minlength=1))
    changing = np.zeros(int(occurring.max(initial=0)) + 1, dtype=bool)
    changing[occurring] = [code > 0 and _is_changed(chr(code)) for code in occurring.tolist()]
    rows = np.flatnonzero(changing[characters].any(axis=1))
    keys = [compare_key(name) for name in names.take(pa.array(rows)).to_pylist()]
    mask = np.zeros(len(names), dtype=bool)
    mask[rows] = True
    return pc.replace_with_mask(names, pa.array(mask), pa.array(keys, names.type))


@lru_cache(maxsize=1 << 16)
def _is_changed(character: str) -> bool:
    return compare_key(character) != character


def name_sound(names: pa.Array) -> pa.Array:
    """A number for the sound of a compare key; null where a character is hidden."""
    keys = sound_keys(code_points(names, WIDTH)).view(np.int64)
    return pa.array(keys, pa.int64(), mask=keys == 0)


def name_tail(names: pa.Array) -> pa.Array:
    """The last character, which owners leave visible when they mask a name; null where it is hidden after all."""
    tails = pc.utf8_slice_codeunits(names, -1)
    return pc.if_else(pc.equal(tails, HIDDEN), None, tails)


def name_head(names: pa.Array) -> pa.Array:
    """The first character; null where it is hidden."""
    heads = pc.utf8_slice_codeunits(names, 0, 1)
    return pc.if_else(pc.equal(heads, HIDDEN), None, heads)


def name_ends(names: pa.Array) -> pa.Array:
    """First and last character and the number of characters; null where one of the two is hidden."""
    return pc.binary_join_element_wise(name_head(names), name_tail(names), pc.utf8_length(names).cast(pa.string()), "")


def hidden_tail(names: pa.Array) -> pa.Array:
    """The names whose last character is hidden."""
    return pc.if_else(pc.equal(pc.utf8_slice_codeunits(names, -1), HIDDEN), names, None)


def hidden_name(names: pa.Array) -> pa.Array:
    """The names that have a hidden character."""
    return pc.if_else(pc.match_substring(names, HIDDEN), names, None)


def id_ends(patterns: pa.Array) -> pa.Array:
    """The first six and the last four characters of a number; null where one of them is hidden."""
    ends = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(patterns, 0, 6), pc.utf8_slice_codeunits(patterns, -4), ""
    )
    return pc.if_else(pc.match_substring(ends, HIDDEN), None, ends)


def id_last_four(patterns: pa.Array) -> pa.Array:
    """The last four characters of a number; null where one of them is hidden."""
    end = pc.utf8_slice_codeunits(patterns, -4)
    return pc.if_else(pc.match_substring(end, HIDDEN), None, end)


def id_birth(numbers: pa.Array) -> pa.Array:
    """The date of birth in a number, also a faulty one; the few thousand dates that occur are read once each."""
    digits = pc.if_else(
        pc.equal(pc.utf8_length(numbers), 18), pc.utf8_slice_codeunits(numbers, 6, 14), ""
    ).dictionary_encode()
    return dates_of(digits.dictionary).take(digits.indices)


def id_sex(numbers: pa.Array) -> pa.Array:
    """The sex code in a number, by its seventeenth character."""
    digits = pc.utf8_slice_codeunits(numbers, 16, 17).dictionary_encode()
    codes = [sex_of(f"{'0' * 16}{text}") for text in digits.dictionary.to_pylist()]
    return pa.array(codes, pa.string()).take(digits.indices)


def one_step_away(numbers: pa.Array) -> pa.Array:
    """All texts that one other character, or one swap of neighbours, makes of a number of 18 characters.

    Which of them are numbers at all need not be asked: only those that somebody has are looked for.
    """
    whole = [number if len(number) == 18 and number.isascii() else "" for number in numbers.to_pylist()]
    characters = np.array(whole, dtype="S18").view(np.uint8).reshape(len(whole), 18)
    steps = []
    for place in range(18):
        for character in b"0123456789X" if place == 17 else b"0123456789":
            steps.append(characters.copy())
            steps[-1][:, place] = character
    for place in range(17):
        steps.append(characters.copy())
        steps[-1][:, [place, place + 1]] = characters[:, [place + 1, place]]
    together = np.ascontiguousarray(np.stack(steps, axis=1))
    texts = pa.Array.from_buffers(pa.binary(18), len(whole) * len(steps), [None, pa.py_buffer(together)])
    offsets = pa.array(np.arange(len(whole) + 1, dtype=np.int32) * len(steps))
    return pa.ListArray.from_arrays(offsets, texts.cast(pa.binary()).cast(pa.string()))


def birth_text(dates: pa.Array) -> pa.Array:
    """'19860312': a date as it is typed."""
    return texts_of(dates)


def birth_year(dates: pa.Array) -> pa.Array:
    """The year of a date."""
    return pc.year(dates)


FEATURES: tuple[Feature, ...] = (
    derived("name_key", "name", name_key),
    derived("former_name_key", "former_name", name_key),
    gathered("all_names", "name_key", "former_name_key"),
    derived("name_sound", "name_key", name_sound),
    derived("name_tail", "name_key", name_tail),
    derived("name_head", "name_key", name_head),
    derived("name_ends", "name_key", name_ends),
    derived("hidden_name", "name_key", hidden_name),
    derived("hidden_tail", "name_key", hidden_tail),
    first_known("id_pattern", "resident_id", "resident_id_masked"),
    pointing_at("id_candidates", "resident_id_claimed", "resident_id", one_step_away),
    first_known("any_id", "id_pattern", "resident_id_claimed"),
    derived("id_ends", "id_pattern", id_ends),
    derived("id_last_four", "id_pattern", id_last_four),
    derived("id_birth", "any_id", id_birth),
    gathered("birth_dates", "birth_date", "id_birth"),
    first_known("born", "id_birth", "birth_date"),
    derived("born_text", "born", birth_text),
    derived("birth_year", "born", birth_year),
    derived("id_sex", "any_id", id_sex),
    first_known("sex", "id_sex", "sex_code"),
    derived("employer_key", "employer_name", over_values(enterprise_key, pa.string())),
    derived("guardian_key", "guardian_name", name_key),
    derived("mother_key", "mother_name", name_key),
    gathered("parents", "guardian_key", "mother_key"),
    only_known("bare_name", "name_sound", "any_id", "document_number", "born", "phones", "address_ids"),
    only_known("mere_name", "name_key", "any_id", "document_number", "born", "sex", "hidden_name", "enterprise_ids"),
    if_known("lone_name", "mere_name", "address_ids"),
)
