"""A model file in the words of Splink: the same blocking rules, comparisons and levels, as its settings.

Splink (https://moj-analytical-services.github.io/splink) computes distances in DuckDB.  Caps of blocks and dependences
are words that it does not have.
"""

from collections.abc import Iterator
from typing import Any

from matching.model_file.words import BlockWord, CompareWord, LevelWord, ModelFile

Settings = dict[str, Any]


def splink_settings(file: ModelFile, lists: frozenset[str], records: int) -> Settings:
    """Settings with the m and u that the file says; `lists` are the columns of several values."""
    return {
        "link_type": "link_only" if file.between_files else "dedupe_only",
        "unique_id_column_name": "record_id",
        "probability_two_random_records_match": (file.records_per_entity - 1) / records,
        "blocking_rules_to_generate_predictions": [blocking_rule(word, lists) for word in file.block],
        "comparisons": [_comparison(word, lists) for word in file.compare],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def link_probability(file: ModelFile) -> float:
    """The probability from which a pair is a link, of the model's log2 odds."""
    return float(1 / (1 + 2.0**-file.link))


def columns_of(file: ModelFile) -> list[str]:
    """The columns that blocking rules and levels look at."""
    used = [column for word in file.block for column in word.on]
    for compare in file.compare:
        used += [*compare.columns, *(column for level in compare.levels for column in level.columns)]
    return sorted(set(used))


def blocking_rule(word: BlockWord, lists: frozenset[str]) -> Settings:
    """Equality of all columns; a list takes part with each of its values."""
    exploded = [column for column in word.on if column in lists]
    equal = (f'l."{column}" = r."{column}"' for column in word.on)
    rule: Settings = {"blocking_rule": " AND ".join(equal), "sql_dialect": "duckdb"}
    return rule | ({"arrays_to_explode": exploded} if exploded else {})


def _comparison(word: CompareWord, lists: frozenset[str]) -> Settings:
    absent = " OR ".join(_unknown(column, lists) for column in word.columns)
    return {
        "output_column_name": word.name.replace(" ", "_"),
        "comparison_levels": [
            *(_level(level, lists) for level in word.levels),
            {"sql_condition": absent, "label_for_charts": "absent", "is_null_level": True},
            {"sql_condition": "ELSE", "label_for_charts": "else"} | _weights(word.else_m, word.else_u),
        ],
    }


def _level(word: LevelWord, lists: frozenset[str]) -> Settings:
    level: Settings = {"sql_condition": " AND ".join(_asked(word, lists)), "label_for_charts": word.name}
    level |= _weights(word.m, word.u)
    exactly = word.columns == (word.frequency,) and word.same and word.frequency not in lists
    # Splink adjusts for term frequency where a level is nothing but equality of that one column
    return level | ({"tf_adjustment_column": word.frequency} if exactly else {})


def _weights(m: float | None, u: float | None) -> Settings:
    return {name: value for name, value in (("m_probability", m), ("u_probability", u)) if value is not None}


def _asked(word: LevelWord, lists: frozenset[str]) -> Iterator[str]:
    yield from (_shared(column) if column in lists else _equal(column) for column in word.same)
    for column, count in word.edits.items():
        yield f'damerau_levenshtein("{column}_l", "{column}_r") <= {count}'
    for column, share in word.jaro_winkler.items():
        yield f'jaro_winkler_similarity("{column}_l", "{column}_r") >= {share}'


def _equal(column: str) -> str:
    return f'"{column}_l" = "{column}_r"'


def _shared(column: str) -> str:
    return f'array_length(list_intersect("{column}_l", "{column}_r")) >= 1'


def _unknown(column: str, lists: frozenset[str]) -> str:
    if column in lists:
        return f'coalesce(len("{column}_l"), 0) = 0 OR coalesce(len("{column}_r"), 0) = 0'
    return f'"{column}_l" IS NULL OR "{column}_r" IS NULL'
