"""Identity and registration numbers with right check characters, over whole columns.

Written from the standards for the demo city alone (GB 11643-1999, GB 32100-2015, GB 11714-1997, GS15-2006), apart
from the hub's own checks, so that a mistake in one shows against the other.
"""

import numpy as np
from numpy.typing import NDArray

from connectors.demo import text
from connectors.demo.dice import Dice, Ints
from connectors.demo.text import Texts

_RESIDENT_WEIGHTS = np.array([2 ** (17 - position) % 11 for position in range(17)])
_ORGANIZATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2])
_CREDIT_WEIGHTS = np.array([3**position % 31 for position in range(17)])
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODES = np.frombuffer(_CREDIT_ALPHABET.encode(), dtype=np.uint8)


def _digits(values: Ints, width: int) -> Ints:
    return values[:, None] // 10 ** np.arange(width - 1, -1, -1) % 10


def resident_ids(divisions: Ints, birth_dates: Ints, serials: Ints) -> Texts:
    """18 characters from a division code, a date YYYYMMDD and a serial 0-999 (odd: male)."""
    body = divisions * 10**11 + birth_dates * 1000 + serials
    check = _digits(body, 17) @ _RESIDENT_WEIGHTS % 11
    return text.join(text.numbers(body, 17), text.pick(list("10X98765432"), check))


def resident_serials(divisions: Ints, birth_dates: Ints, sexes: Ints, dice: Dice) -> Ints:
    """Serial numbers, different for all of one division, day and sex (up to 500 of them)."""
    keys = np.arange(len(divisions))
    group = (divisions * 10**8 + birth_dates) * 2 + sexes % 2
    order = np.lexsort((dice.bits(keys), group))
    starts = np.r_[True, group[order][1:] != group[order][:-1]]
    rank = np.arange(len(order)) - np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    serial = np.empty_like(keys)
    serial[order] = (rank * 7 + dice("offset").integer(group[order], 0, 500)) % 500
    return np.asarray(serial * 2 + sexes % 2)


def organization_codes(keys: Ints, modern: NDArray[np.bool_]) -> Texts:
    """Nine characters: eight digits and a check before the reform of 2015, since then 'MA', six characters, a check."""
    old = _digits(10_000_000 + (keys + 1) * 38_461_537 % 70_000_000, 8)
    place = (keys + 1) * 612_345_679 % 31**6
    tail = place[:, None] // 31 ** np.arange(5, -1, -1) % 31
    new = np.concatenate([np.tile([21, 10], (len(keys), 1)), tail], axis=1)
    rows = np.where(modern[:, None], new, old)
    characters = np.where(modern[:, None], _CODES[new], old + 48).astype(np.uint8)
    values = np.where(characters >= 65, characters.astype(np.int64) - 55, rows)
    check = (11 - values @ _ORGANIZATION_WEIGHTS % 11) % 11
    return text.join(_text(characters), text.pick(list("0123456789X"), check))


def credit_codes(kinds: Texts, divisions: Ints, organizations: Texts) -> Texts:
    """18 characters: '91' and so on, the division, the organisation code, the check character."""
    body = text.join(kinds, text.numbers(divisions, 6), organizations)
    characters = np.frombuffer("".join(body.to_pylist()).encode(), dtype=np.uint8).reshape(-1, 17)
    values = np.searchsorted(_CODES, characters)
    check = (31 - values @ _CREDIT_WEIGHTS % 31) % 31
    return text.join(body, text.pick(list(_CREDIT_ALPHABET), check))


def registration_numbers(divisions: Ints, serials: Ints) -> Texts:
    """15 digits: division, eight digits, a check digit by ISO 7064 MOD 11,10."""
    body = divisions * 10**8 + serials
    product = np.full(len(body), 10)
    for digit in _digits(body, 14).T:
        total = (product + digit) % 10
        product = np.where(total == 0, 10, total) * 2 % 11
    return text.join(text.numbers(body, 14), text.numbers((11 - product) % 10))


def _text(characters: NDArray[np.uint8]) -> Texts:
    width = characters.shape[1]
    return text.texts(np.ascontiguousarray(characters).view(f"S{width}").ravel().astype(str).tolist())
