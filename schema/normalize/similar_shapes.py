"""Chinese characters that look alike (形近字), for names copied by eye: '未'/'末', '己'/'已'."""

from functools import lru_cache

from schema.normalize.reference import rows


@lru_cache(maxsize=1)
def _look_alikes() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in rows("similar_shapes.csv"):
        first, second, likeness = row["first"], row["second"], float(row["likeness"])
        found.setdefault(first, {})[second] = likeness
        found.setdefault(second, {})[first] = likeness
    return found


def look_alikes(character: str) -> tuple[str, ...]:
    """Characters that look like this one, the most alike first; empty for most."""
    alike = _look_alikes().get(character, {})
    return tuple(sorted(alike, key=lambda other: (-alike[other], other)))


def likeness(first: str, second: str) -> float:
    """How alike two characters look: 1 for the same, 0.95 to 1 for a known pair, else 0."""
    return 1.0 if first == second else _look_alikes().get(first, {}).get(second, 0.0)


def text_likeness(first: str, second: str) -> float:
    """How alike two texts of one length look, character by character: the least of them; 0 for other lengths."""
    if len(first) != len(second):
        return 0.0
    return min(map(likeness, first, second), default=1.0)
