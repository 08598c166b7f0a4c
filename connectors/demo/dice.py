"""Chance that depends on what it is thrown for, never on the order of throwing.

A throw is a hash of (seed, purpose, key), so that one more person, another system or a later night changes nothing for
the others.  The hash is the finaliser of SplitMix64 (Steele, Lea, Flood 2014) over whole columns.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Bits = NDArray[np.uint64]

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


def _mixed(values: Bits) -> Bits:
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))


class Dice:
    """Throws for whole columns of integer keys; `dice("name")` is another, independent die."""

    def __init__(self, seed: int, purpose: str = "") -> None:
        self._seed = seed
        self._purpose = purpose
        digest = hashlib.blake2b(f"{seed}/{purpose}".encode(), digest_size=8).digest()
        self._salt = np.uint64(int.from_bytes(digest, "little"))

    def __call__(self, purpose: str) -> Dice:
        return Dice(self._seed, f"{self._purpose}/{purpose}")

    def bits(self, keys: ArrayLike) -> Bits:
        """64 random bits a key."""
        column = np.asarray(keys, dtype=np.int64).astype(np.uint64)
        with np.errstate(over="ignore"):
            return _mixed(_mixed(column * _GOLDEN + self._salt) ^ self._salt)

    def uniform(self, keys: ArrayLike) -> NDArray[np.float64]:
        """In [0, 1)."""
        return (self.bits(keys) >> np.uint64(11)).astype(np.float64) * 2.0**-53

    def chance(self, keys: ArrayLike, probability: ArrayLike) -> Flags:
        """True with this probability, one for all keys or one a key."""
        return np.asarray(self.uniform(keys) < np.asarray(probability))

    def integer(self, keys: ArrayLike, low: ArrayLike, high: ArrayLike) -> Ints:
        """In [low, high)."""
        start = np.asarray(low, dtype=np.int64)
        width = np.asarray(high, dtype=np.int64) - start
        return np.asarray(start + (self.uniform(keys) * width).astype(np.int64))

    def weighted(self, keys: ArrayLike, weights: Sequence[float] | NDArray[Any]) -> Ints:
        """A position in `weights`, in proportion to them."""
        steps = np.cumsum(np.asarray(weights, dtype=np.float64))
        return np.asarray(np.searchsorted(steps, self.uniform(keys) * steps[-1], side="right"), dtype=np.int64)

    def sample(self, keys: Ints, size: int) -> Ints:
        """`size` of the keys (all, if there are fewer), in random order."""
        return np.asarray(keys)[np.argsort(self.bits(keys), kind="stable")[:size]]
