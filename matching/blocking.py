"""Blocking: which pairs of records are compared at all, by equality of precomputed keys.

Keys are hashes of values; one sort of integers brings equal keys together (see `grouping`), which gives the census of
the blocks before a single pair exists.  A pair is one 64-bit integer of two rows and the number of the rule, so that
one more sort leaves each pair once, with the first rule that brings it, in the order of its rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from matching.columns import MISSING, Codes, Column, Flags, Rows, Table
from matching.grouping import Runs, pairs_in_runs, runs_of
from matching.hashing import Hashes, combine
from matching.parallel import in_parallel

_NO_CAP = np.iinfo(np.int64).max
_LOW, _HIGH = np.uint64(36), np.uint64(8)
_ROW_MASK, _RULE_MASK = np.uint64((1 << 28) - 1), np.uint64(255)

Packed = npt.NDArray[np.uint64]
"""Pairs: 28 bits of the low row, 28 of the high row, 8 of the rule."""


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """Records that are equal in all of `columns` are compared; of a column of several values, in at least one.

    A key that more than `cap` records share is not compared as it is: its records are compared where they are equal
    in the `narrower` columns too, one after the other, and what is then still too common is skipped and reported.
    A `chain` compares each record of a key with the first only: for keys so strong that equal records are the same
    beyond doubt, n - 1 pairs say what n(n-1)/2 would; its columns have one value each and it is never narrowed.
    With `either`, only pairs of which at least one record has a value in that column are compared.  A pair belongs to
    the first rule that brings it.
    """

    name: str
    columns: tuple[str, ...]
    cap: int = 200
    narrower: tuple[str, ...] = ()
    chain: bool = False
    either: str | None = None


@dataclass(frozen=True, slots=True)
class RuleCensus:
    """What one rule brings, counted before anything is compared; a pair counts once for each key it shares."""

    rule: str
    blocks: int
    records: int
    """A record counts once for each block it is in."""
    largest: int
    """Records of the most common key."""
    pairs: int
    """Pairs in the blocks that are compared."""
    capped_keys: int
    capped_pairs: int
    """Pairs of the keys over the cap, had they been compared."""
    skipped_records: int
    """Records of those keys that were compared under none of the narrower keys."""


@dataclass(frozen=True)
class Candidates:
    """Pairs of rows (low < high), each once, in ascending order, with the number of the first rule that brings it."""

    packed: Packed
    census: tuple[RuleCensus, ...]

    def __len__(self) -> int:
        return len(self.packed)

    def chunks(self, size: int) -> Iterator[tuple[Rows, Rows, Codes]]:
        """(low, high, rule), at most `size` pairs at a time."""
        for start in range(0, len(self.packed), size):
            yield unpack(self.packed[start : start + size])


def unpack(packed: Packed) -> tuple[Rows, Rows, Codes]:
    """Low row, high row and rule of packed pairs."""
    low, high = packed >> _LOW, packed >> _HIGH & _ROW_MASK
    return low.astype(np.int32), high.astype(np.int32), (packed & _RULE_MASK).astype(np.int32)


def pack(low: npt.NDArray[Any], high: npt.NDArray[Any], rule: npt.NDArray[Any] | int) -> Packed:
    """Pairs of rows with the number of the rule that brings them."""
    packed: Packed = low.astype(np.uint64) << _LOW
    packed |= high.astype(np.uint64) << _HIGH
    packed |= np.asarray(rule, dtype=np.uint64)
    return packed


def first_brought(packed: Packed) -> Packed:
    """Of ascending pairs each once, with the first rule that brings it."""
    first = np.append(True, packed[1:] >> _HIGH != packed[:-1] >> _HIGH)[: len(packed)]
    return np.asarray(packed[first])


def candidates(rules: Sequence[BlockingRule], table: Table) -> Candidates:
    """All pairs that the rules bring; those that a chain stands for are left to the chain."""
    chains = {n: _block_of_row(build_blocks(rule, table), len(table)) for n, rule in enumerate(rules) if rule.chain}

    def of_rule(number: int) -> tuple[Packed, RuleCensus]:
        blocks = build_blocks(rules[number], table)
        return _packed(blocks, number, [block for chain, block in chains.items() if chain != number]), blocks.census

    parts = list(in_parallel(of_rule, range(len(rules))))
    packed = np.concatenate([np.zeros(0, dtype=np.uint64), *(pairs for pairs, _ in parts)])
    packed.sort()
    return Candidates(first_brought(packed), tuple(census for _, census in parts))


@dataclass(frozen=True)
class Blocks:
    """The blocks of one rule: runs of rows with one key, a list for each step of narrowing."""

    rule: BlockingRule
    runs: tuple[Runs, ...]
    asked: Flags | None
    """Which records have the value that one of a pair must have."""
    census: RuleCensus


def build_blocks(rule: BlockingRule, table: Table) -> Blocks:
    """Sort the records of a table into the blocks of a rule, narrowing the keys that are too common."""
    cap = _NO_CAP if rule.chain else rule.cap
    asked = None if rule.either is None else table[rule.either].lengths > 0
    runs = _runs(table, *first_keys(table, rule.columns), asked)
    common = rest = runs.where(runs.lengths > cap)
    kept = [runs.where(runs.lengths <= cap)]
    for column in rule.narrower:
        rows = rest.rows.astype(np.int32)
        runs = _runs(table, *narrowed(table[column], rows, np.repeat(rest.keys, rest.lengths)), asked)
        kept.append(runs.where(runs.lengths <= cap))
        rest = runs.where(runs.lengths > cap)
    return Blocks(rule, tuple(kept), asked, _census(rule, kept, common))


def first_keys(table: Table, columns: Sequence[str]) -> tuple[Rows, Hashes]:
    """Rows and keys by the values of columns; rows without a value drop out, several values make several keys."""
    # a column of several values goes first: to begin with it costs nothing, to add it means to gather its values
    first, *others = sorted((table[name] for name in columns), key=lambda column: not column.several)
    rows, keys = first.record_of, first.row_hashes
    if not first.several:
        known = first.codes != MISSING
        rows, keys = rows[known], keys[known]
    for column in others:
        rows, keys = narrowed(column, rows, keys)
    return rows, keys


def narrowed(column: Column, rows: Rows, keys: Hashes) -> tuple[Rows, Hashes]:
    """Add the values of a column to keys of rows."""
    if column.several:
        taken = column.take(rows)
        return rows[taken.record_of], combine(keys[taken.record_of], taken.row_hashes)
    known = column.codes[rows] != MISSING
    rows = rows[known]
    return rows, combine(keys[known], column.row_hashes[rows])


def _runs(table: Table, rows: Rows, keys: Hashes, asked: Flags | None) -> Runs:
    """Runs of at least two rows of one key, where one is asked for with at least one such row."""
    runs = runs_of(keys, rows, len(table))
    wanted = runs.lengths > 1
    if asked is not None and len(runs.starts):
        wanted &= np.logical_or.reduceat(asked[runs.rows], runs.starts)
    return runs.where(wanted)


def _census(rule: BlockingRule, kept: Sequence[Runs], common: Runs) -> RuleCensus:
    blocks, records = sum(len(runs.lengths) for runs in kept), sum(len(runs.rows) for runs in kept)
    return RuleCensus(
        rule=rule.name,
        blocks=blocks,
        records=records,
        largest=max(int(runs.lengths.max(initial=0)) for runs in (*kept, common)),
        pairs=records - blocks if rule.chain else sum(runs.pairs for runs in kept),
        capped_keys=len(common.lengths),
        capped_pairs=common.pairs,
        skipped_records=len(set(common.rows.tolist()).difference(*(runs.rows.tolist() for runs in kept[1:]))),
    )


def _packed(blocks: Blocks, number: int, chains: Sequence[Codes]) -> Packed:
    """The pairs of a rule but for those of chains; a pair occurs once for each key that it shares."""
    parts = [_pairs_of(runs, blocks.rule.chain) for runs in blocks.runs]
    low, high = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
    wanted = low < high
    if blocks.asked is not None:
        wanted &= blocks.asked[low] | blocks.asked[high]
    for block in chains:
        wanted &= (block[low] != block[high]) | (block[low] == MISSING)
    return pack(low[wanted], high[wanted], number)


def _pairs_of(runs: Runs, chain: bool) -> tuple[Packed, Packed]:
    """Low and high rows of all pairs of all runs, or of each run's first row with the others."""
    rows = runs.rows.astype(np.uint64)
    left, right = pairs_in_runs(runs.starts, runs.lengths, star=chain)
    return rows[left], rows[right]


def _block_of_row(blocks: Blocks, records: int) -> Codes:
    """The number of each row's block in a chain, whose columns have one value each; missing for rows in none."""
    (runs,) = blocks.runs
    codes = np.full(records, MISSING, dtype=np.int32)
    codes[runs.rows] = np.repeat(np.arange(len(runs.lengths), dtype=np.int32), runs.lengths)
    return codes
