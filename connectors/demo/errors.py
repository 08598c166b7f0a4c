"""How clerks err: one text in, one text out; for the few rows that a habit touches."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from pypinyin import Style, pinyin

from connectors.demo import vocabulary


@cache
def homophones() -> Mapping[str, str]:
    """A character → common ones (GB 2312, level 1) of the same syllable, tones apart."""
    common = [
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xD8)
        for low in range(0xA1, 0xFF)
        if not (high == 0xD7 and low > 0xF9)
    ]
    by_sound: dict[str, list[str]] = defaultdict(list)
    sounds = {character: pinyin(character, style=Style.NORMAL)[0][0] for character in common}
    for character, sound in sounds.items():
        by_sound[sound].append(character)
    return {
        character: "".join(other for other in by_sound[sound] if other != character)
        for character, sound in sounds.items()
    }


def _replaced(value: str, position: int, others: str, bits: int) -> str:
    if not others:
        return value
    return value[:position] + others[bits % len(others)] + value[position + 1 :]


def homophone(value: str, bits: int) -> str:
    """One character behind the first becomes another of the same sound: 建国 → 建过."""
    position = 1 + bits % (len(value) - 1) if len(value) > 1 else 0
    return _replaced(value, position, homophones().get(value[position], ""), bits >> 8)


def similar_shape(value: str, bits: int) -> str:
    """One character becomes another that looks like it."""
    options = vocabulary.similar_shapes()
    positions = [position for position, character in enumerate(value) if character in options]
    if not positions:
        return value
    position = positions[bits % len(positions)]
    return _replaced(value, position, options[value[position]], bits >> 8)


def mistyped(value: str, bits: int) -> str:
    """A homophone in six of ten, else a similar shape."""
    return homophone(value, bits >> 4) if bits % 10 < 6 else similar_shape(value, bits >> 4)


def wrong_digit(value: str, bits: int) -> str:
    """One digit wrong, or two neighbours swapped."""
    positions = [position for position, character in enumerate(value[:-1]) if character.isdigit()]
    if not positions:
        return value
    position = positions[bits % len(positions)]
    if bits >> 8 & 1 and value[position] != value[position + 1]:
        return value[:position] + value[position + 1] + value[position] + value[position + 2 :]
    return value[:position] + str((int(value[position]) + 1 + (bits >> 9) % 9) % 10) + value[position + 1 :]


def swapped_birth(value: str, bits: int) -> str:
    """YYYYMMDD with day and month, or two digits of the year, exchanged."""
    if value[6:8] <= "12" and value[4:6] != value[6:8]:
        return value[:4] + value[6:8] + value[4:6]
    return value[:2] + value[3] + value[2] + value[4:] if bits % 2 and value[3] < "3" else value


def masked_name(value: str, bits: int) -> str:
    """One character hidden: '张*三', '*三'."""
    if len(value) > 2:
        return value[0] + "*" + value[2:]
    return "*" + value[1:]
