"""Columns that the person model compares, made from the columns of Person once per distinct value."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from matching.features import Feature, derived, first_known, gathered, over_values
from matching.models.name_likeness import WIDTH
from matching.models.syllables import sound_keys
from matching.patterns import HIDDEN, code_points
from schema.identifiers.resident_id import birth_date_of, repairs, sex_of
from schema.normalize.enterprises import enterprise_key
from schema.normalize.names import compare_key


def name_sound(names: pa.Array) -> pa.Array:
    """A number for the sound of a compare key; null where a character is hidden."""
    keys = sound_keys(code_points(names, WIDTH)).view(np.int64)
    return pa.array(keys, pa.int64(), mask=keys == 0)


def name_tail(names: pa.Array) -> pa.Array:
    """The last character, which owners leave visible when they mask a name; null where it is hidden after all."""
    tails = pc.utf8_slice_codeunits(names, -1)
    return pc.if_else(pc.equal(tails, HIDDEN), None, tails)


def _hidden_name(name: str) -> str | None:
    return name if HIDDEN in name else None


def _valid_candidates(claimed: str) -> list[str]:
    return list(repairs(claimed))


def _ends(pattern: str) -> str | None:
    ends = pattern[:6] + pattern[-4:]
    return None if HIDDEN in ends else ends


def _last_four(pattern: str) -> str | None:
    return None if HIDDEN in pattern[-4:] else pattern[-4:]


def _birth_text(born: date) -> str:
    return born.strftime("%Y%m%d")


def _born(pattern: str) -> date | None:
    return birth_date_of(pattern)


FEATURES: tuple[Feature, ...] = (
    derived("name_key", "name", over_values(compare_key, pa.string())),
    derived("former_name_key", "former_name", over_values(compare_key, pa.string())),
    gathered("all_names", "name_key", "former_name_key"),
    derived("name_sound", "name_key", name_sound),
    derived("name_tail", "name_key", name_tail),
    derived("hidden_name", "name_key", over_values(_hidden_name, pa.string())),
    first_known("id_pattern", "resident_id", "resident_id_masked"),
    derived("id_repairs", "resident_id_claimed", over_values(_valid_candidates, pa.list_(pa.string()))),
    gathered("id_candidates", "resident_id", "id_repairs"),
    first_known("any_id", "resident_id", "resident_id_masked", "resident_id_claimed"),
    derived("id_ends", "id_pattern", over_values(_ends, pa.string())),
    derived("id_last_four", "id_pattern", over_values(_last_four, pa.string())),
    derived("id_birth", "any_id", over_values(_born, pa.date32())),
    gathered("birth_dates", "birth_date", "id_birth"),
    first_known("born", "id_birth", "birth_date"),
    derived("born_text", "born", over_values(_birth_text, pa.string())),
    derived("id_sex", "any_id", over_values(sex_of, pa.string())),
    first_known("sex", "id_sex", "sex_code"),
    derived("employer_key", "employer_name", over_values(enterprise_key, pa.string())),
    derived("guardian_key", "guardian_name", over_values(compare_key, pa.string())),
    derived("mother_key", "mother_name", over_values(compare_key, pa.string())),
    gathered("parents", "guardian_key", "mother_key"),
)
