"""What records are listed under: the keys of blocking rules, terms, and the values that they have or point at."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import numpy as np

from matching.blocking import BlockingRule, first_keys, narrowed
from matching.columns import MISSING, Column, Flags, Ints, Table, encode
from matching.features import Feature, expanded
from matching.model import LinkageModel
from matching.nights.postings import NOTHING, Entries

Listing = Callable[[], Entries]
"""Makes the entries of one list."""


def block_name(rule: BlockingRule, level: int = 0) -> str:
    """The list of a rule's keys; level n: as narrowed by n columns, of keys that were too common until then."""
    return f"block {level} {rule.name}"


def term_name(column: str) -> str:
    return f"term {column}"


def target_name(feature: Feature) -> str:
    """The list of the values that records can be pointed at by."""
    return f"target {feature.name}"


def pointer_name(feature: Feature) -> str:
    """The list of the values that records point at."""
    return f"pointer {feature.name}"


def pointing_features(model: LinkageModel) -> list[Feature]:
    """The features whose values depend on other records."""
    return [feature for feature in model.features if feature.pointing is not None]


def lists_of(model: LinkageModel, table: Table) -> Iterator[tuple[str, Listing]]:
    """All lists but those of narrowed keys; each is made when it is asked for."""
    yield from key_lists(model, table)
    yield from pointing_lists(model, table.columns)


def key_lists(model: LinkageModel, table: Table) -> Iterator[tuple[str, Listing]]:
    """The lists of keys and of terms."""
    for rule in model.rules:
        yield block_name(rule), partial(block_entries, rule, table)
    for name in sorted(model.frequencies):
        yield term_name(name), partial(value_entries, table[name])


def pointing_lists(model: LinkageModel, columns: Mapping[str, Column]) -> Iterator[tuple[str, Listing]]:
    """The lists of values that records point at, or can be pointed at by; these columns are inputs."""
    for feature in pointing_features(model):
        source, target = (columns[name] for name in feature.sources)
        yield target_name(feature), partial(value_entries, target)
        yield pointer_name(feature), partial(pointer_entries, feature, source)


def block_entries(rule: BlockingRule, table: Table) -> Entries:
    """The rows of a table under the keys of a rule."""
    rows, keys = first_keys(table, rule.columns)
    return Entries(rows.astype(np.int64), keys)


def narrower_entries(table: Table, column: str, entries: Entries) -> Entries:
    """Entries under keys narrowed by one more column."""
    rows, keys = narrowed(table[column], entries.rows.astype(np.int32), entries.short)
    return Entries(rows.astype(np.int64), keys)


def value_entries(column: Column) -> Entries:
    """The rows of a column under their values."""
    known = column.codes != MISSING
    return Entries(column.record_of[known].astype(np.int64), column.row_hashes[known])


def pointer_entries(feature: Feature, source: Column) -> Entries:
    """The rows of a column under the values that they point at."""
    return value_entries(expanded(source, encode(feature.pointing(source.values)))) if feature.pointing else NOTHING


def asked_columns(model: LinkageModel) -> list[str]:
    """The columns of which rules ask that one record of a pair has a value."""
    return sorted({rule.either for rule in model.rules if rule.either is not None})


def asked_bits(model: LinkageModel, table: Table) -> Ints:
    """For each row which of these columns have a value, a bit a column, in the smallest type that has so many."""
    columns = asked_columns(model)
    bits = np.zeros(len(table), dtype=np.min_scalar_type((1 << len(columns)) - 1))
    for number, name in enumerate(columns):
        bits |= (table[name].lengths > 0).astype(bits.dtype) << number
    return bits


def is_asked(model: LinkageModel, rule: BlockingRule, bits: Ints) -> Flags:
    """Whether records with these bits have what a rule asks for; if it asks for nothing, all have it."""
    if rule.either is None:
        return np.ones(len(bits), dtype=bool)
    return (bits >> asked_columns(model).index(rule.either) & 1).astype(bool)
